/* rmdir: remove empty directories. */
#include <tool.h>

const char *prog = "rmdir", *synopsis = "[-pv] [--ignore-fail-on-non-empty] directory...";
static int parents, verbose, lenient;

static void removed(char *name)
{
    char *slash = 0;
    do {
        if (slash)
            *slash = 0;
        strip(name);
        if (verbose) {
            outs("rmdir: removing directory, '");
            outs(name);
            outs("'\n");
        }
        if (rmdir(name) < 0) {
            if (!lenient || (errno != ENOTEMPTY && errno != EEXIST))
                complain(slash ? "failed to remove directory '%s'" : "failed to remove '%s'", name);
            return;
        }
    } while (parents && (slash = strrchr(name, '/')) && slash != name);
}

int main(int argc, char **argv)
{
    int c;
    (void)argc;
    while ((c = option(argv, "p(parents)v(verbose)i(ignore-fail-on-non-empty)")) >= 0)
        if (c == 'p')
            parents = 1;
        else if (c == 'v')
            verbose = 1;
        else
            lenient = 1;
    if (!*operands)
        misuse("missing operand");
    for (; *operands; operands++)
        removed(*operands);
    return finish();
}
