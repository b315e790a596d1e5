/* Population count, reversal, rotation, powers of two, swapping bytes. */
#include <stdio.h>
static int popcount(unsigned x) { int n = 0; for (; x; x &= x - 1) n++; return n; }
static int popcount2(unsigned x)
{
    x -= x >> 1 & 0x55555555;
    x = (x & 0x33333333) + (x >> 2 & 0x33333333);
    return ((x + (x >> 4) & 0x0F0F0F0F) * 0x01010101) >> 24;
}
static unsigned reverse(unsigned x)
{
    unsigned r = 0;
    int i;
    for (i = 0; i < 32; i++) {
        r = r << 1 | (x & 1);
        x >>= 1;
    }
    return r;
}
static unsigned rotl(unsigned x, int n) { return x << n | x >> (32 - n); }
static unsigned swab(unsigned x) { return x >> 24 | (x >> 8 & 0xFF00) | (x << 8 & 0xFF0000) | x << 24; }
static int log2i(unsigned x) { int n = -1; while (x) { x >>= 1; n++; } return n; }
static unsigned gray(unsigned x) { return x ^ x >> 1; }
static int sign(int x) { return (x > 0) - (x < 0); }
static unsigned isqrt(unsigned n)
{
    unsigned r = 0, b = 1u << 30;
    while (b) {
        if (n >= r + b) {
            n -= r + b;
            r = (r >> 1) + b;
        } else
            r >>= 1;
        b >>= 2;
    }
    return r;
}
int main(void)
{
    static const unsigned v[] = { 0, 1, 0x80000000, 0xFFFFFFFF, 0x12345678, 0xDEADBEEF, 1000000 };
    int i;
    for (i = 0; i < 7; i++) {
        unsigned x = v[i];
        printf("%d %d %x %x %x %d %x %u %d\n", popcount(x), popcount2(x), reverse(x), rotl(x, 7), swab(x), log2i(x), gray(x), isqrt(x), sign(x));
    }
    return 0;
}
