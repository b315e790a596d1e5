/* objdump: show what is in a program, an object or a library. -d is the disassembly (also without options), -S with the lines of the
   source, -h the segments, -t the symbols, -s the contents. The host does the work, as for cc. */
#include <tool.h>

const char *prog = "objdump", *synopsis = "[-dSsht] file...";

int main(int argc, char **argv)
{
    (void)argc;
    return delegated(prog, argv);
}
