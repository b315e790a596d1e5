/* realpath: names without links, dots and doubled slashes. */
#include <tool.h>

const char *prog = "realpath", *synopsis = "[-eq] file...";

int main(int argc, char **argv)
{
    int c, existing = 0, quiet = 0;
    char to[PATH_MAX];
    (void)argc;
    while ((c = option(argv, "e(canonicalize-existing)q(quiet)")) >= 0)
        if (c == 'e')
            existing = 1;
        else
            quiet = 1;
    if (!*operands)
        misuse("missing operand");
    for (; *operands; operands++)
        if (canonical(strip(*operands), to, existing) == 0) {
            outs(to);
            outc('\n');
        } else if (quiet)
            status = 1;
        else
            complain("%s", *operands);
    return finish();
}
