/* numfmt: numbers to and from forms for people. --from and --to are none, si (powers of 1000), iec (of 1024), iec-i (Ki, Mi), for --from also auto;
   --from-unit and --to-unit multiply and divide, --field is the field, -d what divides fields (else blanks), --padding the columns (below
   zero: to the left), --round up, down, from-zero, towards-zero or nearest, --suffix stands after numbers, --header leaves lines as they are, --invalid
   is abort, fail, warn or ignore. Numbers are those of the command, else of standard input. */
#include <ctype.h>
#include <math.h>
#include <tool.h>

const char *prog = "numfmt",
           *synopsis = "[-d byte] [--field=n] [--from=unit] [--to=unit] [--from-unit=n] [--to-unit=n] [--header[=n]] [--invalid=mode] [--padding=n] "
                       "[--round=method] [--suffix=text] [number...]";
enum { NONE, SI, IEC, IEC_I, AUTO };
static const char *const scales[] = {"none", "si", "iec", "iec-i", "auto", 0};
enum { UP, DOWN, FROM_ZERO, TOWARDS_ZERO, NEAREST };
static const char *const methods[] = {"up", "down", "from-zero", "towards-zero", "nearest", 0};
enum { ABORT, FAIL, WARN, IGNORE };
static const char *const modes[] = {"abort", "fail", "warn", "ignore", 0};
static const char letters[] = "KMGTPEZY";
static int from, to, method = FROM_ZERO, mode = ABORT, padding, delimiter = -1;
static unsigned field = 1, from_unit = 1, to_unit = 1, header;
static const char *suffix = "";

static int one_of(const char *const *list, const char *what)
{
    int i;
    for (i = 0; list[i]; i++)
        if (strcmp(list[i], argument) == 0)
            return i;
    misuse("invalid argument '%s' for '--%s'", argument, what);
    return 0;
}

static double rounded(double x)
{
    switch (method) {
    case UP: return ceil(x);
    case DOWN: return floor(x);
    case FROM_ZERO: return x < 0 ? floor(x) : ceil(x);
    case TOWARDS_ZERO: return x < 0 ? ceil(x) : floor(x);
    }
    return x < 0 ? ceil(x - 0.5) : floor(x + 0.5);
}

static int refuse(const char *format, const char *text)
{
    if (mode != IGNORE)
        complainx(format, text);
    if (mode == ABORT)
        exit(2);
    if (mode != FAIL)
        status = 0;
    return -1;
}

/* What a letter after the number multiplies by; *s moves past it. 0 if it must not be there. */
static double factor(const char **s)
{
    const char *at = **s ? strchr(letters, **s == 'k' ? 'K' : **s) : 0;
    int two;
    if (!at)
        return 1;
    if (from == NONE)
        return 0;
    ++*s;
    two = from == IEC || from == IEC_I;
    if (from == AUTO && **s == 'i')
        ++*s, two = 1;
    else if (from == IEC_I && *(*s)++ != 'i')
        return 0;
    return pow(two ? 1024 : 1000, at - letters + 1);
}

/* The number that a text is, and its digits after the point: 0, or -1 after a complaint. */
static int parse(const char *text, double *x, int *decimals)
{
    const char *s = text + (*text == '-'), *point;
    size_t n = strlen(text), m = strlen(suffix);
    char *end;
    double by;
    if (!isdigit(*s) && *s != '.')
        return refuse("invalid number: '%s'", text);
    *x = strtod(text, &end);
    point = memchr(text, '.', end - text);
    *decimals = point ? end - point - 1 : 0;
    s = end;
    if (m > 0 && n > m && strcmp(text + n - m, suffix) == 0 && text + n - m == s)
        s += m;
    by = factor(&s);
    if (by == 0)
        return refuse(from == NONE ? "rejecting suffix in input: '%s' (consider using --from)" : "missing 'i' suffix in input: '%s' (e.g Ki/Mi/Gi)", text);
    if (by != 1)
        *decimals = 0;
    if (*s && strcmp(s, suffix) != 0)
        return refuse("invalid suffix in input: '%s'", text);
    *x *= by * from_unit;
    return 0;
}

