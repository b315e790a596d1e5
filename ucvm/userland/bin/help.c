/* help: what there is, or how one command is used. */
#include <tool.h>

const char *prog = "help", *synopsis = "[command]";

int main(int argc, char **argv)
{
    char *words[4];
    (void)argc;
    option(argv, "+");
    if (*operands) {
        words[0] = *operands, words[1] = (char *)"--help", words[2] = 0;
        return run(words);
    }
    outs("This is UCVM 3.0, a small Unix. The shell is sh; `help COMMAND' and `man COMMAND'\n"
         "tell how a command is used.\n"
         "  mode [simplified|full]         hide or show the hardware\n"
         "  output [raw|verbose|debug]     how much the machine tells about itself\n"
         "  dump registers|memory|state    look inside (in FULL mode)\n"
         "  ps, kill, fork, exec           processes\n"
         "  search, calc                   what only the host can do\n"
         "  modules, load, unload          the kernel and its extensions\n"
         "Programs in /bin:\n");
    words[0] = (char *)"ls", words[1] = (char *)"-C", words[2] = (char *)"/bin", words[3] = 0;
    return run(words) | finish();
}
