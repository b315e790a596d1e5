/* link: make a hard link. */
#include <tool.h>

const char *prog = "link", *synopsis = "file1 file2";

int main(int argc, char **argv)
{
    (void)argc;
    option(argv, "");
    if (!operands[0] || !operands[1])
        misuse(operands[0] ? "missing operand after '%s'" : "missing operand", operands[0]);
    if (operands[2])
        misuse("extra operand '%s'", operands[2]);
    if (link(operands[0], operands[1]) < 0)
        die("cannot create link '%s' to '%s'", operands[1], operands[0]);
    return 0;
}
