/* fold: break long lines. */
#include <ctype.h>
#include <tool.h>

const char *prog = "fold", *synopsis = "[-bs] [-w width] [file...]";
static unsigned width = 80;
static int bytes, at_spaces;

static unsigned after(unsigned column, int c)
{
    if (bytes)
        return column + 1;
    return c == '\t' ? (column | 7) + 1 : c == '\b' ? column - (column > 0) : c == '\r' ? 0 : column + 1;
}

/* How much of s fits on a line; at least one byte. */
static size_t fitting(const char *s, size_t n)
{
    size_t i, space = 0;
    unsigned column = 0;
    for (i = 0; i < n; i++) {
        column = after(column, s[i]);
        if (column > width)
            break;
        if (s[i] == ' ' || s[i] == '\t')
            space = i + 1;
    }
    if (i == n)
        return n;
    return at_spaces && space ? space : i ? i : 1;
}

static void lines(struct in *f)
{
    char *s;
    size_t n, m;
    while ((s = in_line(f, &n))) {
        while ((m = fitting(s, n)) < n) {
            outm(s, m);
            outc('\n');
            s += m;
            n -= m;
        }
        outm(s, n);
        if (f->nl)
            outc('\n');
    }
}

int main(int argc, char **argv)
{
    int c, old = 0;
    (void)argc;
    while ((c = option(argv, "0123456789b(bytes)s(spaces)w:(width)")) >= 0)
        if (isdigit(c)) {
            width = old ? width * 10 + c - '0' : (unsigned)c - '0';
            old = 1;
        } else if (c == 'b')
            bytes = 1;
        else if (c == 's')
            at_spaces = 1;
        else if ((width = number(argument, "number of columns")) == 0)
            diex("invalid number of columns: '%s'", argument);
    each_input(operands, lines);
    return finish();
}
