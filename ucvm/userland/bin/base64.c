/* base64: bytes as letters and back (RFC 4648). */
#include <tool.h>

const char *prog = "base64", *synopsis = "[-di] [-w columns] [file]";
static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static unsigned width = 76, column;
static int lenient, decoding;

static void put(int c)
{
    if (width && column == width) {
        outc('\n');
        column = 0;
    }
    outc(c);
    column++;
}

static void encode(struct in *f)
{
    unsigned bits;
    int c, n, i;
    do {
        for (bits = n = 0; n < 3 && (c = in_char(f)) >= 0; n++)
            bits |= (unsigned)c << (16 - 8 * n);
        for (i = 0; n > 0 && i < 4; i++)
            put(i <= n ? letters[bits >> (18 - 6 * i) & 63] : '=');
    } while (n == 3);
    if (width && column)
        outc('\n');
}

static void decode(struct in *f)
{
    unsigned bits = 0;
    int c, n = 0, pads = 0;
    const char *at;
    while ((c = in_char(f)) >= 0) {
        if (c == '\n')
            continue;
        at = c && c != '=' ? strchr(letters, c) : 0;
        if (c == '=' && n + pads >= 2 && n + pads < 4) {
            pads++;
        } else if (!at || pads) {
            if (lenient)
                continue;
            diex("invalid input");
        } else {
            bits = bits << 6 | (at - letters);
            n++;
        }
        if (n + pads < 4)
            continue;
        bits <<= 6 * pads;
        outc(bits >> 16 & 255);
        if (n > 2)
            outc(bits >> 8 & 255);
        if (n > 3)
            outc(bits & 255);
        bits = n = pads = 0;
    }
    if (n + pads)
        diex("invalid input");
}

int main(int argc, char **argv)
{
    int c;
    (void)argc;
    while ((c = option(argv, "d(decode)i(ignore-garbage)w:(wrap)")) >= 0)
        if (c == 'd')
            decoding = 1;
        else if (c == 'i')
            lenient = 1;
        else
            width = number(argument, "wrap size");
    if (operands[0] && operands[1])
        misuse("extra operand '%s'", operands[1]);
    each_input(operands, decoding ? decode : encode);
    return finish();
}
