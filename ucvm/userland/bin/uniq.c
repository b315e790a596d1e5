/* uniq: fold equal adjacent lines. -c counts them, -d shows those that are repeated, -u those that are not, -D all lines that are repeated, with an empty
 * line where --all-repeated says (none, prepend, separate); --group shows all lines and parts groups (separate, prepend, append, both). */
#include <strings.h>
#include <tool.h>

const char *prog = "uniq", *synopsis = "[-cdDiuz] [-f fields] [-s chars] [-w chars] [--all-repeated[=where]] [--group[=where]] [input [output]]";
static int counts, repeated, unique, fold, all, groups;
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

static int line_end = '\n';

static void put_line(const char *line)
{
    outs(line);
    outc(line_end);
}

static void put(const char *line, unsigned n)
{
    if (n == 0 || all || groups || (n > 1 ? unique : repeated))
        return;
    if (counts) {
        outn(n, 7);
        outc(' ');
    }
    put_line(line);
}

/* Line number n of those that are equal, from 1, where all are shown: with -D only when the second is there. */
static void put_of_group(const char *held, const char *line, unsigned n)
{
    static unsigned shown;
    int first = n == (all ? 2 : 1);
    if (all && n == 1)
        return;
    if (first && (groups == 'p' || groups == 'b' || (shown && (groups == 's' || groups == 'a'))))
        outc(line_end);
    if (first && all)
        put_line(held);
    put_line(line);
    shown = 1;
}

static int delimiting(const char *words, const char *option)
{
    static const char *const names[] = {"separate", "prepend", "append", "both", "none"};
    unsigned i;
    for (i = 0; i < sizeof names / sizeof *names; i++)
        if (strchr(words, *names[i]) && strncmp(names[i], argument, strlen(argument)) == 0)
            return *names[i] == 'n' ? 0 : *names[i];
    complainx("invalid argument '%s' for '--%s'", argument, option);
    usage();
    return 0;
}

static unsigned size(const char *what)
{
    char *end;
    unsigned n = strtoul(argument, &end, 10);
    if (*argument < '0' || *argument > '9' || *end)
        diex("%s: invalid number of %s", argument, what);
    return n;
}

static void flags(char **argv)
{
    int c;
    while ((c = option(argv, "c(count)d(repeated)D\1?(all-repeated)f:(skip-fields)\2?(group)i(ignore-case)s:(skip-chars)u(unique)w:(check-chars)"
                             "z(zero-terminated)")) >= 0)
        switch (c) {
        case 'c': counts = 1; break;
        case 'd': repeated = 1; break;
        case 'D': all = 1; break;
        case 1: all = 1, groups = argument ? delimiting("nps", "all-repeated") : 0; break;
        case 2: groups = argument ? delimiting("spab", "group") : 's'; break;
        case 'f': fields = size("fields to skip"); break;
        case 'i': fold = 1; break;
        case 's': chars = size("bytes to skip"); break;
        case 'u': unique = 1; break;
        case 'w': most = size("bytes to compare"); break;
        case 'z': line_end = 0; break;
        }
    if (groups && !all && (counts || repeated || unique))
        misuse("--group is mutually exclusive with -c/-d/-D/-u");
    if (counts && all)
        misuse("printing all duplicated lines and repeat counts is meaningless");
}

static void open_files(struct in *f)
{
    if (operands[0] && operands[1] && operands[2])
        misuse("extra operand '%s'", operands[2]);
    f->eol = line_end ? line_end : -1;
    if (in_open(f, *operands ? *operands : "-") < 0)
        exit(1);
    if (operands[0] && operands[1] && strcmp(operands[1], "-") != 0) {
        close(1);
        if (open(operands[1], O_WRONLY | O_CREAT | O_TRUNC, 0666) != 1)
            die("%s", operands[1]);
    }
}

int main(int argc, char **argv)
{
    static struct in f;
    size_t n, cap = 0;
    unsigned seen = 0;
    char *line, *held = 0;
    (void)argc;
    flags(argv);
    open_files(&f);
    while ((line = in_line(&f, &n))) {
        if (!seen || !same(line, held)) {
            put(held, seen);
            seen = 0;
            if (n >= cap)
                held = resize(held, cap = n + 64);
            memcpy(held, line, n + 1);
        }
        seen++;
        if (all || groups)
            put_of_group(held, line, seen);
    }
    put(held, seen);
    if (seen && !all && (groups == 'a' || groups == 'b'))
        outc(line_end);
    return finish();
}
