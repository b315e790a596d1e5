/* expand: tabs to spaces. */
#include <tool.h>

const char *prog = "expand", *synopsis = "[-i] [-t list] [file...]";
static int initial;

static void bytes(struct in *f)
{
    int c, inside = 0;
    unsigned column = 0, stop;
    while ((c = in_char(f)) >= 0) {
        if (c == '\t' && !(initial && inside)) {
            stop = tab_after(column);
            if (!stop)
                stop = column + 1;
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
        else
            set_tabs(argument);
    each_input(operands, bytes);
    return finish();
}
