/* Reading lines, copying, temporary files (tool.h). */
#include <tool.h>

static int started(struct in *f, int fd, const char *name)
{
    if (!f->buf)
        f->buf = need((f->cap = 1024) + 1);
    f->p = f->e = f->buf;
    f->fd = fd;
    f->name = name;
    f->nl = 1;
    return 0;
}

/* "-" is standard input. -1 after a complaint. f is zeroed before its first use (eol: the byte that ends lines if not newline). */
int in_open(struct in *f, const char *name)
{
    int fd = 0;
    if (strcmp(name, "-") != 0)
        fd = open(name, O_RDONLY);
    if (fd >= 0)
        return started(f, fd, name);
    complain("%s", name);
    return -1;
}

void in_close(struct in *f)
{
    if (f->fd > 0)
        close(f->fd);
    f->fd = -1;
}

/* More bytes after e, keeping p..e; 0 at the end. Pending output goes out first, so that nobody waits for it. */
int in_fill(struct in *f)
{
    ssize_t n;
    if (f->fd < 0)
        return 0;
    if (f->p == f->e)
        f->p = f->e = f->buf;
    if (f->e == f->buf + f->cap) {
        size_t used = f->e - f->p;
        memmove(f->buf, f->p, used);
        if (used == f->cap)
            f->buf = resize(f->buf, (f->cap += f->cap / 2) + 1);
        f->p = f->buf;
        f->e = f->buf + used;
    }
    outflush();
    n = read(f->fd, f->e, f->buf + f->cap - f->e);
    if (n < 0)
        complain("%s", f->name);
    if (n <= 0)
        return 0;
    f->e += n;
    return n;
}

int in_char(struct in *f)
{
    if (f->p == f->e && !in_fill(f))
        return -1;
    return *(unsigned char *)f->p++;
}

/* The next line, NUL-terminated instead of its newline, of *n bytes; NULL at the end. Good until the next call. */
char *in_line(struct in *f, size_t *n)
{
    size_t seen = 0;
    int eol = f->eol < 0 ? 0 : f->eol ? f->eol : '\n';
    char *line, *end;
    while (!(end = memchr(f->p + seen, eol, f->e - f->p - seen))) {
        seen = f->e - f->p;
        if (!in_fill(f))
            break;
    }
    line = f->p;
    if (!end && f->p == f->e)
        return 0;
    f->nl = end != 0;
    if (end)
        f->p = end + 1;
    else
        f->p = end = f->e;
    *end = 0;
    *n = end - line;
    return line;
}

void each_input(char **names, void (*use)(struct in *))
{
    static struct in f;
    static char *standard[] = {"-", 0};
    if (!*names)
        names = standard;
    for (; *names; names++)
        if (in_open(&f, *names) == 0) {
            use(&f);
            in_close(&f);
        }
}

/* A descriptor on a file that is gone when it is closed. */
int temporary(void)
{
    static unsigned count;
    const char *dir = getenv("TMPDIR");
    char name[PATH_MAX];
    int fd;
    do {
        snprintf(name, sizeof name, "%s/%s%d.%u", dir && *dir ? dir : "/tmp", prog, (int)getpid(), count++);
        fd = open(name, O_RDWR | O_CREAT | O_EXCL, 0600);
    } while (fd < 0 && errno == EEXIST);
    if (fd < 0)
        die("cannot create temporary file '%s'", name);
    unlink(name);
    return fd;
}

/* fd itself if it is a file, else a temporary file with the rest of what it gives. */
int seekable(int fd)
{
    struct stat st;
    int copied;
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
        return fd;
    copied = temporary();
    if (copy(fd, copied) < 0)
        return -1;
    lseek(copied, 0, SEEK_SET);
    return copied;
}

/* All of from to to: 0; -1 if reading failed, -2 if writing did. */
int copy(int from, int to)
{
    char buf[4096];
    ssize_t n;
    while ((n = read(from, buf, sizeof buf)) > 0)
        if (writeall(to, buf, n) < 0)
            return -2;
    return n < 0 ? -1 : 0;
}

/* What a file holds, up to size - 1 bytes and a NUL; -1 if it cannot be read. */
int slurp(const char *name, char *buf, size_t size)
{
    int fd = open(name, O_RDONLY), n, used = 0;
    if (fd < 0)
        return -1;
    while ((n = read(fd, buf + used, size - 1 - used)) > 0)
        used += n;
    close(fd);
    buf[used] = 0;
    return n < 0 ? -1 : used;
}
