/* shuf: lines, words or numbers in random order. */
#include <ctype.h>
#include <tool.h>

const char *prog = "shuf", *synopsis = "[-n count] [-r] [-z] [-o file] [--random-source=file] [file | -e word... | -i low-high]";
static char **words;
static unsigned low, high, total, wanted = -1;
static int echo, range, repeat, eol = '\n', source = -1;
static const char *output;

static unsigned random_bits(void)
{
    static unsigned pool[64], left;
    if (!left) {
        if (read(source, pool, sizeof pool) != sizeof pool)
            diex("random source: end of file");
        left = 64;
    }
    return pool[--left];
}

/* Below n, each value as likely as another. */
static unsigned below(unsigned n)
{
    unsigned r;
    do
        r = random_bits();
    while (r > ~0u - -n % n);
    return r % n;
}

/* Numbers in a file, by position; offsets of lines, and the order if it is long. */
static void store(int fd, unsigned at, unsigned value)
{
    if (lseek(fd, at * 4, SEEK_SET) < 0 || writeall(fd, &value, 4) < 0)
        die("temporary file");
}

static unsigned load(int fd, unsigned at)
{
    unsigned value;
    if (lseek(fd, at * 4, SEEK_SET) < 0 || read(fd, &value, 4) != 4)
        die("temporary file");
    return value;
}

/* A permutation of 0..total-1 that begins as the identity. Few exchanges are kept as what differs from it, many in a file. */
enum { FEW = 400 };
static struct {
    unsigned at, value;
} changed[FEW];
static unsigned changes;
static int order = -1;

static unsigned element(unsigned at)
{
    unsigned i;
    if (order >= 0)
        return load(order, at);
    for (i = 0; i < changes; i++)
        if (changed[i].at == at)
            return changed[i].value;
    return at;
}

static void set_element(unsigned at, unsigned value)
{
    unsigned i;
    if (order >= 0) {
        store(order, at, value);
        return;
    }
    for (i = 0; i < changes && changed[i].at != at; i++)
        ;
    changed[i].at = at;
    changed[i].value = value;
    changes += i == changes;
}

static void make_order(void)
{
    unsigned block[128], i;
    if (wanted <= FEW)
        return;
    order = temporary();
    for (i = 0; i < total; i++) {
        block[i % 128] = i;
        if ((i % 128 == 127 || i + 1 == total) && writeall(order, block, (i % 128 + 1) * 4) < 0)
            die("temporary file");
    }
}

/* The lines of a file: their text, and where each begins. */
static int text = -1, offsets = -1;

static void index_lines(struct in *f)
{
    unsigned block[128];
    char *s;
    size_t n, at = 0;
    offsets = temporary();
    text = temporary();
    f->eol = eol ? eol : -1;
    for (; (s = in_line(f, &n)); at += n + 1) {
        s[n] = eol;
        block[total++ % 128] = at;
        if (writeall(text, s, n + 1) < 0 || (total % 128 == 0 && writeall(offsets, block, sizeof block) < 0))
            die("temporary file");
    }
    block[total % 128] = at;
    if (writeall(offsets, block, (total % 128 + 1) * 4) < 0)
        die("temporary file");
}

static void put_line(unsigned i)
{
    unsigned from = load(offsets, i), to = load(offsets, i + 1);
    char buf[512];
    lseek(text, from, SEEK_SET);
    while (from < to) {
        int n = read(text, buf, to - from < sizeof buf ? to - from : sizeof buf);
        if (n <= 0)
            die("temporary file");
        outm(buf, n);
        from += n;
    }
}

static void put(unsigned i)
{
    if (!range && !echo) {
        put_line(i);
        return;
    }
    if (range)
        outf("%u", low + i);
    else
        outs(words[i]);
    outc(eol);
}

static void set_range(char *s)
{
    char *end;
    if (range++)
        diex("multiple -i options specified");
    low = strtoul(s, &end, 10);
    if (!isdigit(*s) || *end != '-' || !isdigit(end[1]))
        diex("invalid input range: '%s'", s);
    high = strtoul(end + 1, &end, 10);
    if (*end || high + 1 < low || (!low && high == ~0u))
        diex("invalid input range: '%s'", s);
    total = high - low + 1;
}

static void options(char **argv)
{
    int c;
    const char *random = "/dev/urandom";
    while ((c = option(argv, "e(echo)i:(input-range)n:(head-count)o:(output)r(repeat)R:(random-source)z(zero-terminated)")) >= 0)
        switch (c) {
        case 'e': echo = 1; break;
        case 'i': set_range(argument); break;
        case 'n':
            c = number(argument, "line count");
            wanted = (unsigned)c < wanted ? (unsigned)c : wanted;
            break;
        case 'o': output = argument; break;
        case 'r': repeat = 1; break;
        case 'R': random = argument; break;
        case 'z': eol = 0;
        }
    if (echo && range)
        misuse("cannot combine -e and -i options");
    if (!echo && *operands && (range || operands[1]))
        misuse("extra operand '%s'", operands[!range]);
    source = open(random, O_RDONLY);
    if (source < 0)
        die("%s", random);
}

static void read_input(void)
{
    static struct in f;
    if (range)
        return;
    words = operands;
    while (echo && words[total])
        total++;
    if (echo)
        return;
    if (in_open(&f, *operands ? *operands : "-") < 0)
        exit(1);
    index_lines(&f);
    free(f.buf);
}

int main(int argc, char **argv)
{
    unsigned i, j;
    (void)argc;
    options(argv);
    read_input();
    if (output && (close(1), open(output, O_WRONLY | O_CREAT | O_TRUNC, 0666)) != 1)
        die("%s", output);
    if (repeat) {
        if (!total && wanted)
            diex("no lines to repeat");
        for (i = 0; i < wanted || wanted == ~0u; i++)
            put(below(total));
        return finish();
    }
    wanted = wanted < total ? wanted : total;
    make_order();
    for (i = 0; i < wanted; i++) {
        j = i + below(total - i);
        put(element(j));
        set_element(j, element(i));
    }
    return finish();
}
