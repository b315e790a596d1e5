/* The printf family without floating point: flags - 0 + space #, width, precision, hh h l ll z j t, and d i u x X o c s p n %. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <bits/stdio.h>

#define LEFT 1
#define ZERO 2
#define PLUS 4
#define SPACE 8
#define ALTERNATE 16

struct output {
    __sink put;
    void *to;
    int total;
};

static void emit(struct output *o, const char *s, int n) {
    if (n > 0) {
        o->put(o->to, s, n);
        o->total += n;
    }
}

static void pad(struct output *o, const char *fill, int n) {
    for (; n > 0; n -= 8)
        emit(o, fill, n < 8 ? n : 8);
}

static int flag(int c) {
    static const char names[] = "-0+ #";
    const char *p = c ? strchr(names, c) : NULL;
    return p ? 1 << (p - names) : 0;
}

/* The digits of v before `end`; 64 bits are divided in 16-bit steps. */
static char *digits(unsigned long long v, unsigned base, int letter, char *end) {
    unsigned high = v >> 32, low = v, rest, middle;
    while (high | low) {
        if (high) {
            rest = high % base;
            high /= base;
            middle = rest << 16 | low >> 16;
            rest = middle % base << 16 | (low & 0xffff);
            low = (middle / base << 16) + rest / base;
            rest %= base;
        } else {
            rest = low % base;
            low /= base;
        }
        *--end = rest < 10 ? '0' + rest : letter - 10 + rest;
    }
    return end;
}

int __format(__sink put, void *to, const char *format, va_list ap) {
    struct output o;
    char buf[24], prefix[2], *s;
    int flags, width, precision, size, c, f, n, before, zeros;
    unsigned base;
    unsigned long long v;
    o.put = put;
    o.to = to;
    o.total = 0;
    for (;;) {
        n = strchrnul(format, '%') - format;
        emit(&o, format, n);
        format += n;
        if (!*format++)
            return o.total;
        for (flags = 0; (f = flag(*format)); format++)
            flags |= f;
        if (*format == '*') {
            format++;
            width = va_arg(ap, int);
            if (width < 0) {
                flags |= LEFT;
                width = -width;
            }
        } else
            for (width = 0; (unsigned)*format - '0' < 10; format++)
                width = width * 10 + *format - '0';
        precision = -1;
        if (*format == '.') {
            if (*++format == '*') {
                format++;
                precision = va_arg(ap, int);
            } else
                for (precision = 0; (unsigned)*format - '0' < 10; format++)
                    precision = precision * 10 + *format - '0';
        }
        for (size = 0; (c = *format) && strchr("hlzjt", c); format++)
            size += c == 'h' ? -1 : c == 'l' ? 1 : c == 'j' ? 2 : 0;
        if (!c)
            return o.total;
        format++;
        before = zeros = 0;
        s = buf;
        n = 1;
        base = 10;
        switch (c) {
        case 'c':
            buf[0] = va_arg(ap, int);
            break;
        case 's':
            s = va_arg(ap, char *);
            if (!s)
                s = "(null)";
            n = strnlen(s, precision);
            break;
        case 'n':
            if (size < -1)
                *va_arg(ap, char *) = o.total;
            else if (size < 0)
                *va_arg(ap, short *) = o.total;
            else if (size > 1)
                *va_arg(ap, long long *) = o.total;
            else
                *va_arg(ap, int *) = o.total;
            continue;
        case 'd':
        case 'i':
            v = size > 1 ? va_arg(ap, long long) : va_arg(ap, int);
            if (size < 0)
                v = size < -1 ? (signed char)v : (short)v;
            if ((long long)v < 0) {
                v = -v;
                prefix[before++] = '-';
            } else if (flags & (PLUS | SPACE))
                prefix[before++] = flags & PLUS ? '+' : ' ';
            goto number;
        case 'o':
            base = 8;
            goto unsigned_number;
        case 'p':
            flags |= ALTERNATE;
        case 'x':
        case 'X':
            base = 16;
        case 'u':
        unsigned_number:
            v = size > 1 ? va_arg(ap, unsigned long long) : va_arg(ap, unsigned);
            if (size < 0)
                v = size < -1 ? (unsigned char)v : (unsigned short)v;
            if (base == 16 && flags & ALTERNATE && v) {
                prefix[before++] = '0';
                prefix[before++] = c == 'X' ? 'X' : 'x';
            }
        number:
            s = digits(v, base, c == 'X' ? 'A' : 'a', buf + sizeof buf);
            n = buf + sizeof buf - s;
            if (precision >= 0)
                flags &= ~ZERO;
            else
                precision = 1;
            if (base == 8 && flags & ALTERNATE && precision <= n)
                precision = n + 1;
            zeros = precision - n;
            if ((flags & (ZERO | LEFT)) == ZERO && zeros < width - before - n)
                zeros = width - before - n;
            if (zeros < 0)
                zeros = 0;
            break;
        default:
            buf[0] = c;
        }
        width -= before + zeros + n;
        if (!(flags & LEFT))
            pad(&o, "        ", width);
        emit(&o, prefix, before);
        pad(&o, "00000000", zeros);
        emit(&o, s, n);
        if (flags & LEFT)
            pad(&o, "        ", width);
    }
}

