/* unlink: remove one directory entry. */
#include <tool.h>

const char *prog = "unlink", *synopsis = "file";

int main(int argc, char **argv)
{
    (void)argc;
    option(argv, "");
    if (!operands[0])
        misuse("missing operand");
    if (operands[1])
        misuse("extra operand '%s'", operands[1]);
    if (unlink(*operands) < 0)
        die("cannot unlink '%s'", *operands);
    return 0;
}
