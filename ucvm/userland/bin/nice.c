/* nice: run a command with another priority. */
#include <ctype.h>
#include <tool.h>

const char *prog = "nice", *synopsis = "[-n adjustment] [command [argument...]]";

int main(int argc, char **argv)
{
    int add = 10;
    char *end;
    (void)argc;
    trouble = 125;
    if (argv[1] && argv[1][0] == '-' && isdigit(argv[1][1] == '-' ? argv[1][2] : argv[1][1])) {
        add = atoi(argv[1] + 1);
        argv++;
    }
    while (option(argv, "+n:(adjustment)") >= 0) {
        add = strtol(argument, &end, 10);
        if (end == argument || *end)
            diex("invalid adjustment '%s'", argument);
    }
    if (!*operands) {
        outf("%d\n", nice(0));
        return finish();
    }
    errno = 0;
    if (nice(add) == -1 && errno) {
        complain("cannot set niceness");
        status = 0;
    }
    execvp(*operands, operands);
    trouble = errno == ENOENT ? 127 : 126;
    die("'%s'", *operands);
    return trouble;
}
