/* nproc: how many processors there are. */
#include <tool.h>

const char *prog = "nproc", *synopsis = "[--all] [--ignore=count]";

/* The machine has one. */
int main(int argc, char **argv)
{
    int c;
    (void)argc;
    while ((c = option(argv, "\1(all)\2:(ignore)")) >= 0)
        if (c == 2)
            number(argument, "number");
    if (*operands)
        misuse("extra operand '%s'", *operands);
    outs("1\n");
    return finish();
}
