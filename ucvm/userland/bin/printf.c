/* printf: arguments by a format. */
#include <ctype.h>
#include <tool.h>

const char *prog = "printf", *synopsis = "format [argument...]";
static char **word;
static int used;

static const char *next(void)
{
    if (!*word)
        return 0;
    used = 1;
    return *word++;
}

/* A number as C writes it, or 'c for a byte. */
static long long value(void)
{
    const char *s = next();
    char *end;
    long long n;
    if (!s || !*s)
        return 0;
    if (*s == '"' || *s == '\'')
        return (unsigned char)s[1];
    n = *s == '-' ? strtoll(s, &end, 0) : (long long)strtoull(s, &end, 0);
    if (end == s)
        complainx("'%s': expected a numeric value", s);
    else if (*end)
        complainx("'%s': value not completely converted", s);
    return n;
}

static void put_escape(const char **s)
{
    int c = unescape(s);
    if (c == -1)
        exit(finish());
    outc(c == -2 ? '\\' : c);
}

/* In a format \0 is the first of three digits, and \c ends all. */
static void format_escape(const char **s)
{
    int c = 0, digits;
    if (**s == '"') {
        outc(*(*s)++);
        return;
    }
    if (**s < '0' || **s > '7') {
        put_escape(s);
        return;
    }
    for (digits = 3; digits > 0 && **s >= '0' && **s <= '7'; digits--)
        c = c * 8 + *(*s)++ - '0';
    outc(c & 0xff);
}

static void put_escaped(const char *s)
{
    while (*s)
        if (*s != '\\')
            outc(*s++);
        else {
            s++;
            put_escape(&s);
        }
}

static void put_string(const char *s, size_t n, int left, int width)
{
    if (!left)
        outpad(width - (int)n);
    outm(s, n);
    if (left)
        outpad(width - (int)n);
}

struct spec {
    char flags[8];
    int width, precision;
};

static int star_or_number(const char **s)
{
    int n = 0;
    if (**s == '*') {
        ++*s;
        return value();
    }
    while (isdigit(**s))
        n = n * 10 + *(*s)++ - '0';
    return n;
}

static void put_number(struct spec *spec, int letter)
{
    char plan[24], text[300];
    sprintf(plan, "%%%s*.*ll%c", spec->flags, letter);
    if (spec->width > 280 || spec->precision > 280)
        diex("the width is too large");
    snprintf(text, sizeof text, plan, spec->width, spec->precision, value());
    outs(text);
}

static void convert(const char **s)
{
    const char *start = *s - 1, *text;
    struct spec spec = {"", 0, -1};
    size_t n = 0;
    while (**s && strchr("-+ #0", **s) && n < 6)
        spec.flags[n++] = *(*s)++;
    spec.flags[n] = 0;
    spec.width = star_or_number(s);
    if (spec.width < 0) {
        spec.width = -spec.width;
        strcat(spec.flags, "-");
    }
    if (**s == '.') {
        ++*s;
        spec.precision = star_or_number(s);
    }
    while (**s && strchr("hlLjzt", **s))
        ++*s;
    switch (*(*s)++) {
    case 'd':
    case 'i':
    case 'o':
    case 'u':
    case 'x':
    case 'X':
        put_number(&spec, (*s)[-1]);
        return;
    case 'c':
        text = next();
        put_string(text ? text : "", 1, strchr(spec.flags, '-') != 0, spec.width);
        return;
    case 's':
        text = next();
        if (!text)
            text = "";
        n = strlen(text);
        if (spec.precision >= 0 && n > (size_t)spec.precision)
            n = spec.precision;
        put_string(text, n, strchr(spec.flags, '-') != 0, spec.width);
        return;
    case 'b':
        text = next();
        put_escaped(text ? text : "");
        return;
    }
    --*s;
    diex("%.*s: invalid conversion specification", (int)(*s - start + (**s != 0)), start);
}

static void once(const char *s)
{
    while (*s)
        if (*s == '\\') {
            s++;
            format_escape(&s);
        } else if (*s != '%')
            outc(*s++);
        else if (*++s == '%')
            outc(*s++);
        else
            convert(&s);
}

int main(int argc, char **argv)
{
    const char *format;
    (void)argc;
    word = argv + 1;
    if (*word && strcmp(*word, "--") == 0)
        word++;
    if (!*word)
        misuse("missing operand");
    format = *word++;
    do {
        used = 0;
        once(format);
    } while (*word && used);
    if (*word)
        complainx("warning: ignoring excess arguments, starting with '%s'", *word), status = 0;
    return finish();
}