static void to_file(void *to, const char *s, size_t n) {
    __put(to, s, n);
}

/* An unbuffered stream gets a buffer while one call lasts. */
int vfprintf(FILE *f, const char *format, va_list ap) {
    unsigned char buf[80];
    int n, was = f->flags;
    if (was & F_NONE) {
        f->flags &= ~F_NONE;
        f->buf = buf;
        f->size = sizeof buf;
    }
    f->flags &= ~F_ERROR;
    n = __format(to_file, f, format, ap);
    if (was & F_NONE) {
        __flush(f);
        f->flags |= F_NONE;
        f->buf = NULL;
    }
    if (f->flags & F_ERROR)
        n = -1;
    f->flags |= was & F_ERROR;
    return n;
}

int vprintf(const char *format, va_list ap) {
    return vfprintf(stdout, format, ap);
}

int fprintf(FILE *f, const char *format, ...) {
    va_list ap;
    va_start(ap, format);
    return vfprintf(f, format, ap);
}

int printf(const char *format, ...) {
    va_list ap;
    va_start(ap, format);
    return vfprintf(stdout, format, ap);
}

struct string {
    char *s;
    size_t left;
};

static void to_string(void *to, const char *s, size_t n) {
    struct string *t = to;
    if (n > t->left)
        n = t->left;
    memcpy(t->s, s, n);
    t->s += n;
    t->left -= n;
}

int vsnprintf(char *to, size_t n, const char *format, va_list ap) {
    struct string t;
    int total;
    t.s = to;
    t.left = n ? n - 1 : 0;
    total = __format(to_string, &t, format, ap);
    if (n)
        *t.s = 0;
    return total;
}

int vsprintf(char *to, const char *format, va_list ap) {
    return vsnprintf(to, INT32_MAX, format, ap);
}

int snprintf(char *to, size_t n, const char *format, ...) {
    va_list ap;
    va_start(ap, format);
    return vsnprintf(to, n, format, ap);
}

int sprintf(char *to, const char *format, ...) {
    va_list ap;
    va_start(ap, format);
    return vsnprintf(to, INT32_MAX, format, ap);
}

int vasprintf(char **to, const char *format, va_list ap) {
    int n = vsnprintf(NULL, 0, format, ap);
    *to = malloc(n + 1);
    return *to ? vsnprintf(*to, n + 1, format, ap) : -1;
}

int asprintf(char **to, const char *format, ...) {
    va_list ap;
    va_start(ap, format);
    return vasprintf(to, format, ap);
}

int vdprintf(int fd, const char *format, va_list ap) {
    FILE f;
    memset(&f, 0, sizeof f);
    f.flags = F_WRITE | F_NONE | F_LISTED;
    f.fd = fd;
    return vfprintf(&f, format, ap);
}

int dprintf(int fd, const char *format, ...) {
    va_list ap;
    va_start(ap, format);
    return vdprintf(fd, format, ap);
}
