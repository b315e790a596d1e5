/* ld: link objects and libraries to a program. It is a.out, or the file of -o, and starts at _start, or the symbol of -e. -lc links with
   libc, -l with libNAME.a from a directory of -L; -s leaves symbols and lines out, -Map writes a map. The host does the work, as for cc. */
#include <tool.h>

const char *prog = "ld", *synopsis = "[-s] [-o file] [-e symbol] [-Map file] [-L dir] [-l name] file...";

int main(int argc, char **argv)
{
    (void)argc;
    return delegated(prog, argv);
}
