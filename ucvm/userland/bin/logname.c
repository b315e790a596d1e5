/* logname: the user who logged in. */
#include <tool.h>

const char *prog = "logname", *synopsis = "";

int main(int argc, char **argv)
{
    const char *name;
    (void)argc;
    option(argv, "");
    name = getlogin();
    if (!name)
        diex("no login name");
    outs(name);
    outc('\n');
    return finish();
}
