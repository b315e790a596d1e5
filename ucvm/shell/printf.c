/* printf (XCU): the format is used again while there are arguments. */
#include "sh.h"
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static char **args;
static int failed;

static const char *nextarg(void)
{
    return *args ? *args++ : "";
}

/* An argument as an integer: a constant, or the code of a character after a quote. */
static Num integer(void)
{
    const char *s = *args ? *args++ : "0", *p;
    Num n;

    if (*s == '\'' || *s == '"')
        return s[1];
    n = leading(s, &p, 0);
    if (*p) {
        warn(s, p == s ? "expected numeric value" : "not completely converted");
        failed = 1;
    }
    return n;
}

static const char *width(const char *f, int *n)
{
    if (*f == '*') {
        *n = integer();
        return f + 1;
    }
    *n = 0;
    while ((unsigned)*f - '0' < 10)
        *n = *n * 10 + *f++ - '0';
    return f;
}

static void field(const char *s, int len, int pad, int left)
{
    if (!left)
        outpad(pad);
    while (len-- > 0)
        outc(*s++);
    if (left)
        outpad(pad);
}

/* The number n into the arena, as the conversion wants it. */
static void convert(unsigned long long n, int kind, int plus, int alt, int prec, int zeros)
{
    char *start = ap, buf[22], *d = buf + sizeof buf;
    unsigned base = kind == 'o' ? 8 : (kind | 32) == 'x' ? 16 : 10;
    int sign = 0;

    if (kind == 'd' || kind == 'i') {
        sign = plus;
        if ((Num)n < 0) {
            sign = '-';
            n = -n;
        }
    }
    if (alt && n && base != 10) {
        put('0');
        if (base == 16)
            put(kind);
    }
    if (sign)
        put(sign);
    for (; n; n /= base)
        *--d = (kind == 'X' ? "0123456789ABCDEF" : "0123456789abcdef")[n % base];
    if (prec < 0) {
        prec = zeros - (ap - start);
        if (prec < 1)
            prec = 1;
    }
    for (prec -= buf + sizeof buf - d; prec > 0; prec--)
        put('0');
    while (d < buf + sizeof buf)
        put(*d++);
}

#define DIGITS 400

/* A floating number into the arena: libc writes it. */
static void floating(int kind, int plus, int alt, int prec, int zeros)
{
    const char *s = *args ? *args++ : "0";
    char spec[9], *p = spec, *end;
    double x = strtod(s, &end);

    if (end == s || *end) {
        warn(s, end == s ? "expected numeric value" : "not completely converted");
        failed = 1;
    }
    *p++ = '%';
    if (plus)
        *p++ = plus;
    if (alt)
        *p++ = '#';
    if (zeros)
        *p++ = '0';
    strcpy(p, "*.*");
    p[3] = kind;
    p[4] = 0;
    p = take(DIGITS);
    snprintf(p, DIGITS, spec, zeros, prec, x);
    ap = p + strlen(p);
}

/* A word that the shell reads back, into the arena. */
static void quote(const char *s)
{
    const char *e;

    for (e = s; isname(*e) || *e && strchr("%+,-./:@^", *e); e++)
        ;
    if (!*s)
        add("''");
    for (; *s; s++) {
        if (*e && !isname(*s) && !strchr("%+,-./:@^", *s))
            put('\\');
        put(*s);
    }
}

/* %(FORMAT)T: the time that an argument gives in seconds, -1 or none for now, -2 for the start of the shell; FORMAT is up to `end`. */
static void date(const char *format, const char *end)
{
    char *spec, *text;
    Num n = *args ? integer() : -1;
    time_t t = n == -1 ? time(0) : n == -2 ? time(0) - number(getvar("SECONDS")) : n;
    struct tm *tm = gmtime(&t);

    spec = take(end - format + 1);
    memcpy(spec, format, end - format);
    spec[end - format] = 0;
    text = take(DIGITS);
    ap = spec + strftime(text, DIGITS, spec, tm);
    memmove(spec, text, ap - spec);
}

/* A directive, after the `%`; 0 when \c in %b asked to stop. */
static const char *directive(const char *f)
{
    int left = 0, zero = 0, plus = 0, alt = 0, w, prec = -1, go = 1, c, len;
    char *mark = ap;
    const char *s, *e;

    for (;; f++) {
        if (*f == '-')
            left = 1;
        else if (*f == '0')
            zero = 1;
        else if (*f == '+' || *f == ' ' && plus != '+')
            plus = *f;
        else if (*f == '#')
            alt = 1;
        else
            break;
    }
    f = width(f, &w);
    if (w < 0) {
        left = 1;
        w = -w;
    }
    if (*f == '.')
        f = width(f + 1, &prec);
    while (*f && strchr("hlLjzt", *f))
        f++;
    s = mark;
    if (*f == 'b') {
        for (s = nextarg(); *s;) {
            if ((c = escaped(&s, 1)) < 0)
                break;
            outescaped(c, put);
        }
        if (*s)
            w = 0;
        go = !*s;
        s = mark;
    } else if (*f == '(' && (e = strstr(f, ")T"))) {
        date(f + 1, e);
        f = e + 1;
    } else if (*f == 'q') {
        quote(nextarg());
    } else if (*f == 's') {
        s = nextarg();
        len = strlen(s);
    } else if (*f == 'c') {
        s = nextarg();
        len = 1;
    } else if (*f && strchr("diuoxX", *f)) {
        convert(integer(), *f, plus, alt, prec, zero && !left ? w : 0);
        prec = -1;
    } else if (*f && strchr("eEfFgGaA", *f)) {
        floating(*f, plus, alt, prec, zero && !left ? w : 0);
        prec = -1;
    } else
        error(f - 1, "invalid directive");
    if (s == mark)
        len = ap - mark;
    if (prec >= 0 && prec < len)
        len = prec;
    field(s, len, w - len, left);
    ap = mark;
    return go ? f + 1 : 0;
}

/* printf -v: what is printed becomes the value of a variable. */
static int tovariable(const char *name, char **argv)
{
    char *plain[1], *s;
    int st;

    outvar = keepstr("");
    optargs = argv;
    plain[0] = 0;
    st = b_printf(plain);
    flush();
    s = outvar;
    outvar = 0;
    setvar(name, s, 0);
    free(s);
    return st;
}

int b_printf(char **argv)
{
    const char *f;
    char **before;

    while (*nextopt("v:"))
        return tovariable(optargs[-1], optargs);
    if (!*optargs)
        error(0, "usage: printf format [arg ...]");
    args = optargs + 1;
    failed = 0;
    do {
        before = args;
        for (f = *optargs; *f;) {
            if (*f != '%')
                outescaped(escaped(&f, 0), outc);
            else if (*++f == '%')
                outc(*f++);
            else if (!(f = directive(f)))
                return failed;
        }
    } while (*args && args > before);
    return failed;
}
