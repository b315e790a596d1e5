/* exec: become another program. */
#include <tool.h>

const char *prog = "exec", *synopsis = "command [argument...]";

int main(int argc, char **argv)
{
    (void)argc;
    option(argv, "+");
    if (!*operands)
        return 0;
    execvp(*operands, operands);
    no_child(errno, *operands);
    return 127;
}
