/* cc: compile C. Sources end in .c, assembly in .s, objects in .o, libraries in .a; unless -c (objects), -S (assembly) or -E (preprocessed
   text) stops earlier, they are linked with libc to a program, a.out or the file of -o. -O0 does not optimise. -I names a directory of
   headers and -L one of libraries, -l a library libNAME.a; -D and -U define and undefine macros. cc --help tells the rest. The host does
   the work: what is named on the command line and what it includes goes out, nothing else is reached, and no permission is needed. */
#include <tool.h>

const char *prog = "cc", *synopsis = "[-cES] [-o file] [-O level] [-I dir] [-D name[=value]] [-U name] [-L dir] [-l name] file...";

int main(int argc, char **argv)
{
    (void)argc;
    return delegated(prog, argv);
}
