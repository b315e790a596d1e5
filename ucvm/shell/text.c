/* Builtins about text: echo, printf, read, getopts. */
#include "sh.h"

/* One character of *p, with its escape; -1 for \c, which ends all output. `zero`: octal numbers begin with 0 (echo, %b). */
static int escaped(const char **p, int zero)
{
    const char *s = *p, *e;
    int c = *s++, n = 0, i;
    static const char from[] = "abfnrtv\\\"'", to[] = "\a\b\f\n\r\t\v\\\"'";

    if (c == '\\' && *s) {
        if (*s == 'c' && zero) {
            return -1;
        } else if (*s >= '0' && *s <= '7' && !(zero && *s != '0')) {
            i = zero ? 4 : 3;
            while (i-- && *s >= '0' && *s <= '7')
                n = n * 8 + *s++ - '0';
            c = n & 255;
        } else if ((e = strchr(from, *s)) && !(zero && e > from + 7)) {
            c = to[e - from];
            s++;
        }
    }
    *p = s;
    return c;
}

int b_echo(char **argv)
{
    const char *s;
    int newline = 1, c;

    if (argv[1] && !strcmp(argv[1], "-n")) {
        newline = 0;
        argv++;
    }
    while ((s = *++argv)) {
        while (*s) {
            if ((c = escaped(&s, 1)) < 0)
                return 0;
            outc(c);
        }
        if (argv[1])
            outc(' ');
    }
    if (newline)
        outc('\n');
    return 0;
}

/* ---- printf */

static char **args;
static int failed;

static const char *nextarg(void)
{
    return *args ? *args++ : 0;
}

static int integer(const char *s)
{
    unsigned n = 0;
    int minus, d, base = 10;
    const char *p = s;

    if (!s)
        return 0;
    if (*s == '\'' || *s == '"')
        return s[1];
    while (*p == ' ')
        p++;
    minus = *p == '-';
    if (minus || *p == '+')
        p++;
    if (*p == '0') {
        base = 8;
        if ((p[1] | 32) == 'x') {
            base = 16;
            p += 2;
        }
    }
    for (;; p++) {
        d = *p - '0';
        if (d > 9)
            d = (*p | 32) - 'a' + 10;
        if (!isname(*p) || *p == '_' || d >= base)
            break;
        n = n * base + d;
    }
    if (*p || p == s) {
        warn(s, p == s ? "expected numeric value" : "not completely converted");
        failed = 1;
    }
    return minus ? -n : n;
}

/* Digits of n before `end`; `kind` as in printf. */
static char *digits(unsigned n, int kind, char *end)
{
    int base = kind == 'o' ? 8 : (kind | 32) == 'x' ? 16 : 10;

    do
        *--end = (kind == 'X' ? "0123456789ABCDEF" : "0123456789abcdef")[n % base];
    while (n /= base);
    return end;
}

static int plain(int n, int left, int zero)
{
    if (!left)
        while (n-- > 0)
            outc(zero ? '0' : ' ');
    return n;
}

static const char *width(const char *f, int *n)
{
    if (*f == '*') {
        *n = integer(nextarg());
        return f + 1;
    }
    *n = 0;
    while ((unsigned)*f - '0' < 10)
        *n = *n * 10 + *f++ - '0';
    return f;
}

