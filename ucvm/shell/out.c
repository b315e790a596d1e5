/* Output with one small buffer, and errors: a message, then a jump to whoever handles them. */
#include "sh.h"

static char buf[128];
static int len;
int outfd = 1, outerr;
const char *cmdname;
char *outvar;               /* printf -v: output is collected here */
jmp_buf *handler;

void flush(void)
{
    char *p = buf, *s;
    int n;

    if (outvar && outfd == 1) {
        n = strlen(outvar);
        s = keep(n + len + 1);
        memcpy(s, outvar, n);
        memcpy(s + n, buf, len);
        s[n + len] = 0;
        free(outvar);
        outvar = s;
        len = 0;
    }
    while (len) {
        n = write(outfd, p, len);
        if (n < 0) {
            if (errno == EINTR && !interrupted)
                continue;
            outerr = errno;
            break;
        }
        p += n;
        len -= n;
    }
    len = 0;
}

/* Let output go elsewhere from here on. */
void tofd(int fd)
{
    flush();
    outfd = fd;
}

void outc(int c)
{
    if (len == sizeof buf)
        flush();
    buf[len++] = c;
}

void outs(const char *s)
{
    while (*s)
        outc(*s++);
}

char *itoa(Num n)
{
    static char digits[21];
    char *p = digits + 20;
    unsigned long long u = n < 0 ? -n : n;

    do
        *--p = '0' + u % 10;
    while (u /= 10);
    if (n < 0)
        *--p = '-';
    return p;
}

void outn(int n)
{
    outs(itoa(n));
}

void outpad(int n)
{
    while (n-- > 0)
        outc(' ');
}

/* In single quotes, so that the shell can read it again. */
void outquoted(const char *s)
{
    int q;

    do {
        q = *s == '\'' ? '"' : '\'';
        outc(q);
        while (*s && (*s == '\'') == (q == '"'))
            outc(*s++);
        outc(q);
    } while (*s);
}

/* A part of a message, with a colon unless it ends in `-` or a blank. */
static void part(const char *s)
{
    if (!s)
        return;
    outs(s);
    if (!strchr("- ", s[strlen(s) - 1]))
        outs(": ");
}

void warn(const char *a, const char *b)
{
    int fd = outfd;
    const char *s = strrchr(arg0, '/');

    tofd(2);
    part(script || !s ? arg0 + (*arg0 == '-') : s + 1);
    if (script)
        part(itoa(line));
    part(cmdname);
    part(a);
    outs(b);
    outc('\n');
    tofd(fd);
}

/* A line on standard error. */
void warnline(const char *s)
{
    int fd = outfd;

    tofd(2);
    outs(s);
    outc('\n');
    tofd(fd);
}

void throw(int what)
{
    longjmp(*handler, what);
}

void error(const char *a, const char *b)
{
    warn(a, b);
    status = 2;
    throw(X_ERROR);
}
