/* look: lines of a sorted file that begin with a string, found by bisection. -d compares letters, digits and blanks alone, -f in either case,
   -t ends the string after a byte. Without a file it looks in /usr/share/dict/words with -d and -f. */
#include <ctype.h>
#include <tool.h>

const char *prog = "look", *synopsis = "[-df] [-t byte] string [file]";
static int alphanumeric, fold;
static const char *wanted;
static struct in f;

/* The next byte that counts, as it counts; 0 at the end. */
static int next(const char **s)
{
    int c;
    while (alphanumeric && **s && !isalnum(**s) && !isblank(**s))
        ++*s;
    c = **s ? *(*s)++ : 0;
    return fold ? toupper(c) : c;
}

/* Whether a line stands before (< 0), after or among those that begin with the string. */
static int order(const char *line)
{
    const char *s = wanted;
    int a, b;
    while ((b = next(&s)))
        if ((a = next(&line)) != b)
            return a < b ? -1 : 1;
    return 0;
}

/* The line after the one that a byte is in; from the beginning for 0. */
static char *line_after(off_t at)
{
    size_t n;
    lseek(f.fd, at ? at - 1 : 0, SEEK_SET);
    f.p = f.e = f.buf;
    if (at)
        in_line(&f, &n);
    return in_line(&f, &n);
}

/* The first line that is not before the string begins after `low` and not after `high`. */
static char *first_line(off_t high)
{
    off_t low = 0, middle;
    char *line;
    while (low < high) {
        middle = low + (high - low) / 2;
        line = line_after(middle);
        if (line && order(line) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return line_after(low);
}

int main(int argc, char **argv)
{
    const char *file = "/usr/share/dict/words";
    char *line, *end;
    int c, ending = -1, any = 0;
    size_t n;
    (void)argc;
    while ((c = option(argv, "d(alphanum)f(ignore-case)t:(terminate)")) >= 0)
        if (c == 'd')
            alphanumeric = 1;
        else if (c == 'f')
            fold = 1;
        else
            ending = *argument;
    if (!*operands || (operands[1] && operands[2]))
        usage();
    wanted = *operands;
    if (operands[1])
        file = operands[1];
    else
        alphanumeric = fold = 1;
    if (ending >= 0 && (end = strchr(wanted, ending)))
        end[1] = 0;
    if (in_open(&f, file) < 0)
        return trouble;
    f.fd = seekable(f.fd);
    for (line = first_line(lseek(f.fd, 0, SEEK_END)); line && order(line) == 0; line = in_line(&f, &n), any = 1) {
        outs(line);
        if (f.nl)
            outc('\n');
    }
    outflush();
    return status ? status : !any;
}
