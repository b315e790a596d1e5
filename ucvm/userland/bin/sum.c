/* sum: the BSD check sum and blocks. */
#include <tool.h>

const char *prog = "sum", *synopsis = "[-r | -s] [file...]";
static int system_five, named;

static void sum(struct in *f)
{
    unsigned s = 0, n = 0;
    int c;
    for (; (c = in_char(f)) >= 0; n++)
        s = system_five ? s + c : ((s >> 1 | s << 15) + c) & 0xffff;
    if (system_five) {
        s = (s & 0xffff) + (s >> 16);
        s = (s & 0xffff) + (s >> 16);
        outf("%u %u", s, (n + 511) / 512);
    } else
        outf("%05u %5u", s, (n + 1023) / 1024);
    if (named) {
        outc(' ');
        outs(f->name);
    }
    outc('\n');
}

int main(int argc, char **argv)
{
    int c;
    (void)argc;
    while ((c = option(argv, "rs(sysv)")) >= 0)
        system_five = c == 's';
    named = *operands != 0;
    each_input(operands, sum);
    return finish();
}
