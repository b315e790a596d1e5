/* unexpand: spaces to tabs, at the beginning of lines or everywhere. */
#include <tool.h>

const char *prog = "unexpand", *synopsis = "[-a | --first-only] [-t list] [file...]";
static int all, first;

/* Blanks up to column that are not written yet begin at from. A single space inside a line stays one. */
static unsigned column, from;
static int tabs;

static void put_blanks(void)
{
    unsigned stop;
    if (column - from == 1 && from && !tabs)
        outc(' '), from++;
    while (from < column && (stop = tab_after(from)) && stop <= column) {
        outc('\t');
        from = stop;
    }
    outpad(column - from);
    tabs = 0;
}

static void bytes(struct in *f)
{
    int c, convert = 1;
    column = from = tabs = 0;
    while ((c = in_char(f)) >= 0) {
        if (convert && (c == ' ' || c == '\t')) {
            unsigned stop = c == ' ' ? column + 1 : tab_after(column);
            if (stop && tab_after(column)) {
                column = stop;
                tabs |= c == '\t';
                continue;
            }
        }
        put_blanks();
        outc(c);
        column = c == '\b' ? column - (column > 0) : column + 1;
        convert &= all;
        if (c == '\n')
            column = 0, convert = 1;
        from = column;
    }
    put_blanks();
}

int main(int argc, char **argv)
{
    int c;
    (void)argc;
    while ((c = option(argv, "a(all)f(first-only)t:(tabs)")) >= 0)
        switch (c) {
        case 'f': first = 1; break;
        case 't': set_tabs(argument); /* and everywhere */
        case 'a': all = 1;
        }
    all &= !first;
    each_input(operands, bytes);
    return finish();
}
