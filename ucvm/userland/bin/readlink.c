/* readlink: where a symbolic link points. */
#include <tool.h>

const char *prog = "readlink", *synopsis = "[-efmnqsv] file...";

int main(int argc, char **argv)
{
    int c, whole = 0, newline = 1, talk = 0, n;
    char target[PATH_MAX];
    (void)argc;
    while ((c = option(argv, "e(canonicalize-existing)f(canonicalize)mn(no-newline)q(quiet)sv(verbose)")) >= 0)
        if (c == 'f' || c == 'e' || c == 'm')
            whole = c;
        else if (c == 'n')
            newline = 0;
        else
            talk = c == 'v';
    if (!*operands)
        misuse("missing operand");
    for (; *operands; operands++) {
        if (whole)
            n = canonical(strip(*operands), target, whole == 'e') < 0 ? -1 : (int)strlen(target);
        else
            n = readlink(*operands, target, sizeof target);
        if (n < 0) {
            status = 1;
            if (talk)
                complain("%s", *operands);
            continue;
        }
        outm(target, n);
        if (newline || operands[1])
            outc('\n');
    }
    return finish();
}
