/* base64: bytes as letters and back (RFC 4648). As base32 it has letters of 5 bits instead of 6. */
#include <tool.h>

const char *prog = "base64", *synopsis = "[-di] [-w columns] [file]";
static const char *letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static unsigned bits = 6, group = 4, width = 76, column; /* bits of a letter, letters of a group */
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
    unsigned held = 0, have = 0, count = 0, mask = (1 << bits) - 1;
    int c;
    while ((c = in_char(f)) >= 0) {
        held = held << 8 | c;
        for (have += 8; have >= bits; count++)
            put(letters[held >> (have -= bits) & mask]);
    }
    if (have) {
        put(letters[held << (bits - have) & mask]);
        count++;
    }
    for (; count % group; count++)
        put('=');
    if (width && column)
        outc('\n');
}

/* After n letters of a group: do their bits end in the last of them? */
static int may_end(unsigned n)
{
    return n > 1 && n * bits % 8 < bits;
}

static void decode(struct in *f)
{
    unsigned held = 0, have = 0, n = 0, pads = 0;
    const char *at;
    int c;
    while ((c = in_char(f)) >= 0) {
        if (c == '\n')
            continue;
        at = c && c != '=' ? strchr(letters, c) : 0;
        if (c == '=' && (pads || may_end(n)))
            pads++;
        else if (!at || pads) {
            if (lenient)
                continue;
            diex("invalid input");
        } else {
            n++;
            held = held << bits | (at - letters);
            if ((have += bits) >= 8)
                outc(held >> (have -= 8) & 255);
        }
        if (n + pads == group)
            held = have = n = pads = 0;
    }
    if (n + pads)
        diex("invalid input");
}

int main(int argc, char **argv)
{
    int c;
    (void)argc;
    if (strcmp(base(argv[0]), "base32") == 0) {
        prog = "base32";
        letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        bits = 5;
        group = 8;
    }
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
