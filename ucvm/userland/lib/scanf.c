/* The scanf family: * width hh h l ll z j t, and d i u o x X p c s [ n %. One byte is pushed back at most. */
#include <ctype.h>
#include <string.h>
#include <bits/scanf.h>

void __next(struct input *in) {
    in->used++;
    in->c = fgetc(in->f);
}

static int digit(int c) {
    return isdigit(c) ? c - '0' : isalpha(c) ? (c | 32) - 'a' + 10 : 99;
}

/* Read an integer of at most `width` bytes; 0 if there is none. */
static int integer(struct input *in, int base, int width, unsigned long long *value) {
    int start = in->used, negative = 0, any = 0;
    unsigned long long n = 0;
    if (width <= 0)
        width = 0x7fff;
    width += start;
    if (in->c == '-' || in->c == '+') {
        negative = in->c == '-';
        __next(in);
    }
    if (in->c == '0' && in->used < width && (base == 0 || base == 16)) {
        any = 1;
        __next(in);
        if ((in->c | 32) == 'x' && in->used < width) {
            any = 0;
            base = 16;
            __next(in);
        } else if (base == 0)
            base = 8;
    }
    if (base == 0)
        base = 10;
    for (; in->used < width && digit(in->c) < base; any = 1) {
        n = n * base + digit(in->c);
        __next(in);
    }
    *value = negative ? -n : n;
    return any;
}

/* Is c in the set that begins at *set, behind "["? `to` is where the set ends ("]"). */
static int in_set(const char *set, const char *to, int c) {
    int invert = *set == '^', found = 0;
    if (invert)
        set++;
    for (; set < to && !found; set++)
        if (set[1] == '-' && set + 2 < to) {
            found = *set <= c && c <= set[2];
            set += 2;
        } else
            found = *set == c;
    return found != invert;
}

static const char *set_end(const char *set) {
    if (*set == '^')
        set++;
    if (*set == ']')
        set++;
    return strchrnul(set, ']');
}

static int wanted(int c, int kind, const char *set, const char *end) {
    return c != EOF && (kind == 'c' || (kind == 's' ? !isspace(c) : in_set(set, end, c)));
}

static void store(void *to, int size, unsigned long long value) {
    if (size == -2)
        *(char *)to = value;
    else if (size == -1)
        *(short *)to = value;
    else if (size > 1)
        *(long long *)to = value;
    else
        *(int *)to = value;
}

static const char *parse(const char *format, struct spec *spec) {
    spec->skip = *format == '*';
    format += spec->skip;
    for (spec->width = 0; isdigit(*format); format++)
        spec->width = spec->width * 10 + *format - '0';
    for (spec->size = 0; *format && strchr("hlzjtL", *format); format++)
        spec->size += *format == 'h' ? -1 : *format == 'l' ? 1 : *format == 'j' || *format == 'L' ? 2 : 0;
    return format;
}

static int number(struct input *in, const struct spec *spec, int base, va_list *ap) {
    unsigned long long value;
    if (!integer(in, base, spec->width, &value))
        return 0;
    if (!spec->skip)
        store(va_arg(*ap, void *), spec->size, value);
    return 1;
}

/* c, s or a set, which lies between set and end. */
static int bytes(struct input *in, const struct spec *spec, int kind, const char *set, const char *end, va_list *ap) {
    int n = 0, width = spec->width ? spec->width : kind == 'c' ? 1 : 0x7fff;
    char *to = spec->skip ? NULL : va_arg(*ap, char *);
    for (; n < width && wanted(in->c, kind, set, end); n++) {
        if (to)
            to[n] = in->c;
        __next(in);
    }
    if (to && kind != 'c')
        to[n] = 0;
    return kind == 'c' ? n == width : n > 0;
}

static void skip_space(struct input *in) {
    while (isspace(in->c))
        __next(in);
}

/* One conversion, *format at it; 0 if the input does not fit. */
static int convert(struct input *in, const struct spec *spec, const char **format, va_list *ap) {
    static const char kinds[] = "dioxXup", bases[] = {10, 0, 8, 16, 16, 10, 16};
    int kind = **format;
    const char *set = *format + 1, *p = kind ? strchr(kinds, kind) : NULL;
    if (p)
        return number(in, spec, bases[p - kinds], ap);
    if (__real_input && kind && strchr("aefgAEFG", kind))
        return __real_input(in, spec, ap);
    if (kind == '[')
        *format = set_end(set);
    return **format && bytes(in, spec, kind, set, *format, ap);
}

int vfscanf(FILE *f, const char *format, va_list ap) {
    struct input in;
    struct spec spec;
    int done = 0, failed = 0, ended = 0;
    in.f = f;
    in.used = -1;
    __next(&in);
    for (; *format && !failed; format++) {
        if (isspace(*format)) {
            skip_space(&in);
            continue;
        }
        if (*format != '%' || *++format == '%') {
            if (*format == '%')
                skip_space(&in);
            ended = in.c == EOF;
            failed = in.c != *format;
            if (!failed)
                __next(&in);
            continue;
        }
        format = parse(format, &spec);
        if (*format == 'n') {
            if (!spec.skip)
                store(va_arg(ap, void *), spec.size, in.used);
            continue;
        }
        if (*format != 'c' && *format != '[')
            skip_space(&in);
        ended = in.c == EOF;
        failed = ended || !convert(&in, &spec, &format, &ap);
        done += !failed && !spec.skip;
    }
    ungetc(in.c, f);
    return ended && !done ? EOF : done;
}

int vscanf(const char *format, va_list ap) {
    return vfscanf(stdin, format, ap);
}

int scanf(const char *format, ...) {
    va_list ap;
    va_start(ap, format);
    return vfscanf(stdin, format, ap);
}

int fscanf(FILE *f, const char *format, ...) {
    va_list ap;
    va_start(ap, format);
    return vfscanf(f, format, ap);
}

int vsscanf(const char *from, const char *format, va_list ap) {
    FILE f;
    memset(&f, 0, sizeof f);
    f.buf = f.pos = (unsigned char *)from;
    f.rend = f.pos + strlen(from);
    f.flags = F_READ | F_EOF | F_LISTED;
    return vfscanf(&f, format, ap);
}

int sscanf(const char *from, const char *format, ...) {
    va_list ap;
    va_start(ap, format);
    return vsscanf(from, format, ap);
}
