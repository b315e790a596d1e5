/* uniq: fold equal adjacent lines. */
#include <strings.h>
#include <tool.h>

const char *prog = "uniq", *synopsis = "[-cdiu] [-f fields] [-s chars] [-w chars] [input [output]]";
static int counts, repeated, unique, fold;
static unsigned fields, chars, most = -1;

static const char *key(const char *s)
{
    unsigned n;
    for (n = fields; n > 0 && *s; n--) {
        s += strspn(s, " \t");
        s += strcspn(s, " \t");
    }
    for (n = chars; n > 0 && *s; n--)
        s++;
    return s;
}

static int same(const char *a, const char *b)
{
    a = key(a), b = key(b);
    return (fold ? strncasecmp(a, b, most) : strncmp(a, b, most)) == 0;
}

static void put(const char *line, unsigned n)
{
    if (n == 0 || (n > 1 ? unique : repeated))
        return;
    if (counts) {
        outn(n, 7);
        outc(' ');
    }
    outs(line);
    outc('\n');
}

int main(int argc, char **argv)
{
    static struct in f;
    int c;
    size_t n, cap = 0;
    unsigned seen = 0;
    char *line, *held = 0;
    (void)argc;
    while ((c = option(argv, "c(count)d(repeated)f:(skip-fields)i(ignore-case)s:(skip-chars)u(unique)w:(check-chars)")) >= 0)
        switch (c) {
        case 'c': counts = 1; break;
        case 'd': repeated = 1; break;
        case 'f': fields = number(argument, "number of fields to skip"); break;
        case 'i': fold = 1; break;
        case 's': chars = number(argument, "number of bytes to skip"); break;
        case 'u': unique = 1; break;
        case 'w': most = number(argument, "number of bytes to compare"); break;
        }
    if (operands[0] && operands[1] && operands[2])
        misuse("extra operand '%s'", operands[2]);
    if (in_open(&f, *operands ? *operands : "-") < 0)
        return 1;
    if (operands[0] && operands[1] && strcmp(operands[1], "-") != 0) {
        close(1);
        if (open(operands[1], O_WRONLY | O_CREAT | O_TRUNC, 0666) != 1)
            die("%s", operands[1]);
    }
    while ((line = in_line(&f, &n))) {
        if (seen && same(line, held)) {
            seen++;
            continue;
        }
        if (held)
            put(held, seen);
        if (n >= cap)
            held = resize(held, cap = n + 64);
        memcpy(held, line, n + 1);
        seen = 1;
    }
    if (held)
        put(held, seen);
    return finish();
}
