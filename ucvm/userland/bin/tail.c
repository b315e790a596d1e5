/* tail: the end of files. */
#include <ctype.h>
#include <tool.h>

const char *prog = "tail", *synopsis = "[-fqv] [-n [+]lines | -c [+]bytes] [file...]";
static unsigned count = 10;
static int bytes, from_start, quiet = -1, shown, wait_for_more;

static void heading(const char *name)
{
    if (quiet)
        return;
    outs(shown++ ? "\n==> " : "==> ");
    outs(strcmp(name, "-") == 0 ? "standard input" : name);
    outs(" <==\n");
}

static int rest(int fd, const char *name)
{
    int end;
    outflush();
    end = copy(fd, 1);
    if (end == -2)
        die("write error");
    if (end < 0)
        complain("error reading '%s'", name);
    return end;
}

/* Where the last count lines begin, searching backwards block by block. */
static off_t back(int fd)
{
    char buf[512];
    off_t start = lseek(fd, 0, SEEK_CUR), end = lseek(fd, 0, SEEK_END), at = end;
    unsigned left = count;
    if (left == 0)
        return end;
    while (at > start) {
        int n = at - start < (off_t)sizeof buf ? at - start : (off_t)sizeof buf;
        at -= n;
        lseek(fd, at, SEEK_SET);
        if (read(fd, buf, n) != n)
            return start;
        while (n-- > 0)
            if (buf[n] == '\n' && at + n + 1 < end && --left == 0)
                return at + n + 1;
    }
    return start;
}

static void last(int fd, const char *name)
{
    off_t start, end;
    fd = seekable(fd);
    if (fd < 0) {
        complain("error reading '%s'", name);
        return;
    }
    if (!bytes)
        start = back(fd);
    else {
        start = lseek(fd, 0, SEEK_CUR);
        end = lseek(fd, 0, SEEK_END);
        if (end - start > (off_t)count)
            start = end - count;
    }
    lseek(fd, start, SEEK_SET);
    rest(fd, name);
}

/* From line or byte count on, the first being 1. */
static void skip(int fd, const char *name)
{
    char buf[1024], *s;
    unsigned left = count ? count - 1 : 0;
    int n;
    while (left > 0 && (n = read(fd, buf, bytes && left < sizeof buf ? left : sizeof buf)) > 0) {
        if (bytes) {
            left -= n;
            continue;
        }
        for (s = buf; left > 0 && (s = memchr(s, '\n', buf + n - s)); s++)
            left--;
        if (left == 0)
            outm(s, buf + n - s);
    }
    rest(fd, name);
}

static int one(const char *name)
{
    int fd = strcmp(name, "-") != 0 ? open(name, O_RDONLY) : 0;
    if (fd < 0) {
        complain("cannot open '%s' for reading", name);
        return -1;
    }
    heading(name);
    if (from_start)
        skip(fd, name);
    else
        last(fd, name);
    if (fd > 0 && !wait_for_more)
        close(fd);
    return fd;
}

static void watch(int fd, const char *name)
{
    while (rest(fd, name) == 0)
        sleep(1);
}

int main(int argc, char **argv)
{
    int c, old = 0, fd = -1;
    const char *name = "-";
    (void)argc;
    if (argv[1] && argv[1][0] == '+' && isdigit(argv[1][1])) {
        from_start = 1;
        count = number(*++argv + 1, "number of lines");
    }
    while ((c = option(argv, "0123456789c:(bytes)f(follow)n:(lines)q(quiet)(silent)v(verbose)")) >= 0)
        if (isdigit(c)) {
            count = old ? count * 10 + c - '0' : (unsigned)c - '0';
            old = 1;
        } else if (c == 'q' || c == 'v')
            quiet = c == 'q';
        else if (c == 'f')
            wait_for_more = 1;
        else {
            bytes = c == 'c';
            from_start = *argument == '+';
            count = number(argument + (*argument == '+' || *argument == '-'), bytes ? "number of bytes" : "number of lines");
        }
    if (quiet < 0)
        quiet = !operands[0] || !operands[1];
    if (!*operands)
        fd = one(name);
    for (; *operands; operands++)
        fd = one(name = *operands);
    outflush();
    if (wait_for_more && fd >= 0)
        watch(fd, name);
    return finish();
}
