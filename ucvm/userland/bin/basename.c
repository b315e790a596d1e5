/* basename: names without directories. */
#include <tool.h>

const char *prog = "basename", *synopsis = "name [suffix] | -a [-s suffix] name...";

static void put(char *name, const char *suffix)
{
    size_t n, m = strlen(suffix);
    const char *s;
    strip(name);
    s = name[1] ? base(name) : name;
    n = strlen(s);
    if (m > 0 && n > m && strcmp(s + n - m, suffix) == 0)
        n -= m;
    outm(s, n);
    outc('\n');
}

int main(int argc, char **argv)
{
    int c, all = 0;
    const char *suffix = "";
    (void)argc;
    while ((c = option(argv, "+a(multiple)s:(suffix)")) >= 0) {
        all = 1;
        if (c == 's')
            suffix = argument;
    }
    if (!*operands)
        misuse("missing operand");
    if (!all) {
        if (operands[1] && operands[2])
            misuse("extra operand '%s'", operands[2]);
        put(operands[0], operands[1] ? operands[1] : "");
        return finish();
    }
    for (; *operands; operands++)
        put(*operands, suffix);
    return finish();
}
