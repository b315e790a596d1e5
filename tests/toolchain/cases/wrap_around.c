/* Arithmetic that wraps (the build uses wrapping signed arithmetic). */
#include <stdio.h>
#include <limits.h>
static int inc(int x) { return x + 1; }
static int mul(int a, int b) { return a * b; }
int main(void)
{
    unsigned u = UINT_MAX;
    unsigned h = 2166136261u;
    const char *s = "wrapping hash";
    printf("%d %d\n", inc(INT_MAX) == INT_MIN, mul(65536, 65536));
    printf("%u %u\n", u + 1, u * u);
    printf("%d\n", -INT_MIN == INT_MIN);
    while (*s)
        h = (h ^ *s++) * 16777619u;
    printf("%u\n", h);
    printf("%d\n", mul(123456789, 987654321));
    return 0;
}
