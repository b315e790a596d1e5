/* The functions of the language. */
#include "awk.h"
#include <ctype.h>
#include <math.h>
#include <time.h>

/* How many arguments each takes; in the order of the enumeration and of the names in lex.c. */
const struct builtin builtins[] = {
    {0, 1}, {2, 2}, {2, 2}, {2, 3}, {2, 2}, {1, 1}, {1, 1}, {1, 1}, {1, 1}, {1, 1}, {1, 1},
    {0, 0}, {0, 1}, {1, 1}, {1, 1}, {0, 1}, {2, 3}, {1, 1}, {1, 1}, {1, 255}, {2, 3}, {2, 3},
};

static double seed;

static double length(struct value *v)
{
    return v->tag == ARRAY ? v->array->n : text(v)->n;
}

static double index_of(struct value *args)
{
    struct str *s = text(args), *what = text(args + 1);
    const char *found = memmem(s->s, s->n, what->s, what->n);
    return found ? found - s->s + 1 : 0;
}

static double match_at(struct value *args)
{
    struct str *s = text(args), *pattern = text(args + 1);
    int start = -1, n = match(pattern, s, 0, &start);
    if (n < 0)
        start = -1;
    set_number(globals + RSTART, start + 1);
    set_number(globals + RLENGTH, n);
    return start + 1;
}

static double split(struct value *args, int n)
{
    struct array *a = array_of(args + 1);
    struct cutter c;
    struct value subscript;
    int length, i;
    c.s = text(args);
    c.separator = n > 2 ? text(args + 2) : special(FS);
    c.at = 0;
    clear(a);
    for (i = 0; (length = cut(&c)) >= 0;) {
        subscript.number = ++i;
        put(a, &subscript, str(c.s->s + c.start, length));
    }
    return i;
}

static double new_seed(struct value *args, int n)
{
    double old = seed;
    seed = n ? number(args) : time(NULL);
    srandom(n ? integer(args) : (int)seed);
    return old;
}

/* At most n characters from position m on; both are truncated. */
static void substring(struct value *args, int n, struct value *result)
{
    struct str *s = text(args);
    int from = integer(args + 1), most = n > 2 ? integer(args + 2) : s->n, left;
    if (from < 1)
        from = 1;
    left = s->n - from + 1;
    if (most > left)
        most = left;
    set_str(result, TEXT, most > 0 ? str(s->s + from - 1, most) : str("", 0));
}

static void change_case(struct value *args, int (*change)(int), struct value *result)
{
    struct str *s = text(args), *new = str(s->s, s->n);
    int i;
    for (i = 0; i < new->n; i++)
        new->s[i] = change(new->s[i]);
    set_str(result, TEXT, new);
}

static double flush(struct value *args, int n)
{
    if (n && text(args)->n)
        return flush_stream(text(args));
    return fflush(NULL);
}

static double command(struct value *args)
{
    fflush(NULL);
    return exit_status(system(text(args)->s));
}

static double numeric_builtin(int which, struct value *args, int n)
{
    switch (which) {
    case LENGTH:
        return length(args);
    case INDEX:
        return index_of(args);
    case MATCH_AT:
        return match_at(args);
    case SPLIT:
        return split(args, n);
    case ATAN2:
        return atan2(number(args), number(args + 1));
    case COS:
        return cos(number(args));
    case SIN:
        return sin(number(args));
    case EXP:
        return exp(number(args));
    case LOG:
        return log(number(args));
    case SQRT:
        return sqrt(number(args));
    case INT:
        return trunc(number(args));
    case RAND:
        return random() / 2147483648.0;
    case SRAND:
        return new_seed(args, n);
    case SYSTEM:
        return command(args);
    case CLOSE:
        return close_stream(text(args));
    default:
        return flush(args, n);
    }
}

void call_builtin(int which, struct value *args, int n, struct value *result)
{
    switch (which) {
    case SUBSTR:
        substring(args, n, result);
        break;
    case TOLOWER:
        change_case(args, tolower, result);
        break;
    case TOUPPER:
        change_case(args, toupper, result);
        break;
    case SPRINTF:
        format(args, n);
        set_str(result, TEXT, end());
        break;
    default:
        set_number(result, numeric_builtin(which, args, n));
    }
}

/* "%", flags, width and precision as they go to printf, those that came as arguments written out. */
struct directive {
    char text[48];
    int n;
};

static void extend(struct directive *d, int c)
{
    if (d->n > 40)
        fatal("a conversion of printf is too long");
    d->text[d->n++] = c;
    d->text[d->n] = 0;
}

/* d i o u x X: all digits of the number without its fraction. */
static void add_integer(struct directive *d, int c, double n)
{
    n = trunc(n);
    if (n > -9e18 && n < 9e18) {
        extend(d, 'l');
        extend(d, 'l');
        extend(d, n < 0 ? 'd' : c);
        addf(d->text, (long long)n);
    } else {
        strcpy(strchrnul(d->text, '.'), ".0f");
        addf(d->text, n);
    }
}

/* c: the byte of that number, or the first of a string. */
static void add_byte(struct directive *d, struct value *v)
{
    double n;
    int c;
    if (numeric(v, &n))
        c = integer(v);
    else if (text(v)->n)
        c = *v->str->s;
    else {
        extend(d, 's');
        addf(d->text, "");
        return;
    }
    extend(d, 'c');
    addf(d->text, c);
}

static void add_conversion(struct directive *d, int c, struct value *v)
{
    if (c == 'c')
        add_byte(d, v);
    else if (c == 's') {
        extend(d, c);
        addf(d->text, text(v)->s);
    } else if (strchr("dioxXu", c))
        add_integer(d, c, number(v));
    else {
        extend(d, c);
        addf(d->text, number(v));
    }
}

static struct value *arguments, *last_argument;

static struct value *next_argument(void)
{
    if (arguments == last_argument)
        fatal("not enough arguments for printf");
    return arguments++;
}

/* A width or precision: digits, or "*" for an argument. */
static const char *amount(const char *p, struct directive *d)
{
    if (*p == '*') {
        d->n += sprintf(d->text + d->n, "%d", integer(next_argument()));
        return p + 1;
    }
    while (isdigit(*p))
        extend(d, *p++);
    return p;
}

/* One conversion behind "%"; what is none stays as it is. */
static const char *convert(const char *p)
{
    const char *from = p - 1;
    struct directive d;
    d.n = 0;
    extend(&d, '%');
    while (*p && strchr("-+ #0", *p))
        extend(&d, *p++);
    p = amount(p, &d);
    if (*p == '.') {
        extend(&d, *p);
        p = amount(p + 1, &d);
    }
    while (*p && strchr("hlLjzt", *p))
        p++;
    if (*p == '%')
        add("%", 1);
    else if (*p && strchr("cdieEfFgGosuxX", *p))
        add_conversion(&d, *p, next_argument());
    else {
        add(from, p - from);
        return p;
    }
    return p + 1;
}

/* Format the arguments by the first of them into the string under construction. */
void format(struct value *args, int n)
{
    struct str *f = text(args);
    const char *p = f->s, *end = p + f->n, *percent;
    arguments = args + 1;
    last_argument = args + n;
    for (begin(); p < end;) {
        percent = memchr(p, '%', end - p);
        if (!percent)
            percent = end;
        add(p, percent - p);
        p = percent < end ? convert(percent + 1) : end;
    }
}
