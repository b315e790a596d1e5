/* yes: a line again and again. */
#include <tool.h>

const char *prog = "yes", *synopsis = "[word...]";

int main(int argc, char **argv)
{
    int i;
    for (;;) {
        if (argc < 2)
            outc('y');
        for (i = 1; i < argc; i++) {
            outs(argv[i]);
            if (i + 1 < argc)
                outc(' ');
        }
        outc('\n');
    }
}
