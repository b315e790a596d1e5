/* 64-bit shifts around the word boundary. */
#include <stdio.h>
static unsigned long long shl(unsigned long long x, int n) { return x << n; }
static unsigned long long shr(unsigned long long x, int n) { return x >> n; }
static long long sar(long long x, int n) { return x >> n; }
int main(void)
{
    static const int counts[] = { 0, 1, 7, 16, 31, 32, 33, 47, 63 };
    unsigned long long u = 0xFEDCBA9876543210ULL;
    int i;
    for (i = 0; i < 9; i++) {
        int n = counts[i];
        printf("%d %llx %llx %llx\n", n, shl(u, n), shr(u, n), (unsigned long long)sar((long long)u, n));
    }
    printf("%llx %llx %llx\n", u << 4, u >> 4, u << 32);
    printf("%llx %llx\n", u >> 32, u >> 36);
    printf("%lld %lld\n", (long long)u >> 32, (long long)u >> 63);
    printf("%llx %llx\n", u << 36, u << 1);
    u <<= 8;
    u >>= 40;
    printf("%llx\n", u);
    return 0;
}
