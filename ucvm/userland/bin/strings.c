/* strings: runs of printable bytes. */
#include <ctype.h>
#include <tool.h>

const char *prog = "strings", *synopsis = "[-a] [-n least] [-t d|o|x] [file...]";
static unsigned least = 4;
static int radix;

static void runs(struct in *f)
{
    char held[256];
    unsigned n = 0, at = 0;
    int c;
    char format[8] = "%7u ";
    if (least > sizeof held)
        least = sizeof held;
    if (radix)
        format[2] = radix == 'd' ? 'u' : radix;
    while ((c = in_char(f)) >= 0) {
        at++;
        if (!((c >= 32 && c < 127) || c == '\t')) {
            if (n >= least)
                outc('\n');
            n = 0;
            continue;
        }
        if (n < least) {
            held[n++] = c;
            if (n < least)
                continue;
            if (radix)
                outf(format, at - n);
            outm(held, n);
        } else
            outc(c);
    }
    if (n >= least)
        outc('\n');
}

int main(int argc, char **argv)
{
    int c;
    (void)argc;
    while ((c = option(argv, "0123456789an:(bytes)t:(radix)")) >= 0)
        if (c == 'n') {
            least = number(argument, "minimum string length");
            if (!least)
                diex("minimum string length is too small: %s", argument);
        } else if (c == 't')
            radix = *argument;
        else if (isdigit(c))
            least = c - '0';
    each_input(operands, runs);
    return finish();
}
