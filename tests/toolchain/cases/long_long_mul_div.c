/* 64-bit multiplication, division and remainder, signed and unsigned. */
#include <stdio.h>
int main(void)
{
    static const long long a[] = { 0, 1, -1, 1000000007LL, -1000000007LL, 0x123456789ABCDEFLL, -0x7FFFFFFFFFFFFFFFLL, 4294967296LL };
    static const long long b[] = { 1, -1, 3, -10, 65536, 4294967295LL, 4294967297LL, -123456789012LL };
    int i, j;
    for (i = 0; i < 8; i++)
        for (j = 0; j < 8; j++) {
            printf("%lld %lld %lld\n", a[i] * b[j], a[i] / b[j], a[i] % b[j]);
            printf("%llu %llu\n", (unsigned long long)a[i] / (unsigned long long)b[j], (unsigned long long)a[i] % (unsigned long long)b[j]);
        }
    {
        long long f = 1;
        for (i = 2; i <= 20; i++)
            f *= i;
        printf("%lld\n", f);
        f /= 1000000;
        f %= 1000;
        printf("%lld\n", f);
    }
    return 0;
}
