/* split: a file into pieces. */
#include <tool.h>

const char *prog = "split", *synopsis = "[-a length] [-l lines | -b bytes] [file [prefix]]";
static unsigned size = 1000, length = 2;
static int bytes, out = -1;

/* prefixaa, prefixab, … */
static void next_piece(const char *prefix)
{
    static unsigned number;
    unsigned n = number++, i;
    size_t at = strlen(prefix);
    if (at + length >= PATH_MAX)
        diex("name too long");
    strcpy(path, prefix);
    for (i = length; i-- > 0; n /= 26)
        path[at + i] = 'a' + n % 26;
    path[at + length] = 0;
    if (n)
        diex("output file suffixes exhausted");
    if (out >= 0)
        close(out);
    out = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    if (out < 0)
        die("%s", path);
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
    while ((c = option(argv, "a:(suffix-length)b:(bytes)l:(lines)")) >= 0)
        switch (c) {
        case 'a': length = number(argument, "suffix length"); break;
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
