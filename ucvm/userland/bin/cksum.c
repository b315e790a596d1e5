/* cksum: the POSIX check sum and size. */
#include <tool.h>

const char *prog = "cksum", *synopsis = "[file...]";
static unsigned table[256];
static int named;

static void make_table(void)
{
    unsigned i, c;
    int bit;
    for (i = 0; i < 256; i++) {
        for (c = i << 24, bit = 0; bit < 8; bit++)
            c = c & 0x80000000u ? c << 1 ^ 0x04c11db7 : c << 1;
        table[i] = c;
    }
}

static void sum(struct in *f)
{
    unsigned crc = 0, n = 0, length;
    int c;
    while ((c = in_char(f)) >= 0) {
        crc = crc << 8 ^ table[crc >> 24 ^ c];
        n++;
    }
    for (length = n; length; length >>= 8)
        crc = crc << 8 ^ table[crc >> 24 ^ (length & 255)];
    outf("%u %u", ~crc, n);
    if (named) {
        outc(' ');
        outs(f->name);
    }
    outc('\n');
}

int main(int argc, char **argv)
{
    (void)argc;
    option(argv, "");
    make_table();
    named = *operands != 0;
    each_input(operands, sum);
    return finish();
}
