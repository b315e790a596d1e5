/* env: run a command in a changed environment, or show it. */
#include <tool.h>

const char *prog = "env", *synopsis = "[-i] [-u name]... [name=value]... [command [argument...]]";

int main(int argc, char **argv)
{
    static char *none[1];
    int c, end = '\n';
    (void)argc;
    trouble = 125;
    while ((c = option(argv, "+i(ignore-environment)u:(unset)0(null)C:(chdir)")) >= 0)
        switch (c) {
        case 'i': environ = none; break;
        case 'u': unsetenv(argument); break;
        case '0': end = 0; break;
        case 'C':
            if (chdir(argument) < 0)
                die("cannot change directory to '%s'", argument);
        }
    if (*operands && strcmp(*operands, "-") == 0) {
        environ = none;
        operands++;
    }
    for (; *operands && strchr(*operands, '='); operands++)
        if (putenv(*operands) != 0)
            die("cannot set '%s'", *operands);
    if (*operands && !end)
        misuse("cannot specify --null (-0) with command");
    if (*operands) {
        execvp(*operands, operands);
        trouble = errno == ENOENT ? 127 : 126;
        die("'%s'", *operands);
    }
    for (operands = environ; operands && *operands; operands++) {
        outs(*operands);
        outc(end);
    }
    return finish();
}
