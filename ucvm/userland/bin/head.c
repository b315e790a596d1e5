/* head: the beginning of files. */
#include <ctype.h>
#include <tool.h>

const char *prog = "head", *synopsis = "[-qv] [-n [-]lines | -c [-]bytes] [file...]";
static unsigned count = 10;
static int bytes, all_but, quiet = -1, shown;

static void heading(const char *name)
{
    if (quiet)
        return;
    outs(shown++ ? "\n==> " : "==> ");
    outs(strcmp(name, "-") == 0 ? "standard input" : name);
    outs(" <==\n");
}

static int fetch(int fd, char *buf, unsigned n, const char *name)
{
    int got = read(fd, buf, n);
    if (got < 0)
        complain("error reading '%s'", name);
    return got;
}

static void first(int fd, const char *name)
{
    char buf[1024], *s;
    unsigned left = count;
    int n = 0;
    while (left > 0 && (n = fetch(fd, buf, bytes && left < sizeof buf ? left : sizeof buf, name)) > 0) {
        if (bytes) {
            outm(buf, n);
            left -= n;
            continue;
        }
        for (s = buf; left > 0 && s < buf + n; left--) {
            s = memchr(s, '\n', buf + n - s);
            if (!s)
                break;
            s++;
        }
        if (left > 0)
            s = buf + n;
        outm(buf, s - buf);
        if (left == 0 && s < buf + n)
            lseek(fd, s - (buf + n), SEEK_CUR);
    }
}

/* How many lines there are from here on; a last one without a newline counts. */
static unsigned lines(int fd, const char *name)
{
    char buf[1024], *s, last = '\n';
    unsigned sum = 0;
    int n;
    while ((n = fetch(fd, buf, sizeof buf, name)) > 0) {
        last = buf[n - 1];
        for (s = buf; (s = memchr(s, '\n', buf + n - s)); s++)
            sum++;
    }
    return sum + (last != '\n');
}

static void but_last(int fd, const char *name)
{
    unsigned saved = count, total;
    off_t start;
    fd = seekable(fd);
    if (fd < 0) {
        complain("error reading '%s'", name);
        return;
    }
    start = lseek(fd, 0, SEEK_CUR);
    total = bytes ? (unsigned)(lseek(fd, 0, SEEK_END) - start) : lines(fd, name);
    lseek(fd, start, SEEK_SET);
    count = total > count ? total - count : 0;
    first(fd, name);
    count = saved;
}

static void one(const char *name)
{
    int fd = strcmp(name, "-") != 0 ? open(name, O_RDONLY) : 0;
    if (fd < 0) {
        complain("cannot open '%s' for reading", name);
        return;
    }
    heading(name);
    if (all_but)
        but_last(fd, name);
    else
        first(fd, name);
    if (fd > 0)
        close(fd);
}

int main(int argc, char **argv)
{
    int c, old = 0;
    (void)argc;
    while ((c = option(argv, "0123456789c:(bytes)n:(lines)q(quiet)(silent)v(verbose)")) >= 0)
        if (isdigit(c)) {
            count = old ? count * 10 + c - '0' : (unsigned)c - '0';
            old = 1;
        } else if (c == 'q' || c == 'v')
            quiet = c == 'q';
        else {
            bytes = c == 'c';
            all_but = *argument == '-';
            count = number(argument + all_but, bytes ? "number of bytes" : "number of lines");
        }
    if (quiet < 0)
        quiet = !operands[0] || !operands[1];
    if (!*operands)
        one("-");
    for (; *operands; operands++)
        one(*operands);
    return finish();
}