static void scale(char *buf, size_t n, double x)
{
    double unit = to == SI ? 1000 : 1024;
    int power = 0, small;
    for (; fabs(x) >= unit && power < 8; power++)
        x /= unit;
    small = fabs(x) < 10;
    x = small ? rounded(x * 10) / 10 : rounded(x);
    if (fabs(x) >= unit)
        x /= unit, power++;
    snprintf(buf, n, x != 0 && fabs(x) < 10 && power > 0 ? "%.1f" : "%.0f", x);
    if (power > 0)
        snprintf(buf + strlen(buf), n - strlen(buf), to == IEC_I ? "%ci" : "%c", letters[power - 1]);
}

static void format(char *buf, size_t n, double x, int decimals)
{
    double tens = pow(10, decimals);
    x /= to_unit;
    if (to == NONE)
        snprintf(buf, n, "%.*f", decimals, rounded(x * tens) / tens);
    else
        scale(buf, n, x);
}

/* One field; its width with the blanks before it is kept unless --padding says another. */
static void convert(const char *text, int aligned)
{
    char buf[128];
    const char *s = text + strspn(text, " \t");
    int decimals, width = padding ? padding : aligned || s > text ? (int)strlen(text) : 0;
    double x;
    if (parse(s, &x, &decimals) < 0) {
        outs(text);
        return;
    }
    format(buf, sizeof buf, x, decimals);
    snprintf(buf + strlen(buf), sizeof buf - strlen(buf), "%s", suffix);
    outpad(width - (int)strlen(buf));
    outs(buf);
    outpad(-width - (int)strlen(buf));
}

static size_t field_length(const char *s)
{
    size_t blanks = strspn(s, " \t");
    return delimiter >= 0 ? (size_t)(strchr(s, delimiter) ? strchr(s, delimiter) - s : (long)strlen(s)) : blanks + strcspn(s + blanks, " \t");
}

static void convert_line(char *s)
{
    unsigned i;
    size_t n;
    int ended;
    for (i = 1;; i++) {
        n = field_length(s);
        ended = !s[n];
        s[n] = 0;
        if (i == field)
            convert(s, delimiter < 0 && i > 1);
        else
            outs(s);
        if (ended)
            break;
        outc(delimiter >= 0 ? delimiter : ' ');
        s += n + 1;
    }
    outc('\n');
}

static void convert_input(void)
{
    struct in f = {0};
    char *line;
    size_t n;
    in_open(&f, "-");
    while ((line = in_line(&f, &n)))
        if (header > 0) {
            header--;
            outs(line);
            outc('\n');
        } else
            convert_line(line);
}

int main(int argc, char **argv)
{
    int c;
    (void)argc;
    while ((c = option(argv, "d:(delimiter)F:(field)f:(from)t:(to)u:(from-unit)U:(to-unit)h?(header)i:(invalid)p:(padding)r:(round)s:(suffix)")) >= 0)
        switch (c) {
        case 'd': delimiter = *argument; break;
        case 'F': field = number(argument, "field value"); break;
        case 'f': from = one_of(scales, "from"); break;
        case 't': to = one_of(scales, "to"); break;
        case 'u': from_unit = number(argument, "unit size"); break;
        case 'U': to_unit = number(argument, "unit size"); break;
        case 'h': header = argument ? number(argument, "header value") : 1; break;
        case 'i': mode = one_of(modes, "invalid"); break;
        case 'p': padding = atoi(argument); break;
        case 'r': method = one_of(methods, "round"); break;
        case 's': suffix = argument; break;
        }
    if (from_unit == 0 || to_unit == 0)
        diex("invalid unit size: '0'");
    trouble = 2;
    if (!*operands)
        convert_input();
    for (; *operands; operands++)
        convert_line(*operands);
    return finish();
}
