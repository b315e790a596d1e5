/* mkfifo: make fifos. */
#include <tool.h>

const char *prog = "mkfifo", *synopsis = "[-m mode] name...";

int main(int argc, char **argv)
{
    int mode = 0666;
    (void)argc;
    while (option(argv, "m:(mode)") >= 0) {
        mode = parse_mode(argument, S_IFIFO | 0666, umask(0));
        if (mode < 0)
            diex("invalid mode");
    }
    if (!*operands)
        misuse("missing operand");
    for (; *operands; operands++)
        if (mkfifo(*operands, mode) < 0)
            complain("cannot create fifo '%s'", *operands);
    return finish();
}
