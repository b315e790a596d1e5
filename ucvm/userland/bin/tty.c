/* tty: the terminal's name. */
#include <tool.h>

const char *prog = "tty", *synopsis = "[-s]";

int main(int argc, char **argv)
{
    int silent = 0;
    const char *name;
    (void)argc;
    trouble = 2;
    while (option(argv, "s(silent)(quiet)") >= 0)
        silent = 1;
    name = ttyname(0);
    if (!silent) {
        outs(name ? name : "not a tty");
        outc('\n');
    }
    finish();
    return !name;
}
