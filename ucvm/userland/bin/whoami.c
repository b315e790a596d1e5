/* whoami: the effective user's name. */
#include <pwd.h>
#include <tool.h>

const char *prog = "whoami", *synopsis = "";

int main(int argc, char **argv)
{
    struct passwd *pw;
    (void)argc;
    option(argv, "");
    if (*operands)
        misuse("extra operand '%s'", *operands);
    pw = getpwuid(geteuid());
    if (!pw)
        diex("cannot find name for user ID %u", (unsigned)geteuid());
    outs(pw->pw_name);
    outc('\n');
    return finish();
}
