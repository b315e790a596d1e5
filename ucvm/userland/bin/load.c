/* load, unload: extensions of the kernel. */
#include <ctype.h>
#include <tool.h>
#include <ucvm.h>

const char *prog = "load", *synopsis = "extension name";

int main(int argc, char **argv)
{
    int out = argc > 0 && *base(argv[0]) == 'u';
    if (out)
        prog = "unload";
    option(argv, "");
    if (!operands[0] || strcmp(operands[0], "extension") != 0 || !operands[1] || operands[2])
        show_usage(2);
    if (_extension(out, operands[1]) < 0)
        die("extension '%s'", operands[1]);
    outc(toupper(operands[1][0]));
    outs(operands[1] + 1);
    outs(out ? " extension unloaded\n" : " extension loaded\n");
    return finish();
}
