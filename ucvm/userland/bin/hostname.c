/* hostname: the machine's name. */
#include <tool.h>

const char *prog = "hostname", *synopsis = "[-s]";

int main(int argc, char **argv)
{
    char name[65];
    (void)argc;
    while (option(argv, "s(short)f") >= 0)
        ;
    if (*operands)
        diex("you must be root to change the host name");
    if (gethostname(name, sizeof name) < 0)
        die("cannot get the name");
    outs(name);
    outc('\n');
    return finish();
}
