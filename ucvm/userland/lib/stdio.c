/* The core of stdio: the standard streams, filling, flushing, reading and writing through the buffers. Opening is in fopen.c. */
#include <errno.h>
#include <string.h>
#include <unistd.h>
#include <bits/stdio.h>

#define STANDARD_SIZE 1024

static unsigned char input[STANDARD_SIZE], output[STANDARD_SIZE];
FILE __stdin = {input, NULL, NULL, input, NULL, STANDARD_SIZE, F_READ, 0};
FILE __stdout = {output, NULL, NULL, output, NULL, STANDARD_SIZE, F_WRITE | F_ASK, 1};
FILE __stderr = {NULL, NULL, NULL, NULL, NULL, 0, F_WRITE | F_NONE, 2};
FILE *__files;

static void flush_all(void) {
    fflush(NULL);
}

/* Make ready for reading or writing: rights, a buffer, a place in the list that exit flushes. */
static int begin(FILE *f, int need) {
    if (!(f->flags & need)) {
        errno = EBADF;
        f->flags |= F_ERROR;
        return EOF;
    }
    if (!(f->flags & F_LISTED)) {
        f->flags |= F_LISTED;
        f->next = __files;
        __files = f;
        __at_exit_flush = flush_all;
    }
    if (f->flags & F_NONE || !f->buf) {
        f->buf = f->pos = f->tiny;
        f->size = sizeof f->tiny;
    }
    return 0;
}

static int write_out(FILE *f, const unsigned char *s, size_t n) {
    ssize_t k;
    while (n) {
        k = write(f->fd, s, n);
        if (k < 0) {
            if (errno == EINTR)
                continue;
            f->flags |= F_ERROR;
            return EOF;
        }
        s += k;
        n -= k;
    }
    return 0;
}

/* Write what is pending; give back to the file what was read ahead, where it can seek. */
int __flush(FILE *f) {
    size_t n;
    if (f->wend) {
        n = f->pos - f->buf;
        f->pos = f->buf;
        f->wend = NULL;
        return write_out(f, f->buf, n);
    }
    if (f->pos < f->rend && lseek(f->fd, f->pos - f->rend, SEEK_CUR) >= 0)
        f->pos = f->rend;
    return 0;
}

int fflush(FILE *f) {
    int status = 0;
    if (f)
        return __flush(f);
    for (f = __files; f; f = f->next)
        status |= __flush(f);
    return status;
}

/* Read on; the first byte, which is consumed. One byte of room stays before it for ungetc. */
int __fill(FILE *f) {
    FILE *g;
    int n;
    if (f->wend)
        __flush(f);
    if (begin(f, F_READ) || f->flags & F_EOF)
        return EOF;
    for (g = __files; g; g = g->next)
        if (g->flags & F_LINE)
            __flush(g);
    f->pos = f->rend = f->buf + 1;
    n = read(f->fd, f->pos, f->flags & F_NONE ? 1 : f->size - 1);
    if (n <= 0) {
        f->flags |= n ? F_ERROR : F_EOF;
        return EOF;
    }
    f->rend += n;
    return *f->pos++;
}

/* Is it a terminal? The question leaves errno as it was. */
static void ask(FILE *f) {
    int number = errno;
    f->flags &= ~F_ASK;
    if (isatty(f->fd))
        f->flags |= F_LINE;
    errno = number;
}

/* Write n bytes, the number of which is returned when all went well. */
size_t __put(FILE *f, const char *s, size_t n) {
    size_t k, left = n;
    if (!f->wend) {
        __flush(f);
        if (begin(f, F_WRITE))
            return 0;
        if (f->flags & F_ASK)
            ask(f);
        if (f->flags & F_NONE)
            return write_out(f, (const unsigned char *)s, n) ? 0 : n;
        f->rend = NULL;
        f->pos = f->buf;
        f->wend = f->buf + f->size;
    }
    while ((k = f->wend - f->pos) <= left) {
        memcpy(f->pos, s, k);
        f->pos += k;
        s += k;
        left -= k;
        if (__flush(f))
            return n - left - k;
        f->wend = f->buf + f->size;
    }
    memcpy(f->pos, s, left);
    f->pos += left;
    return f->flags & F_LINE && memchr(s, '\n', left) && __flush(f) ? 0 : n;
}

int fgetc(FILE *f) {
    return f->pos < f->rend ? *f->pos++ : __fill(f);
}

int getc(FILE *f) {
    return fgetc(f);
}

