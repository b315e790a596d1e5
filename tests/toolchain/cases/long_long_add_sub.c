/* 64-bit addition, subtraction, negation with carry and borrow between the words. */
#include <stdio.h>
static void show(long long x) { printf("%lld %llx\n", x, (unsigned long long)x); }
int main(void)
{
    long long a = 0xFFFFFFFFLL, b = 1;
    unsigned long long u = 0;
    show(a + b);
    show(b - a);
    show(-a);
    show(a + a);
    show(a++);
    show(a);
    show(--a);
    a += 0x100000000LL;
    show(a);
    a -= 0x200000001LL;
    show(a);
    u--;
    printf("%llu\n", u);
    u += 2;
    printf("%llu\n", u);
    show(~a);
    show(a & 0xFF00FF00FF00FF00LL);
    show(a | 0x10000000000LL);
    show(a ^ -1LL);
    show(9223372036854775807LL);
    show(-9223372036854775807LL - 1);
    return 0;
}
