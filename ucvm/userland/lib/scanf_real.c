/* scanf's a e f g: what can begin a number is collected, and it is one if strtod takes all of it. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <bits/scanf.h>

#define MOST 800

struct text {
    struct input *in;
    int left;
    char *end;
};

static void take(struct text *t) {
    *t->end++ = t->in->c;
    t->left--;
    __next(t->in);
}

static int take_one(struct text *t, const char *of) {
    int found = t->left > 0 && t->in->c > 0 && strchr(of, tolower(t->in->c));
    if (found)
        take(t);
    return found;
}

static void take_digits(struct text *t, int hexadecimal) {
    while (t->left > 0 && (hexadecimal ? isxdigit(t->in->c) : isdigit(t->in->c)))
        take(t);
}

/* The letters of a word, one after the other. */
static void take_word(struct text *t, const char *word) {
    char letter[2] = "";
    for (; (*letter = *word) && take_one(t, letter); word++)
        ;
}

static void take_number(struct text *t) {
    int hexadecimal = take_one(t, "0") && take_one(t, "x");
    take_digits(t, hexadecimal);
    if (take_one(t, "."))
        take_digits(t, hexadecimal);
    if (take_one(t, hexadecimal ? "p" : "e")) {
        take_one(t, "+-");
        take_digits(t, 0);
    }
}

int __scanf_real(struct input *in, const struct spec *spec, va_list *ap) {
    char buf[MOST + 1], *end;
    struct text t;
    double value;
    t.in = in;
    t.end = buf;
    t.left = spec->width > 0 && spec->width < MOST ? spec->width : MOST;
    take_one(&t, "+-");
    if (tolower(in->c) == 'i')
        take_word(&t, "infinity");
    else if (tolower(in->c) == 'n')
        take_word(&t, "nan");
    else
        take_number(&t);
    *t.end = 0;
    value = spec->size > 0 ? strtod(buf, &end) : strtof(buf, &end);
    if (end == buf || end < t.end)
        return 0;
    if (!spec->skip && spec->size > 0)
        *va_arg(*ap, double *) = value;
    else if (!spec->skip)
        *va_arg(*ap, float *) = value;
    return 1;
}
