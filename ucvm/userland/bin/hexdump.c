/* hexdump: bytes as numbers. */
#include <ctype.h>
#include <tool.h>

const char *prog = "hexdump", *synopsis = "[-Cv] [-n length] [-s skip] [file...]";
static int wide, every;
static unsigned length = -1, skip, offset;
static char line[16], before[16];
static int have, same, starred;

static void words(void)
{
    int i;
    outf("%07x", offset);
    for (i = 0; i < 16; i += 2)
        if (i < have)
            outf(" %04x", line[i] | (i + 1 < have ? line[i + 1] << 8 : 0));
        else
            outs("     ");
    outc('\n');
}

static void text(void)
{
    int i;
    outf("%08x ", offset);
    for (i = 0; i < 16; i++) {
        if (i % 8 == 0)
            outc(' ');
        if (i < have)
            outf("%02x ", line[i]);
        else
            outs("   ");
    }
    outs(" |");
    for (i = 0; i < have; i++)
        outc(line[i] >= 32 && line[i] < 127 ? line[i] : '.');
    outs("|\n");
}

/* Equal full lines show as one star. */
static void flush(void)
{
    if (have == 16 && same && !every && memcmp(line, before, 16) == 0) {
        if (!starred)
            outs("*\n");
        starred = 1;
    } else {
        (wide ? text : words)();
        starred = 0;
    }
    memcpy(before, line, 16);
    same = have == 16;
    offset += have;
    have = 0;
}

static void bytes(struct in *f)
{
    int c;
    while (length > 0 && (c = in_char(f)) >= 0) {
        if (skip > 0) {
            skip--;
            offset++;
            continue;
        }
        line[have++] = c;
        length--;
        if (have == 16)
            flush();
    }
}

int main(int argc, char **argv)
{
    int c;
    (void)argc;
    while ((c = option(argv, "Cn:vs:")) >= 0)
        switch (c) {
        case 'C': wide = 1; break;
        case 'n': length = number(argument, "length"); break;
        case 's': skip = number(argument, "offset"); break;
        case 'v': every = 1; break;
        }
    each_input(operands, bytes);
    if (have)
        flush();
    if (offset)
        outf(wide ? "%08x\n" : "%07x\n", offset);
    return finish();
}
