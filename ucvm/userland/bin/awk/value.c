/* Values: numbers, counted strings, and what one is as the other. */
#include "awk.h"
#include <ctype.h>
#include <math.h>

/* Memory that is there or awk ends; compiled expressions are given up first. */
void *resize(void *p, size_t n)
{
    void *new;
    while (!(new = n < 0xf000 ? realloc(p, n) : NULL))
        if (!spare_memory())
            fatal("out of memory");
    return new;
}

struct value *keep(struct value *v)
{
    if (v->tag >= TEXT)
        v->str->refs++;
    return v;
}

void drop(struct value *v)
{
    if (v->tag < TEXT || --v->str->refs)
        return;
    if (v->tag == ARRAY)
        clear(v->array);
    else if (v->tag == LIST)
        while (v->list->n)
            drop_key(v->list->keys[--v->list->n]);
    free(v->str);
}

void drop_str(struct str *s)
{
    if (s && !--s->refs)
        free(s);
}

struct str *str(const char *s, size_t n)
{
    struct str *new = resize(NULL, sizeof *new + n + 1);
    new->refs = 1;
    new->n = n;
    memcpy(new->s, s, n);
    new->s[n] = 0;
    return new;
}

void set_number(struct value *v, double d)
{
    drop(v);
    v->number = d;
}

/* The reference to s goes over to v. */
void set_str(struct value *v, unsigned tag, struct str *s)
{
    drop(v);
    v->str = s;
    v->tag = tag;
}

/* The string under construction. */
static struct str *build;
static size_t room;

void begin(void)
{
    if (!build) {
        build = resize(NULL, sizeof *build + 32);
        room = 32;
    }
    build->refs = 1;
    build->n = 0;
    build->s[0] = 0;
}

static void grow(size_t n)
{
    if (build->n + n >= room) {
        build = resize(build, sizeof *build + build->n + n + 32);
        room = build->n + n + 32;
    }
}

void add(const char *s, size_t n)
{
    grow(n);
    memcpy(build->s + build->n, s, n);
    build->s[build->n += n] = 0;
}

void add_char(int c)
{
    char byte = c;
    add(&byte, 1);
}

void addf(const char *format, ...)
{
    va_list ap;
    int n;
    va_start(ap, format);
    n = vsnprintf(NULL, 0, format, ap);
    va_end(ap);
    if (n < 0 || n > 0xf000)
        fatal("out of memory");
    grow(n);
    va_start(ap, format);
    build->n += vsprintf(build->s + build->n, format, ap);
    va_end(ap);
}

/* What is built so far. */
struct str *built(void)
{
    return build;
}

struct str *end(void)
{
    struct str *s = resize(build, sizeof *s + build->n + 1);
    build = NULL;
    return s;
}

static int octal(int c)
{
    return c >= '0' && c <= '7';
}

/* Replace the escape sequences in the string under construction. */
void unescape(void)
{
    static const char names[] = "abfnrtv\"/\\", values[] = "\a\b\f\n\r\t\v\"/\\";
    const char *from = build->s, *last = from + build->n, *found;
    char *to = build->s;
    int c, digits;
    while (from < last) {
        c = *from++;
        if (c == '\\' && octal(*from)) {
            for (c = 0, digits = 3; digits-- && octal(*from);)
                c = c * 8 + *from++ - '0';
        } else if (c == '\\' && *from && (found = strchr(names, *from))) {
            c = values[found - names];
            from++;
        }
        *to++ = c;
    }
    *to = 0;
    build->n = to - build->s;
}

/* The number s begins with; *end is behind it, or s if there is none. */
double scan(const char *s, const char **end)
{
    const char *p = s, *digits, *sign, *more;
    int n = 0, count;
    while (isspace(*p))
        p++;
    sign = p;
    p += *p == '-' || *p == '+';
    for (digits = p; isdigit(*p); p++)
        n = n * 10 + *p - '0';
    count = p - digits;
    if (*p == '.')
        while (isdigit(*++p))
            ;
    if (p - digits <= (*digits == '.' || !count)) {
        *end = s;
        return 0;
    }
    more = p + 1;
    if ((*p | 32) == 'e') {
        more += *more == '-' || *more == '+';
        while (isdigit(*more))
            p = ++more;
    }
    *end = p;
    if (p - digits == count && count < 10)
        return *sign == '-' ? -n : n;
    return strtod(sign, NULL);
}

