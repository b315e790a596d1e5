/* Messages and output of the programs of /bin (tool.h). */
#include <tool.h>

int status, trouble = 1;
static char outbuf[1024];
static char *outp = outbuf;

static void message(const char *format, va_list ap, int error)
{
    char text[PATH_MAX + 160];
    size_t n;
    outflush();
    n = snprintf(text, sizeof text, "%s: ", prog);
    vsnprintf(text + n, sizeof text - n, format, ap);
    if (error) {
        n = strlen(text);
        snprintf(text + n, sizeof text - n, ": %s", strerror(error));
    }
    n = strlen(text);
    text[n] = '\n';
    writeall(2, text, n + 1);
    status = trouble;
}

void complain(const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    message(format, ap, errno);
    va_end(ap);
}

void complainx(const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    message(format, ap, 0);
    va_end(ap);
}

void die(const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    message(format, ap, errno);
    exit(trouble);
}

void diex(const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    message(format, ap, 0);
    exit(trouble);
}

/* The synopsis, to 1 because it was asked for or to 2 because it was missed. */
void show_usage(int fd)
{
    char text[512];
    outflush();
    writeall(fd, text, snprintf(text, sizeof text, "Usage: %s %s\n", prog, synopsis));
    exit(fd == 1 ? 0 : trouble);
}

void usage(void)
{
    char text[80];
    writeall(2, text, snprintf(text, sizeof text, "Try '%s --help' for more information.\n", prog));
    exit(trouble);
}

/* A wrong use: the message, then where help is. */
void misuse(const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    message(format, ap, 0);
    usage();
}

/* A command could not be executed: the status that says so. */
void no_child(int error, const char *name)
{
    errno = error;
    trouble = error == ENOENT ? 127 : 126;
    die("%s", name);
}

int writeall(int fd, const void *p, size_t n)
{
    const char *s = p;
    while (n > 0) {
        ssize_t done = write(fd, s, n);
        if (done < 0)
            return -1;
        s += done;
        n -= done;
    }
    return 0;
}

static void write_or_die(const void *p, size_t n)
{
    if (writeall(1, p, n) == 0)
        return;
    outp = outbuf;
    die("write error");
}

void outflush(void)
{
    size_t n = outp - outbuf;
    if (n == 0)
        return;
    outp = outbuf;
    write_or_die(outbuf, n);
}

void outc(int c)
{
    if (outp == outbuf + sizeof outbuf)
        outflush();
    *outp++ = c;
}

void outm(const void *p, size_t n)
{
    if (n > (size_t)(outbuf + sizeof outbuf - outp))
        outflush();
    if (n > sizeof outbuf) {
        write_or_die(p, n);
        return;
    }
    memcpy(outp, p, n);
    outp += n;
}

void outs(const char *s)
{
    outm(s, strlen(s));
}

/* Bounded: for numbers and short texts; names go through outs. */
void outf(const char *format, ...)
{
    char text[256];
    va_list ap;
    va_start(ap, format);
    vsnprintf(text, sizeof text, format, ap);
    va_end(ap);
    outs(text);
}

/* A number at the right end of `width` columns. */
void outn(unsigned n, int width)
{
    char digits[10];
    int i = 0;
    do
        digits[i++] = '0' + n % 10;
    while (n /= 10);
    outpad(width - i);
    while (i > 0)
        outc(digits[--i]);
}

void outpad(int n)
{
    while (n-- > 0)
        outc(' ');
}

int finish(void)
{
    outflush();
    return status;
}

/* n bytes (or, if kilo, KiB) as ls -h shows them: 999, 1.5K, 23M, rounded up. */
const char *human(char *buf, unsigned n, int kilo)
{
    const char *letter = "KMGT";
    unsigned tenths = kilo ? n * 10 : n / 1024 * 10 + (n % 1024 * 10 + 1023) / 1024;
    if (!kilo && n < 1024) {
        sprintf(buf, "%u", n);
        return buf;
    }
    for (; tenths > 10230; letter++)
        tenths = (tenths + 1023) / 1024;
    if (tenths < 100)
        sprintf(buf, "%u.%u%c", tenths / 10, tenths % 10, *letter);
    else
        sprintf(buf, "%u%c", (tenths + 9) / 10, *letter);
    return buf;
}

void *resize(void *p, size_t n)
{
    p = realloc(p, n);
    if (!p)
        diex("memory exhausted");
    return p;
}

void *need(size_t n)
{
    return resize(0, n);
}

struct link {
    struct link *next;
};

/* Merge sort, stable, by runs of doubling length. */
void *sort_list(void *list, int (*order)(const void *, const void *))
{
    unsigned run = 1, merges, left, right;
    struct link *a, *b, *next, **tail, *head = list;
    do {
        merges = 0;
        a = head;
        tail = &head;
        while (a) {
            merges++;
            for (b = a, left = 0; b && left < run; left++)
                b = b->next;
            for (right = run; left > 0 || (right > 0 && b);) {
                if (left > 0 && (right == 0 || !b || order(a, b) <= 0))
                    next = a, a = a->next, left--;
                else
                    next = b, b = b->next, right--;
                *tail = next;
                tail = &next->next;
            }
            a = b;
        }
        *tail = 0;
        run *= 2;
    } while (merges > 1);
    return head;
}
