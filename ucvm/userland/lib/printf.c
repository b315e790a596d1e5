/* The printf family without floating point: flags - 0 + space #, width, precision, hh h l ll z j t, and d i u x X o c s p n %. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <bits/printf.h>

void __emit(struct output *o, const char *s, int n) {
    if (n > 0) {
        o->put(o->to, s, n);
        o->total += n;
    }
}

void __pad(struct output *o, const char *fill, int n) {
    for (; n > 0; n -= 8)
        __emit(o, fill, n < 8 ? n : 8);
}

/* A field: prefix and zeros belong to a number. */
void __show(struct output *o, const char *prefix, int before, int zeros, const char *s, int n) {
    int width = o->width - before - zeros - n;
    if (!(o->flags & LEFT))
        __pad(o, "        ", width);
    __emit(o, prefix, before);
    __pad(o, "00000000", zeros);
    __emit(o, s, n);
    if (o->flags & LEFT)
        __pad(o, "        ", width);
}

static int flag(int c) {
    static const char names[] = "-0+ #";
    const char *p = c ? strchr(names, c) : NULL;
    return p ? 1 << (p - names) : 0;
}

/* A number or "*", which is an argument. */
static int amount(struct output *o, const char **format) {
    int n = 0;
    if (**format == '*') {
        ++*format;
        return va_arg(o->ap, int);
    }
    while ((unsigned)**format - '0' < 10)
        n = n * 10 + *(*format)++ - '0';
    return n;
}

static const char *parse(struct output *o, const char *format) {
    int f;
    for (o->flags = 0; (f = flag(*format)); format++)
        o->flags |= f;
    o->width = amount(o, &format);
    if (o->width < 0) {
        o->flags |= LEFT;
        o->width = -o->width;
    }
    o->precision = -1;
    if (*format == '.') {
        format++;
        o->precision = amount(o, &format);
    }
    for (o->size = 0; *format && strchr("hlzjtL", *format); format++)
        o->size += *format == 'h' ? -1 : *format == 'l' ? 1 : *format == 'j' ? 2 : 0;
    return format;
}

/* The digits of v before `end`; 64 bits are divided in 16-bit steps. */
char *__digits(unsigned long long v, unsigned base, int letter, char *end) {
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

/* The sign that a number is shown with, put before prefix's end; how many bytes that are. */
int __sign(struct output *o, int negative, char *prefix) {
    *prefix = negative ? '-' : o->flags & PLUS ? '+' : ' ';
    return negative || o->flags & (PLUS | SPACE);
}

/* The argument of d i, or of o u x X p; short ones are cut to their size. */
static unsigned long long argument(struct output *o, int is_signed) {
    int n;
    if (o->size > 1)
        return va_arg(o->ap, unsigned long long);
    n = va_arg(o->ap, int);
    if (o->size < 0)
        n = o->size < -1 ? is_signed ? (signed char)n : (unsigned char)n : is_signed ? (short)n : (unsigned short)n;
    return is_signed ? (unsigned long long)n : (unsigned)n;
}

/* d i o u x X p; C says when a sign, 0x or a zero goes before the digits and when the flag 0 is void. */
static void integer(struct output *o, int c) {
    char buf[24], prefix[2], *s;
    int is_signed = c == 'd' || c == 'i', before = 0, zeros, n;
    unsigned base = is_signed || c == 'u' ? 10 : c == 'o' ? 8 : 16;
    unsigned long long v = argument(o, is_signed);
    if (is_signed) {
        before = __sign(o, (long long)v < 0, prefix);
        if ((long long)v < 0)
            v = -v;
    } else if (base == 16 && v && (o->flags & ALTERNATE || c == 'p')) {
        prefix[0] = '0';
        prefix[1] = 'X' + (c & 32);
        before = 2;
    }
    s = __digits(v, base, 'A' + (c & 32), buf + sizeof buf);
    n = buf + sizeof buf - s;
    zeros = (o->precision < 0 ? 1 : o->precision) - n;
    if (base == 8 && o->flags & ALTERNATE && zeros <= 0)
        zeros = 1;
    if ((o->flags & (ZERO | LEFT)) == ZERO && o->precision < 0 && zeros < o->width - before - n)
        zeros = o->width - before - n;
    __show(o, prefix, before, zeros < 0 ? 0 : zeros, s, n);
}

static void count(struct output *o) {
    void *to = va_arg(o->ap, void *);
    if (o->size < -1)
        *(char *)to = o->total;
    else if (o->size < 0)
        *(short *)to = o->total;
    else if (o->size > 1)
        *(long long *)to = o->total;
    else
        *(int *)to = o->total;
}

int __format(__sink put, void *to, const char *format, va_list ap) {
    struct output o;
    const char *s;
    char byte;
    int n;
    o.put = put;
    o.to = to;
    o.total = 0;
    o.ap = ap;
    for (;; format++) {
        n = strchrnul(format, '%') - format;
        __emit(&o, format, n);
        format += n;
        if (!*format)
            return o.total;
        format = parse(&o, format + 1);
        switch (*format) {
        case 0:
            return o.total;
        case 's':
            s = va_arg(o.ap, char *);
            if (!s)
                s = "(null)";
            __show(&o, NULL, 0, 0, s, strnlen(s, o.precision));
            break;
        case 'n':
            count(&o);
            break;
        case 'd':
        case 'i':
        case 'o':
        case 'u':
        case 'x':
        case 'X':
        case 'p':
            integer(&o, *format);
            break;
        default:
            if (__real_conversion && __real_conversion(&o, *format))
                break;
            byte = *format == 'c' ? va_arg(o.ap, int) : *format;
            __show(&o, NULL, 0, 0, &byte, 1);
        }
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
