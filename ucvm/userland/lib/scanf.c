/* The scanf family without floating point: * width hh h l ll z j t, and d i u o x X p c s [ n %. One byte is pushed back at most. */
#include <ctype.h>
#include <string.h>
#include <bits/stdio.h>

struct input {
    FILE *f;
    int c, used;
};

static void next(struct input *in) {
    in->used++;
    in->c = fgetc(in->f);
}

static int digit(int c) {
    return isdigit(c) ? c - '0' : isalpha(c) ? (c | 32) - 'a' + 10 : 99;
}

/* Read an integer of at most `width` bytes; 0 if there is none. */
static int integer(struct input *in, int base, int width, unsigned long long *value) {
    int start = in->used, negative = 0, any = 0;
    unsigned long long n = 0;
    if (width <= 0)
        width = 0x7fff;
    width += start;
    if (in->c == '-' || in->c == '+') {
        negative = in->c == '-';
        next(in);
    }
    if (in->c == '0' && in->used < width && (base == 0 || base == 16)) {
        any = 1;
        next(in);
        if ((in->c | 32) == 'x' && in->used < width) {
            any = 0;
            base = 16;
            next(in);
        } else if (base == 0)
            base = 8;
    }
    if (base == 0)
        base = 10;
    for (; in->used < width && digit(in->c) < base; any = 1) {
        n = n * base + digit(in->c);
        next(in);
    }
    *value = negative ? -n : n;
    return any;
}

/* Is c in the set that begins at *set, behind "["? `to` is where the set ends ("]"). */
static int in_set(const char *set, const char *to, int c) {
    int invert = *set == '^', found = 0;
    if (invert)
        set++;
    for (; set < to && !found; set++)
        if (set[1] == '-' && set + 2 < to) {
            found = *set <= c && c <= set[2];
            set += 2;
        } else
            found = *set == c;
    return found != invert;
}

static const char *set_end(const char *set) {
    if (*set == '^')
        set++;
    if (*set == ']')
        set++;
    return strchrnul(set, ']');
}

static int wanted(int c, int kind, const char *set, const char *end) {
    return c != EOF && (kind == 'c' || (kind == 's' ? !isspace(c) : in_set(set, end, c)));
}

static void store(void *to, int size, unsigned long long value) {
    if (size == -2)
        *(char *)to = value;
    else if (size == -1)
        *(short *)to = value;
    else if (size > 1)
        *(long long *)to = value;
    else
        *(int *)to = value;
}

int vfscanf(FILE *f, const char *format, va_list ap) {
    static const char kinds[] = "dioxXup", bases[] = {10, 0, 8, 16, 16, 10, 16};
    struct input in;
    const char *set = NULL, *p;
    int done = 0, ended = 0, width, size, skip, kind, any;
    unsigned long long value;
    char *to;
    in.f = f;
    in.used = -1;
    next(&in);
    for (; *format; format++) {
        if (isspace(*format)) {
            while (isspace(in.c))
                next(&in);
            continue;
        }
        if (*format != '%' || format[1] == '%') {
            if (*format == '%') {
                format++;
                while (isspace(in.c))
                    next(&in);
            }
            if (in.c != *format) {
                ended = in.c == EOF;
                break;
            }
            next(&in);
            continue;
        }
        skip = *++format == '*';
        if (skip)
            format++;
        for (width = 0; isdigit(*format); format++)
            width = width * 10 + *format - '0';
        for (size = 0; *format && strchr("hlzjt", *format); format++)
            size += *format == 'h' ? -1 : *format == 'l' ? 1 : *format == 'j' ? 2 : 0;
        kind = *format;
        if (kind == 'n') {
            if (!skip)
                store(va_arg(ap, void *), size, in.used);
            continue;
        }
        if (kind != 'c' && kind != '[')
            while (isspace(in.c))
                next(&in);
        if ((ended = in.c == EOF))
            break;
        if (kind && (p = strchr(kinds, kind))) {
            if (!integer(&in, bases[p - kinds], width, &value))
                break;
            if (!skip)
                store(va_arg(ap, void *), size, value);
        } else {
            if (kind == '[') {
                set = format + 1;
                format = set_end(set);
            }
            if (!*format)
                break;
            if (!width)
                width = kind == 'c' ? 1 : 0x7fff;
            to = skip ? NULL : va_arg(ap, char *);
            for (any = 0; any < width && wanted(in.c, kind, set, format); any++) {
                if (to)
                    to[any] = in.c;
                next(&in);
            }
            if (kind == 'c' ? any < width : !any)
                break;
            if (to && kind != 'c')
                to[any] = 0;
        }
        done += !skip;
    }
    ungetc(in.c, f);
    return ended && !done ? EOF : done;
}

int vscanf(const char *format, va_list ap) {
    return vfscanf(stdin, format, ap);
}

int scanf(const char *format, ...) {
    va_list ap;
    va_start(ap, format);
    return vfscanf(stdin, format, ap);
}

int fscanf(FILE *f, const char *format, ...) {
    va_list ap;
    va_start(ap, format);
    return vfscanf(f, format, ap);
}

int vsscanf(const char *from, const char *format, va_list ap) {
    FILE f;
    memset(&f, 0, sizeof f);
    f.buf = f.pos = (unsigned char *)from;
    f.rend = f.pos + strlen(from);
    f.flags = F_READ | F_EOF | F_LISTED;
    return vfscanf(&f, format, ap);
}

int sscanf(const char *from, const char *format, ...) {
    va_list ap;
    va_start(ap, format);
    return vsscanf(from, format, ap);
}
