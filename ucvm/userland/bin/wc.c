/* wc: count lines, words, characters, bytes. */
#include <tool.h>

const char *prog = "wc", *synopsis = "[-clmLw] [file...]";
enum { LINES, WORDS, CHARS, BYTES, LONGEST, COUNTS };
static const char letters[] = "lwmcL";
static int wanted[COUNTS];
static unsigned total[COUNTS], width = 1;

static int in_word;
static unsigned column;

static int blank(int c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static void words(const char *s, const char *end, unsigned *n)
{
    int c, inside = in_word;
    unsigned count = 0, lines = 0;
    for (; s < end; s++) {
        c = *s;
        if (!blank(c)) {
            count += !inside;
            inside = 1;
        } else {
            lines += c == '\n';
            inside = 0;
        }
    }
    in_word = inside;
    n[WORDS] += count;
    n[LINES] += lines;
}

/* Characters are bytes that do not continue a UTF-8 sequence; tabs stand every eight columns. */
static void widths(const char *s, const char *end, unsigned *n)
{
    for (; s < end; s++) {
        int c = *s;
        n[CHARS] += (c & 0xc0) != 0x80;
        if (c == '\n' || c == '\r' || c == '\f')
            column = 0;
        else
            column = c == '\t' ? (column | 7) + 1 : column + (c >= 32 && (c & 0xc0) != 0x80);
        if (column > n[LONGEST])
            n[LONGEST] = column;
    }
}

static void count(int fd, const char *name, unsigned *n)
{
    static char buf[2048];
    int got;
    const char *s;
    in_word = column = 0;
    memset(n, 0, COUNTS * sizeof *n);
    while ((got = read(fd, buf, sizeof buf)) > 0) {
        n[BYTES] += got;
        if (wanted[WORDS])
            words(buf, buf + got, n);
        else
            for (s = buf; wanted[LINES] && (s = memchr(s, '\n', buf + got - s)); s++)
                n[LINES]++;
        if (wanted[CHARS] || wanted[LONGEST])
            widths(buf, buf + got, n);
    }
    if (got < 0)
        complain("%s", name ? name : "standard input");
}

static void put(const unsigned *n, const char *name)
{
    int i, first = 1;
    for (i = 0; i < COUNTS; i++)
        if (wanted[i]) {
            if (!first)
                outc(' ');
            outn(n[i], width);
            first = 0;
        }
    if (name) {
        outc(' ');
        outs(name);
    }
    outc('\n');
}

static void one(const char *name)
{
    unsigned n[COUNTS];
    int i, fd = name && strcmp(name, "-") != 0 ? open(name, O_RDONLY) : 0;
    if (fd < 0) {
        complain("%s", name);
        return;
    }
    count(fd, name, n);
    put(n, name);
    for (i = 0; i < COUNTS; i++)
        if (i != LONGEST)
            total[i] += n[i];
        else if (n[i] > total[i])
            total[i] = n[i];
    if (fd > 0)
        close(fd);
}

/* As wide as the number of all bytes needs; 7 where that cannot be known before. */
static void measure(int columns)
{
    struct stat st;
    unsigned sum = 0, least = 1;
    char **s = operands;
    if (columns == 1 && (!s[0] || !s[1]))
        return;
    do {
        if ((*s && strcmp(*s, "-") != 0 ? stat(*s, &st) : fstat(0, &st)) < 0)
            continue;
        if (S_ISREG(st.st_mode))
            sum += st.st_size;
        else
            least = 7;
    } while (*s && *++s);
    for (; sum >= 10; sum /= 10)
        width++;
    if (width < least)
        width = least;
}

int main(int argc, char **argv)
{
    int c, i, columns = 0;
    (void)argc;
    while ((c = option(argv, "l(lines)w(words)m(chars)c(bytes)L(max-line-length)")) >= 0)
        wanted[strchr(letters, c) - letters] = 1;
    for (i = 0; i < COUNTS; i++)
        columns += wanted[i];
    if (!columns)
        wanted[LINES] = wanted[WORDS] = wanted[BYTES] = 1, columns = 3;
    measure(columns);
    if (!*operands)
        one(0);
    else {
        int many = operands[1] != 0;
        for (; *operands; operands++)
            one(*operands);
        if (many)
            put(total, "total");
    }
    return finish();
}
