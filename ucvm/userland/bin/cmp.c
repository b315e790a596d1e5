/* cmp: compare two files byte by byte. */
#include <tool.h>

const char *prog = "cmp", *synopsis = "[-ls] file1 [file2]";

/* How many digits the positions in both files have. */
static int digits(int one, int two)
{
    struct stat a, b;
    unsigned n;
    int width = 1;
    if (fstat(one, &a) < 0 || fstat(two, &b) < 0 || !S_ISREG(a.st_mode) || !S_ISREG(b.st_mode))
        return 10;
    for (n = a.st_size < b.st_size ? a.st_size : b.st_size; n >= 10; n /= 10)
        width++;
    return width;
}

int main(int argc, char **argv)
{
    static struct in a, b;
    int c, d, width, list = 0, silent = 0, different = 0, last = '\n';
    unsigned at = 0, line = 1;
    const char *name;
    (void)argc;
    trouble = 2;
    while ((c = option(argv, "l(verbose)s(quiet)(silent)")) >= 0)
        if (c == 'l')
            list = 1;
        else
            silent = 1;
    if (!operands[0])
        misuse("missing operand after 'cmp'");
    name = operands[1] ? operands[1] : "-";
    if (in_open(&a, operands[0]) < 0 || in_open(&b, name) < 0)
        return 2;
    width = digits(a.fd, b.fd);
    do {
        c = in_char(&a);
        d = in_char(&b);
        at++;
        if (c != d && c >= 0 && d >= 0) {
            different = 1;
            if (silent)
                return 1;
            if (!list) {
                outs(operands[0]);
                outc(' ');
                outs(name);
                outf(" differ: char %u, line %u\n", at, line);
                break;
            }
            outf("%*u %3o %3o\n", width, at, c, d);
        }
        line += c == '\n';
        if (c >= 0 && d >= 0)
            last = c;
    } while (c >= 0 && d >= 0);
    if (status)
        return status;
    if ((c < 0) != (d < 0)) {
        different = 1;
        name = c < 0 ? operands[0] : name;
        trouble = 1;
        if (!silent && at == 1)
            complainx("EOF on %s which is empty", name);
        else if (!silent && list)
            complainx("EOF on %s after byte %u", name, at - 1);
        else if (!silent)
            complainx(last == '\n' ? "EOF on %s after byte %u, line %u" : "EOF on %s after byte %u, in line %u", name, at - 1,
                      c == '\n' || d == '\n' || last != '\n' ? line - (c == '\n') : line - 1);
    }
    finish();
    return different;
}
