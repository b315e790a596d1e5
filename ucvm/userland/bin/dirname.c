/* dirname: directories of names. */
#include <tool.h>

const char *prog = "dirname", *synopsis = "name...";

int main(int argc, char **argv)
{
    char *slash;
    (void)argc;
    option(argv, "");
    if (!*operands)
        misuse("missing operand");
    for (; *operands; operands++) {
        slash = strrchr(strip(*operands), '/');
        if (!slash)
            *operands = (char *)".";
        else {
            slash[slash == *operands] = 0;
            strip(*operands);
        }
        outs(*operands);
        outc('\n');
    }
    return finish();
}
