/* as: assemble a source to an object file. It is FILE with .o, or the file of -o. The host does the work, as for cc. */
#include <tool.h>

const char *prog = "as", *synopsis = "[-o file] file";

int main(int argc, char **argv)
{
    (void)argc;
    return delegated(prog, argv);
}