int getchar(void) {
    return fgetc(stdin);
}

int ungetc(int c, FILE *f) {
    if (c == EOF || f->wend)
        return EOF;
    if (!f->rend) {
        if (begin(f, F_READ))
            return EOF;
        f->pos = f->rend = f->buf + 1;
    }
    if (f->pos == f->buf)
        return EOF;
    if (*--f->pos != (unsigned char)c)
        *f->pos = c;
    f->flags &= ~F_EOF;
    return (unsigned char)c;
}

int fputc(int c, FILE *f) {
    char byte = c;
    if (f->pos + 1 < f->wend && !(f->flags & F_LINE))
        *f->pos++ = byte;
    else if (!__put(f, &byte, 1))
        return EOF;
    return (unsigned char)byte;
}

int putc(int c, FILE *f) {
    return fputc(c, f);
}

int putchar(int c) {
    return fputc(c, stdout);
}

int fputs(const char *s, FILE *f) {
    size_t n = strlen(s);
    return __put(f, s, n) == n ? 0 : EOF;
}

int puts(const char *s) {
    return fputs(s, stdout) == EOF || fputc('\n', stdout) == EOF ? EOF : 0;
}

size_t fwrite(const void *from, size_t size, size_t n, FILE *f) {
    return size && n ? __put(f, from, size * n) / size : 0;
}

size_t fread(void *to, size_t size, size_t n, FILE *f) {
    char *p = to;
    size_t k, left = size * n;
    int c;
    while (left) {
        if ((c = fgetc(f)) == EOF)
            return (p - (char *)to) / size;
        *p++ = c;
        k = f->rend - f->pos;
        if (k > --left)
            k = left;
        memcpy(p, f->pos, k);
        f->pos += k;
        p += k;
        left -= k;
    }
    return size ? n : 0;
}

char *fgets(char *s, int n, FILE *f) {
    char *p = s;
    int c = 0;
    while (--n > 0 && c != '\n' && (c = fgetc(f)) != EOF)
        *p++ = c;
    *p = 0;
    return p == s || (c == EOF && f->flags & F_ERROR) ? NULL : s;
}

int feof(FILE *f) {
    return f->flags & F_EOF;
}

int ferror(FILE *f) {
    return f->flags & F_ERROR;
}

void clearerr(FILE *f) {
    f->flags &= ~(F_EOF | F_ERROR);
}

int fileno(FILE *f) {
    return f->fd;
}

int fseeko(FILE *f, off_t offset, int whence) {
    if (__flush(f))
        return -1;
    if (whence == SEEK_CUR && f->rend)
        offset -= f->rend - f->pos;
    if (lseek(f->fd, offset, whence) < 0)
        return -1;
    f->pos = f->rend = NULL;
    f->flags &= ~F_EOF;
    return 0;
}

int fseek(FILE *f, long offset, int whence) {
    return fseeko(f, offset, whence);
}

off_t ftello(FILE *f) {
    off_t at = lseek(f->fd, 0, SEEK_CUR);
    if (at < 0)
        return -1;
    return f->wend ? at + (f->pos - f->buf) : f->rend ? at - (f->rend - f->pos) : at;
}

long ftell(FILE *f) {
    return ftello(f);
}

void rewind(FILE *f) {
    fseeko(f, 0, SEEK_SET);
    f->flags &= ~F_ERROR;
}

int fgetpos(FILE *f, fpos_t *pos) {
    *pos = ftello(f);
    return *pos < 0 ? -1 : 0;
}

int fsetpos(FILE *f, const fpos_t *pos) {
    return fseeko(f, *pos, SEEK_SET);
}

int setvbuf(FILE *f, char *buf, int mode, size_t size) {
    __flush(f);
    f->flags &= ~(F_LINE | F_NONE | F_ASK);
    if (mode == _IONBF)
        f->flags |= F_NONE;
    else if (mode == _IOLBF)
        f->flags |= F_LINE;
    if (buf && size > 1 && mode != _IONBF) {
        f->buf = f->pos = (unsigned char *)buf;
        f->rend = NULL;
        f->size = size > 0x7fff ? 0x7fff : size;
    }
    return 0;
}

void setbuf(FILE *f, char *buf) {
    setvbuf(f, buf, buf ? _IOFBF : _IONBF, BUFSIZ);
}

void setlinebuf(FILE *f) {
    setvbuf(f, NULL, _IOLBF, 0);
}
