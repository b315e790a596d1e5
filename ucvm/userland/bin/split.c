/* split: a file into pieces. */
#include <tool.h>

const char *prog = "split", *synopsis = "[-d] [-a length] [-l lines | -b bytes] [--additional-suffix=text] [file [prefix]]";
static unsigned size = 1000, length = 2;
static int bytes, verbose, out = -1;
static const char *suffix = "";
static unsigned radix = 26;     /* of names: letters, or with -d digits */

/* prefixaa, prefixab, …, or prefix00, prefix01, … */
static void next_piece(const char *prefix)
{
    static unsigned number;
    char first = radix == 26 ? 'a' : '0';
    unsigned n = number++, i;
    size_t at = strlen(prefix);
    if (at + length + strlen(suffix) >= PATH_MAX)
        diex("name too long");
    strcpy(path, prefix);
    for (i = length; i-- > 0; n /= radix)
        path[at + i] = first + n % radix;
    strcpy(path + at + length, suffix);
    if (n)
        diex("output file suffixes exhausted");
    if (out >= 0)
        close(out);
    out = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    if (out < 0)
        die("%s", path);
    if (verbose) {
        outs("creating file '");
        outs(path);
        outs("'\n");
    }
}

static void put(const char *s, size_t n)
{
    if (writeall(out, s, n) < 0)
        die("%s", path);
}

int main(int argc, char **argv)
{
    static struct in f;
    const char *prefix = "x";
    unsigned left = 0;
    int c;
    char *s;
    size_t n;
    (void)argc;
    while ((c = option(argv, "a:(suffix-length)b:(bytes)dl:(lines)\1:(additional-suffix)\2(verbose)")) >= 0)
        switch (c) {
        case 'a': length = number(argument, "suffix length"); break;
        case 'd': radix = 10; break;
        case 1: suffix = argument; break;
        case 2: verbose = 1; break;
        case 'b':
        case 'l':
            bytes = c == 'b';
            size = number(argument, bytes ? "number of bytes" : "number of lines");
            if (!size)
                diex("invalid number of %s: '%s'", bytes ? "bytes" : "lines", argument);
        }
    if (operands[0] && operands[1])
        prefix = operands[1];
    if (in_open(&f, *operands ? *operands : "-") < 0)
        die("cannot open '%s' for reading", *operands);
    if (!bytes)
        while ((s = in_line(&f, &n))) {
            if (!left) {
                next_piece(prefix);
                left = size;
            }
            put(s, n);
            if (f.nl)
                put("\n", 1);
            left--;
        }
    while (bytes && (f.p < f.e || in_fill(&f))) {
        if (!left) {
            next_piece(prefix);
            left = size;
        }
        n = f.e - f.p < (int)left ? (unsigned)(f.e - f.p) : left;
        put(f.p, n);
        f.p += n;
        left -= n;
    }
    return finish();
}
