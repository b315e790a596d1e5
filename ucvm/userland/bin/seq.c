/* seq: numbers in order. */
#include <tool.h>

const char *prog = "seq", *synopsis = "[-w] [-s separator] [first [increment]] last";

static int integer(const char *s)
{
    char *end;
    long n;
    errno = 0;
    n = strtol(s, &end, 10);
    if (end == s || *end || errno)
        misuse("invalid integer argument: '%s'", s);
    return n;
}

static int digits(int n)
{
    char text[16];
    return sprintf(text, "%d", n);
}

int main(int argc, char **argv)
{
    const char *separator = "\n";
    int first = 1, step = 1, last, width = 0, i;
    for (i = 1; i < argc && argv[i][0] == '-'; i++)
        if (strcmp(argv[i], "-w") == 0 || strcmp(argv[i], "--equal-width") == 0)
            width = 1;
        else if (strcmp(argv[i], "-s") == 0 && argv[i + 1])
            separator = argv[++i];
        else if (strncmp(argv[i], "-s", 2) == 0)
            separator = argv[i] + 2;
        else if (strcmp(argv[i], "--help") == 0)
            show_usage(1);
        else
            break;
    if (i < argc && strcmp(argv[i], "--") == 0)
        i++;
    argc -= i;
    argv += i;
    if (argc < 1)
        misuse("missing operand");
    if (argc > 3)
        misuse("extra operand '%s'", argv[3]);
    last = integer(argv[argc - 1]);
    if (argc > 1)
        first = integer(argv[0]);
    if (argc > 2)
        step = integer(argv[1]);
    if (step == 0)
        misuse("invalid Zero increment value: '%s'", argv[1]);
    if (width)
        width = digits(first) > digits(last) ? digits(first) : digits(last);
    for (i = first; step > 0 ? i <= last : i >= last; i += step) {
        if (i != first)
            outs(separator);
        if (width)
            outf("%0*d", width, i);
        else {
            if (i < 0)
                outc('-');
            outn(i < 0 ? -(unsigned)i : (unsigned)i, 0);
        }
        if ((step > 0 && last - i < step) || (step < 0 && last - i > step)) {
            outc('\n');
            break;
        }
    }
    return finish();
}
