/* nl: number lines. */
#include <tool.h>

const char *prog = "nl", *synopsis = "[-b a|t|n] [-i step] [-n ln|rn|rz] [-s text] [-v start] [-w width] [file...]";
static int style = 't', width = 6, place = 'r';
static unsigned line = 1, step = 1;
static const char *separator = "\t";

static void lines(struct in *f)
{
    char *s;
    size_t n;
    while ((s = in_line(f, &n))) {
        if (style == 'a' || (style == 't' && n > 0)) {
            outf(place == 'l' ? "%-*u" : place == 'z' ? "%0*u" : "%*u", width, line);
            outs(separator);
            line += step;
        } else if (n > 0 || style != 'x')
            outpad(width + strlen(separator));
        outm(s, n);
        outc('\n');
    }
}

int main(int argc, char **argv)
{
    int c;
    (void)argc;
    while ((c = option(argv, "b:(body-numbering)i:(line-increment)n:(number-format)s:(number-separator)"
                             "v:(starting-line-number)w:(number-width)")) >= 0)
        switch (c) {
        case 'b':
            style = *argument;
            if (!strchr("atn", style) || argument[1])
                misuse("invalid body numbering style: '%s'", argument);
            break;
        case 'i': step = number(argument, "line number increment"); break;
        case 'n': place = strcmp(argument, "ln") == 0 ? 'l' : strcmp(argument, "rz") == 0 ? 'z' : 'r'; break;
        case 's': separator = argument; break;
        case 'v': line = number(argument, "starting line number"); break;
        case 'w': width = number(argument, "line number field width"); break;
        }
    each_input(operands, lines);
    return finish();
}
