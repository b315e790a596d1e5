/* Attributes that change nothing, and what is built in. */
#include <stdarg.h>
#include <stdio.h>

static int __attribute__((noinline)) f(int x __attribute__((unused))) {
    return 1;
}
static void stop(void) __attribute__((noreturn));
static int g(const char *format, ...) __attribute__((format(printf, 1, 2)));
static int data __attribute__((aligned(4))) = 5;
struct s {
    int a __attribute__((aligned(4)));
} __attribute__((aligned(4)));

static void stop(void) {
    __builtin_exit(3);
}

static int g(const char *format, ...) {
    __builtin_va_list ap;
    int n;
    __builtin_va_start(ap, format);
    n = __builtin_va_arg(ap, int) + (int)__builtin_va_arg(ap, double);
    __builtin_va_end(ap);
    return n;
}

int main(void) {
    char buf[10];
    if (__builtin_expect(f(1) != 1, 0))
        __builtin_abort();
    printf("%d %d %d\n", data, g("%d", 3, 4.5), (int)sizeof(struct s));
    __builtin_memset(buf, 'x', 3);
    buf[3] = 0;
    printf("%s %d %d\n", buf, (int)__builtin_strlen(buf), __builtin_abs(-4));
    printf("%d %d %d %d\n", __builtin_clz(1), __builtin_ctz(8), __builtin_popcount(255), __builtin_ffs(16));
    printf("%d %d %d %d\n", __builtin_clzll(1), __builtin_ctzll(1ull << 40), __builtin_popcountll(-1ll), __builtin_parity(7));
    printf("%x %llx\n", __builtin_bswap32(0x12345678), __builtin_bswap64(0x123456789abcdef0ull));
    printf("%d %g\n", __builtin_constant_p(3), __builtin_fabs(-2.5));
    printf("%d %d %d\n", __INT_MAX__, __CHAR_BIT__, (int)(__SIZEOF_POINTER__ + sizeof(__SIZE_TYPE__)));
    stop();
}
