/* seq: numbers in order. Real ones have as many decimals as the first or the increment; -f gives another form, of printf. */
#include <ctype.h>
#include <math.h>
#include <tool.h>

const char *prog = "seq", *synopsis = "[-w] [-f format] [-s separator] [first [increment]] last";
static const char *separator = "\n", *format;
static int width, decimals;

/* How many decimals a number is written with: 1.50 has 2, 1e-3 has 3. */
static int decimals_of(const char *s)
{
    const char *point = strchr(s, '.'), *exponent = strpbrk(s, "eE");
    int n = point ? strspn(point + 1, "0123456789") : 0;
    if (strpbrk(s, "xX"))
        return 0;
    if (exponent)
        n -= atoi(exponent + 1);
    return n < 0 ? 0 : n;
}

static double real(const char *s)
{
    char *end;
    double x = strtod(s, &end);
    if (end == s || *end)
        misuse("invalid floating point argument: '%s'", s);
    if (x != x)
        misuse("invalid 'not-a-number' argument: '%s'", s);
    return x;
}

/* The one directive of -f's format has to be of real numbers. */
static void check_format(void)
{
    const char *s = format, *directive = 0;
    for (; *s; s++) {
        if (*s != '%' || *++s == '%')
            continue;
        if (directive)
            diex("format '%s' has too many %% directives", format);
        s += strspn(s, "-+#0 ");
        s += strspn(s, "0123456789");
        if (*s == '.')
            s += 1 + strspn(s + 1, "0123456789");
        directive = s;
        if (!*s)
            diex("format '%s' ends in %%", format);
        if (!strchr("efgaEFGA", *s))
            diex("format '%s' has unknown %%%c directive", format, *s);
    }
    if (!directive)
        diex("format '%s' has no %% directive", format);
}

static void put(double x)
{
    if (format)
        outf(format, x);
    else
        outf("%0*.*f", width, decimals, x);
}

/* Multiples of the step are added to the first, for its error is not to grow; the last may be missed by that error. */
static void real_numbers(double first, double step, double last)
{
    double i, count = floor((last - first) / step + 1e-9);
    for (i = 0; i <= count; i++) {
        if (i > 0)
            outs(separator);
        put(first + i * step);
    }
    if (count >= 0)
        outc('\n');
}

static void put_integer(int n)
{
    if (width) {
        outf("%0*d", width, n);
        return;
    }
    if (n < 0)
        outc('-');
    outn(n < 0 ? -(unsigned)n : (unsigned)n, 0);
}

/* The usual case, many times faster. */
static void integers(int first, int step, int last)
{
    int i = first;
    if (step > 0 ? first > last : first < last)
        return;
    for (put_integer(i); step > 0 ? last - i >= step : last - i <= step;) {
        outs(separator);
        put_integer(i += step);
    }
    outc('\n');
}

static int small(double x)
{
    return x > -1e9 && x < 1e9;
}

static int width_of(double x)
{
    char text[64];
    return snprintf(text, sizeof text, "%.*f", decimals, x);
}

int main(int argc, char **argv)
{
    double first = 1, step = 1, last;
    int c, n, equal = 0;
    (void)argc;
    while ((c = option(argv, "+#f:(format)s:(separator)w(equal-width)")) >= 0)
        switch (c) {
        case 'f': format = argument; break;
        case 's': separator = argument; break;
        case 'w': equal = 1; break;
        }
    for (n = 0; operands[n]; n++)
        ;
    if (n == 0)
        misuse("missing operand");
    if (n > 3)
        misuse("extra operand '%s'", operands[3]);
    if (format)
        check_format();
    if (format && equal)
        misuse("format string may not be specified when printing equal width strings");
    last = real(operands[n - 1]);
    if (n > 1)
        first = real(operands[0]), decimals = decimals_of(operands[0]);
    if (n > 2)
        step = real(operands[1]), decimals = decimals_of(operands[1]) > decimals ? decimals_of(operands[1]) : decimals;
    if (step == 0)
        misuse("invalid Zero increment value: '%s'", operands[1]);
    if (equal)
        width = width_of(first) > width_of(last) ? width_of(first) : width_of(last);
    if (!format && !decimals && small(first) && small(step) && small(last))
        integers(first, step, last);
    else
        real_numbers(first, step, last);
    return finish();
}
