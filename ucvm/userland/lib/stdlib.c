/* <stdlib.h>: numbers, searching and sorting, the end of the program. The environment is in env.c, the heap in malloc.c. */
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Set by atexit and by stdio when there is something to do, so that a program without them does not carry them. */
void (*__at_exit_run)(void), (*__at_exit_flush)(void);
static void (*exits[32])(void);
static int exit_count;

static void run_exits(void) {
    while (exit_count)
        exits[--exit_count]();
}

int atexit(void (*function)(void)) {
    if (exit_count == sizeof exits / sizeof *exits)
        return -1;
    __at_exit_run = run_exits;
    exits[exit_count++] = function;
    return 0;
}

void exit(int status) {
    if (__at_exit_run)
        __at_exit_run();
    if (__at_exit_flush)
        __at_exit_flush();
    _exit(status);
}

void _Exit(int status) {
    _exit(status);
}

void abort(void) {
    sigset_t set = 1u << (SIGABRT - 1);
    signal(SIGABRT, SIG_DFL);
    sigprocmask(SIG_UNBLOCK, &set, NULL);
    raise(SIGABRT);
    _exit(127);
}

int abs(int n) {
    return n < 0 ? -n : n;
}

long labs(long n) {
    return n < 0 ? -n : n;
}

long long llabs(long long n) {
    return n < 0 ? -n : n;
}

intmax_t imaxabs(intmax_t n) {
    return n < 0 ? -n : n;
}

div_t div(int n, int d) {
    div_t r;
    r.quot = n / d;
    r.rem = n % d;
    return r;
}

ldiv_t ldiv(long n, long d) {
    ldiv_t r;
    r.quot = n / d;
    r.rem = n % d;
    return r;
}

lldiv_t lldiv(long long n, long long d) {
    lldiv_t r;
    r.quot = n / d;
    r.rem = n % d;
    return r;
}

imaxdiv_t imaxdiv(intmax_t n, intmax_t d) {
    imaxdiv_t r;
    r.quot = n / d;
    r.rem = n % d;
    return r;
}

static int digit(int c) {
    return isdigit(c) ? c - '0' : isalpha(c) ? (c | 32) - 'a' + 10 : 99;
}

/* Skip white space and a sign (1 if negative) and settle the base; *s is then at the first digit. */
static int prefix(const char **s, int *base) {
    const char *p = *s;
    int negative;
    while (isspace(*p))
        p++;
    negative = *p == '-';
    if (*p == '-' || *p == '+')
        p++;
    if ((*base == 0 || *base == 16) && *p == '0' && (p[1] | 32) == 'x' && digit(p[2]) < 16) {
        p += 2;
        *base = 16;
    } else if (*base == 0)
        *base = *p == '0' ? 8 : 10;
    *s = p;
    return negative;
}

/* A number of at most `most`; past it, errno is ERANGE and the result `most`. Negative numbers are returned as they stand in C. */
static unsigned long number(const char *s, char **end, int base, unsigned long positive, unsigned long negative) {
    const char *start = s;
    unsigned long n = 0, most;
    int sign = prefix(&s, &base), d, any = 0, over = 0;
    if (base < 2 || base > 36) {
        errno = EINVAL;
        return 0;
    }
    most = sign ? negative : positive;
    for (; (d = digit(*s)) < base; s++, any = 1) {
        if (n > (most - d) / base)
            over = 1;
        n = n * base + d;
    }
    if (end)
        *end = (char *)(any ? s : start);
    if (over) {
        errno = ERANGE;
        return sign && positive != negative ? -most : most;
    }
    return sign ? -n : n;
}

long strtol(const char *s, char **end, int base) {
    return number(s, end, base, LONG_MAX, (unsigned long)LONG_MAX + 1);
}

unsigned long strtoul(const char *s, char **end, int base) {
    return number(s, end, base, ULONG_MAX, ULONG_MAX);
}

/* n = n * base + d for 64 bits by 32-bit steps; what is carried out of the top is returned. */
static unsigned accumulate(unsigned long long *n, int base, int d) {
    unsigned short *limb = (unsigned short *)n;
    unsigned carry = d;
    int i;
    for (i = 0; i < 4; i++) {
        carry += limb[i] * base;
        limb[i] = carry;
        carry >>= 16;
    }
    return carry;
}

static unsigned long long number64(const char *s, char **end, int base, int is_signed) {
    const char *start = s;
    unsigned long long n = 0, most = ULLONG_MAX;
    int sign = prefix(&s, &base), d, any = 0, over = 0;
    if (base < 2 || base > 36) {
        errno = EINVAL;
        return 0;
    }
    for (; (d = digit(*s)) < base; s++, any = 1)
        if (accumulate(&n, base, d))
            over = 1;
    if (is_signed)
        most = sign ? (unsigned long long)LLONG_MAX + 1 : LLONG_MAX;
    if (end)
        *end = (char *)(any ? s : start);
    if (over || n > most) {
        errno = ERANGE;
        return most;
    }
    return sign ? -n : n;
}

long long strtoll(const char *s, char **end, int base) {
    return number64(s, end, base, 1);
}

unsigned long long strtoull(const char *s, char **end, int base) {
    return number64(s, end, base, 0);
}

intmax_t strtoimax(const char *s, char **end, int base) {
    return number64(s, end, base, 1);
}

uintmax_t strtoumax(const char *s, char **end, int base) {
    return number64(s, end, base, 0);
}

int atoi(const char *s) {
    return strtol(s, NULL, 10);
}

long atol(const char *s) {
    return strtol(s, NULL, 10);
}

long long atoll(const char *s) {
    return strtoll(s, NULL, 10);
}

void *bsearch(const void *key, const void *base, size_t n, size_t size, int (*compare)(const void *, const void *)) {
    const char *p = base, *middle;
    int c;
    while (n) {
        middle = p + n / 2 * size;
        c = compare(key, middle);
        if (c == 0)
            return (void *)middle;
        if (c > 0) {
            p = middle + size;
            n--;
        }
        n /= 2;
    }
    return NULL;
}

static void swap(char *a, char *b, size_t size) {
    int t;
    if (!(((uintptr_t)a | size) & 3))
        for (; size; size -= 4, a += 4, b += 4)
            t = *(int *)a, *(int *)a = *(int *)b, *(int *)b = t;
    while (size--)
        t = *a, *a++ = *b, *b++ = t;
}

/* Shell's method: no recursion, no worst case to fear at sizes that fit in a process. */
void qsort(void *base, size_t n, size_t size, int (*compare)(const void *, const void *)) {
    char *start = base, *end = start + n * size, *p, *q;
    size_t step;
    while (n > 1) {
        n = n < 5 ? 1 : (n * 5 - 1) / 11;
        step = n * size;
        for (p = start + step; p < end; p += size)
            for (q = p; q >= start + step && compare(q - step, q) > 0; q -= step)
                swap(q - step, q, size);
    }
}

static unsigned seed = 1;

int rand_r(unsigned *s) {
    *s = *s * 1664525 + 1013904223;
    return (*s >> 16 ^ *s << 15) & RAND_MAX;
}

int rand(void) {
    return rand_r(&seed);
}

long random(void) {
    return rand_r(&seed);
}

void srand(unsigned s) {
    seed = s;
}

void srandom(unsigned s) {
    seed = s;
}
