/* arch: the name of the machine's hardware. */
#include <sys/utsname.h>
#include <tool.h>

const char *prog = "arch", *synopsis = "";

int main(int argc, char **argv)
{
    struct utsname name;
    (void)argc;
    option(argv, "");
    if (*operands)
        misuse("extra operand '%s'", *operands);
    uname(&name);
    outs(name.machine);
    outc('\n');
    return finish();
}