static void scalar(const struct value *v)
{
    if (v->tag == ARRAY)
        fatal("an array is used as a scalar");
}

double number(const struct value *v)
{
    const char *end;
    if (v->tag < UNSET)
        return v->number;
    scalar(v);
    return v->tag >= TEXT ? scan(v->str->s, &end) : 0;
}

/* Does v's number fit an int? */
static int small(const struct value *v)
{
    return (v->tag & 0x7fffffff) < 0x41e00000;
}

/* Towards zero; what is out of range becomes the end of the range. */
int integer(const struct value *v)
{
    struct value n;
    n.number = number(v);
    if (small(&n))
        return n.number;
    return n.number < 0 ? -0x7fffffff : 0x7fffffff;
}

/* Is v a number, or input that looks like one? */
int numeric(const struct value *v, double *d)
{
    const char *end;
    *d = 0;
    if (v->tag < UNSET)
        *d = v->number;
    else if (v->tag >= TEXT) {
        if (v->tag != INPUT)
            return 0;
        *d = scan(v->str->s, &end);
        if (end == v->str->s)
            return 0;
        while (isspace(*end))
            end++;
        return end == v->str->s + v->str->n;
    }
    return 1;
}

int truth(const struct value *v)
{
    double d;
    scalar(v);
    return numeric(v, &d) ? d != 0 : v->str->n;
}

/* As strings in the order of their bytes, if one of the two is no number. */
static int compare_text(struct value *a, struct value *b)
{
    struct str *s = text(a), *t = text(b);
    int order = memcmp(s->s, t->s, s->n < t->n ? s->n : t->n);
    return order ? order : s->n - t->n;
}

/* Less than, equal to or greater than 0; a and b may become strings. */
int compare(struct value *a, struct value *b)
{
    double x, y;
    scalar(a);
    scalar(b);
    if (numeric(a, &x) & numeric(b, &y))
        return x < y ? -1 : x > y;
    return compare_text(a, b);
}

/* Is that the format of a number with a fraction, and nothing else that printf would look for? */
static int is_format(const char *format)
{
    const char *p = strchr(format, '%');
    if (!p || strchr(p + 1, '%'))
        return 0;
    p += strspn(p, "%-+ #0123456789.");
    return *p && strchr("eEfFgG", *p);
}

/* A number as text, aside from a string that may be under construction. */
static struct str *shown(double d, const char *format)
{
    struct str *outer = build, *s;
    size_t outer_room = room;
    build = NULL;
    begin();
    addf(trunc(d) == d ? "%.0f" : is_format(format) ? format : "%.6g", d);
    s = end();
    build = outer;
    room = outer_room;
    return s;
}

/* The digits of n. */
static struct str *digits(int n)
{
    char buf[12], *p = buf + sizeof buf;
    unsigned rest = n < 0 ? -n : n;
    do
        *--p = '0' + rest % 10;
    while (rest /= 10);
    if (n < 0)
        *--p = '-';
    return str(p, buf + sizeof buf - p);
}

/* Make v a string; numbers are shown by the format in a variable. The reference stays with v. */
struct str *text_by(struct value *v, int variable)
{
    if (v->tag < UNSET && small(v) && v->number == (int)v->number)
        set_str(v, TEXT, digits(v->number));
    else if (v->tag < UNSET)
        set_str(v, TEXT, shown(v->number, variable < 0 ? "" : special(variable)->s));
    else if (v->tag < TEXT)
        set_str(v, TEXT, str("", 0));
    scalar(v);
    return v->str;
}

struct str *text(struct value *v)
{
    return text_by(v, CONVFMT);
}

/* The text of a variable with a meaning. */
struct str *special(int variable)
{
    struct value *v = globals + variable;
    if (v->tag < TEXT) {
        text_by(v, -1);
        v->tag = INPUT;
    }
    return v->str;
}