/* A directive, after the `%`; 0 when \c in %b asked to stop. */
static const char *directive(const char *f)
{
    char buf[16], *sign = "", *end = buf + sizeof buf, *d;
    const char *s;
    int left = 0, zero = 0, plus = 0, alt = 0, w, prec = -1, n, len;
    char *mark = ap;

    for (;; f++) {
        if (*f == '-')
            left = 1;
        else if (*f == '0')
            zero = 1;
        else if (*f == '+' || *f == ' ')
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
    switch (*f) {
    case 'b':
        if ((s = nextarg()))
            while (*s) {
                if ((n = escaped(&s, 1)) < 0) {
                    for (s = mark; s < ap; s++)
                        outc(*s);
                    return 0;
                }
                put(n);
            }
        s = mark;
        len = ap - mark;
        ap = mark;
        break;
    case 'c':
        s = nextarg();
        if (!s)
            s = "";
        len = *s != 0;
        prec = -1;
        break;
    case 's':
        s = nextarg();
        if (!s)
            s = "";
        len = strlen(s);
        break;
    case 'd':
    case 'i':
    case 'u':
    case 'o':
    case 'x':
    case 'X':
        n = integer(nextarg());
        if (*f == 'd' || *f == 'i') {
            sign = n < 0 ? "-" : plus == '+' ? "+" : plus ? " " : "";
            if (n < 0)
                n = -n;
        } else if (alt && n)
            sign = *f == 'o' ? "0" : *f == 'x' ? "0x" : *f == 'X' ? "0X" : "";
        s = d = digits(n, *f, end);
        len = end - d;
        if (!n && !prec)
            len = 0;
        if (prec >= 0)
            zero = 0;
        prec -= len;
        if (prec < 0)
            prec = 0;
        w -= len + prec + strlen(sign);
        if (!zero)
            plain(w, left, 0);
        outs(sign);
        plain(zero ? w : 0, left, 1);
        plain(prec, 0, 1);
        while (len--)
            outc(*s++);
        outpad(left ? w : 0);
        return f + 1;
    default:
        error(f - 1, "invalid directive");
    }
    if (prec >= 0 && prec < len)
        len = prec;
    w -= len;
    plain(w, left, 0);
    while (len--)
        outc(*s++);
    outpad(left ? w : 0);
    return f + 1;
}

int b_printf(char **argv)
{
    const char *f;
    char **before;

    while (*nextopt(""))
        ;
    if (!*optargs)
        error(0, "usage: printf format [arg ...]");
    args = optargs + 1;
    failed = 0;
    do {
        before = args;
        for (f = *optargs; *f;) {
            if (*f != '%')
                outc(escaped(&f, 0));
            else if (*++f == '%')
                outc(*f++);
            else if (!(f = directive(f)))
                return failed;
        }
    } while (*args && args > before);
    return failed;
}

/* ---- read */

static int readchar(void)
{
    unsigned char c;
    int n;

    while ((n = read(0, &c, 1)) < 0 && errno == EINTR && !interrupted && !trapped)
        ;
    return n == 1 ? c : -1;
}

/* Read a line into the arena: bytes, each quoted one after ESC; -1 at the end of the file. */
static int readline1(int raw)
{
    int c;

    while ((c = readchar()) >= 0 && c != '\n') {
        if (c == '\\' && !raw) {
            if ((c = readchar()) == '\n')
                continue;
            if (c < 0)
                break;
            put(ESC);
        } else if (c == ESC)
            put(ESC);
        if (c)
            put(c);
    }
    put(0);
    return c < 0;
}

static int white(int c)
{
    return c && strchr(" \t\n", c) && strchr(ifs, c);
}

/* Cut one field off at s; where the rest begins. */
static char *cut(char *s, int last)
{
    char *e, *end;

    for (e = end = s; *e; e++) {
        if (*e == ESC) {
            e++;
            end = e + 1;
        } else if (!strchr(ifs, *e))
            end = e + 1;
        else if (!last)
            break;
    }
    if (last) {
        /* a single separator that is not blank ends the last field, more are part of it */
        for (e = end; white(*e); e++)
            ;
        if (*e && !white(*e)) {
            for (end = e + 1; white(*end); end++)
                ;
            if (*end)
                end = e + strlen(e);
            else
                end = e;
            while (end > s && white(end[-1]))
                end--;
        }
        *end = 0;
        return end;
    }
    while (white(*e))
        *e++ = 0;
    if (*e && strchr(ifs, *e)) {
        *e++ = 0;
        while (white(*e))
            e++;
    }
    return e;
}

int b_read(char **argv)
{
    int c, raw = 0, end, n;
    char *s = ap, *rest;
    char *reply[2];

    while ((c = *nextopt("rp:")))
        if (c == 'r')
            raw = 1;
        else {
            outfd = 2;
            outs(optargs[-1]);
            flush();
            outfd = 1;
        }
    reply[0] = "REPLY";
    reply[1] = 0;
    if (!*optargs)
        optargs = reply;
    end = readline1(raw);
    if (trapped)
        return 128 + trapped;
    while (white(*s))
        s++;
    for (; *optargs; optargs++) {
        n = namelen(*optargs);
        if (!n || (*optargs)[n])
            error(*optargs, "bad variable name");
        rest = cut(s, !optargs[1]);
        unescape(s);
        setvar(*optargs, s, 0);
        s = rest;
    }
    return end;
}

/* ---- getopts */

int b_getopts(char **argv)
{
    char **v, *s, *name, *value = getvar("OPTIND"), letter[2];
    const char *l;
    int index = value ? number(value) : 1, c, place = optchar, st = 0, quiet;

    if (!argv[1] || !argv[2])
        error(0, "usage: getopts optstring var [arg]");
    name = argv[2];
    quiet = *argv[1] == ':';
    v = argv[3] ? argv + 3 : par.v;
    if (index < 1)
        index = 1;
    if (!argv[3] && index > par.n + 1)
        index = par.n + 1;
    s = v[index - 1];
    letter[0] = '?';
    letter[1] = 0;
    unsetvar("OPTARG");
    if (!place && (!s || *s != '-' || !s[1] || !strcmp(s, "--") && index++)) {
        st = 1;
    } else {
        if (!place)
            place = 1;
        c = s[place++];
        letter[0] = c;
        l = c == ':' ? 0 : strchr(argv[1], c);
        value = s + place;
        if (!*value || l && l[1] == ':') {
            place = 0;
            index++;
        }
        cmdname = 0;
        if (!l) {
            if (quiet)
                setvar("OPTARG", letter, 0);
            else
                warn("Illegal option -", letter);
            letter[0] = '?';
        } else if (l[1] == ':') {
            if (!*value && (value = v[index - 1]))
                index++;
            if (value)
                setvar("OPTARG", value, 0);
            else if (quiet) {
                setvar("OPTARG", letter, 0);
                letter[0] = ':';
            } else {
                warn("No arg for", letter);
                letter[0] = '?';
            }
        }
    }
    setvar("OPTIND", itoa(index), 0);
    optchar = st ? 0 : place;
    setvar(name, letter, 0);
    return st;
}
