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

/* What stands between "%" and the conversion; size is -2 for hh, -1 for h, 1 for l, 2 for ll and j; precision -1 if there is none. */
struct spec {
    int flags, width, precision, size;
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

/* A field: prefix and zeros belong to a number. */
static void show(struct output *o, const struct spec *spec, const char *prefix, int before, int zeros, const char *s, int n) {
    int width = spec->width - before - zeros - n;
    if (!(spec->flags & LEFT))
        pad(o, "        ", width);
    emit(o, prefix, before);
    pad(o, "00000000", zeros);
    emit(o, s, n);
    if (spec->flags & LEFT)
        pad(o, "        ", width);
}

static int flag(int c) {
    static const char names[] = "-0+ #";
    const char *p = c ? strchr(names, c) : NULL;
    return p ? 1 << (p - names) : 0;
}

/* A number or "*", which is an argument. */
static int amount(const char **format, va_list *ap) {
    int n = 0;
    if (**format == '*') {
        ++*format;
        return va_arg(*ap, int);
    }
    while ((unsigned)**format - '0' < 10)
        n = n * 10 + *(*format)++ - '0';
    return n;
}

static const char *parse(const char *format, struct spec *spec, va_list *ap) {
    int f;
    for (spec->flags = 0; (f = flag(*format)); format++)
        spec->flags |= f;
    spec->width = amount(&format, ap);
    if (spec->width < 0) {
        spec->flags |= LEFT;
        spec->width = -spec->width;
    }
    spec->precision = -1;
    if (*format == '.') {
        format++;
        spec->precision = amount(&format, ap);
    }
    for (spec->size = 0; *format && strchr("hlzjt", *format); format++)
        spec->size += *format == 'h' ? -1 : *format == 'l' ? 1 : *format == 'j' ? 2 : 0;
    return format;
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

/* The argument of d i, or of o u x X p; short ones are cut to their size. */
static unsigned long long argument(int size, int is_signed, va_list *ap) {
    int n;
    if (size > 1)
        return va_arg(*ap, unsigned long long);
    n = va_arg(*ap, int);
    if (size < 0)
        n = size < -1 ? is_signed ? (signed char)n : (unsigned char)n : is_signed ? (short)n : (unsigned short)n;
    return is_signed ? (unsigned long long)n : (unsigned)n;
}

/* d i o u x X p; C says when a sign, 0x or a zero goes before the digits and when the flag 0 is void. */
static void integer(struct output *o, struct spec *spec, int c, va_list *ap) {
    char buf[24], prefix[2], *s;
    int is_signed = c == 'd' || c == 'i', before = 0, zeros, n;
    unsigned base = is_signed || c == 'u' ? 10 : c == 'o' ? 8 : 16;
    unsigned long long v = argument(spec->size, is_signed, ap);
    if (is_signed && (long long)v < 0) {
        v = -v;
        prefix[before++] = '-';
    } else if (is_signed && spec->flags & (PLUS | SPACE))
        prefix[before++] = spec->flags & PLUS ? '+' : ' ';
    else if (base == 16 && v && (spec->flags & ALTERNATE || c == 'p')) {
        prefix[before++] = '0';
        prefix[before++] = c == 'X' ? 'X' : 'x';
    }
    s = digits(v, base, c == 'X' ? 'A' : 'a', buf + sizeof buf);
    n = buf + sizeof buf - s;
    zeros = (spec->precision < 0 ? 1 : spec->precision) - n;
    if (base == 8 && spec->flags & ALTERNATE && zeros <= 0)
        zeros = 1;
    if ((spec->flags & (ZERO | LEFT)) == ZERO && spec->precision < 0 && zeros < spec->width - before - n)
        zeros = spec->width - before - n;
    show(o, spec, prefix, before, zeros < 0 ? 0 : zeros, s, n);
}

static void count(int total, int size, va_list *ap) {
    void *to = va_arg(*ap, void *);
    if (size < -1)
        *(char *)to = total;
    else if (size < 0)
        *(short *)to = total;
    else if (size > 1)
        *(long long *)to = total;
    else
        *(int *)to = total;
}

int __format(__sink put, void *to, const char *format, va_list ap) {
    struct output o;
    struct spec spec;
    const char *s;
    char byte;
    int n;
    o.put = put;
    o.to = to;
    o.total = 0;
    for (;; format++) {
        n = strchrnul(format, '%') - format;
        emit(&o, format, n);
        format += n;
        if (!*format)
            return o.total;
        format = parse(format + 1, &spec, &ap);
        switch (*format) {
        case 0:
            return o.total;
        case 's':
            s = va_arg(ap, char *);
            if (!s)
                s = "(null)";
            show(&o, &spec, NULL, 0, 0, s, strnlen(s, spec.precision));
            break;
        case 'n':
            count(o.total, spec.size, &ap);
            break;
        case 'd':
        case 'i':
        case 'o':
        case 'u':
        case 'x':
        case 'X':
        case 'p':
            integer(&o, &spec, *format, &ap);
            break;
        default:
            byte = *format == 'c' ? va_arg(ap, int) : *format;
            show(&o, &spec, NULL, 0, 0, &byte, 1);
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
