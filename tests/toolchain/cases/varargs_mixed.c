/* Variadic functions with long long and structs, many named parameters, lists passed on. */
#include <stdio.h>
#include <stdarg.h>
struct three { int a, b, c; };
struct tiny { char c; };
static long long total(const char *kinds, ...)
{
    va_list ap;
    long long t = 0;
    va_start(ap, kinds);
    for (; *kinds; kinds++) {
        if (*kinds == 'i')
            t += va_arg(ap, int);
        else if (*kinds == 'l')
            t += va_arg(ap, long long);
        else if (*kinds == 't') {
            struct three s = va_arg(ap, struct three);
            t += s.a + s.b + s.c;
        } else
            t += va_arg(ap, struct tiny).c;
    }
    va_end(ap);
    return t;
}
static int named(int a, int b, int c, int d, int e, ...)
{
    va_list ap;
    int r;
    va_start(ap, e);
    r = a + b + c + d + e + va_arg(ap, int);
    va_end(ap);
    return r;
}
static int vsum(int n, va_list ap) { int s = 0; while (n--) s += va_arg(ap, int); return s; }
static int pass(int n, ...) { va_list ap; int r; va_start(ap, n); r = vsum(n, ap); va_end(ap); return r; }
static void say(const char *format, ...)
{
    char buf[64];
    va_list ap;
    va_start(ap, format);
    vsnprintf(buf, sizeof buf, format, ap);
    va_end(ap);
    puts(buf);
}
int main(void)
{
    struct three s = { 100, 200, 300 };
    struct tiny t = { 'A' };
    printf("%lld\n", total("ilitci", 1, 10000000000LL, 2, s, t, 3));
    printf("%d\n", named(1, 2, 3, 4, 5, 6));
    printf("%d\n", pass(4, 10, 20, 30, 40));
    say("%s-%d-%lld-%c", "x", -1, -1LL, 'y');
    return 0;
}
