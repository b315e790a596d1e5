/* expand: tabs to spaces. */
#include <tool.h>

const char *prog = "expand", *synopsis = "[-i] [-t size] [file...]";
static unsigned size = 8;
static int initial;

static void bytes(struct in *f)
{
    int c, inside = 0;
    unsigned column = 0, stop;
    while ((c = in_char(f)) >= 0) {
        if (c == '\t' && !(initial && inside)) {
            stop = column / size * size + size;
            outpad(stop - column);
            column = stop;
            continue;
        }
        outc(c);
        inside |= c != ' ';
        column = c == '\b' ? column - (column > 0) : column + 1;
        if (c == '\n')
            column = inside = 0;
    }
}

int main(int argc, char **argv)
{
    int c;
    (void)argc;
    while ((c = option(argv, "i(initial)t:(tabs)")) >= 0)
        if (c == 'i')
            initial = 1;
        else if ((size = number(argument, "tab size")) == 0)
            diex("tab size cannot be 0");
    each_input(operands, bytes);
    return finish();
}
