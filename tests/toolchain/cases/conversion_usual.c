/* The usual arithmetic conversions between signed, unsigned and long long. */
#include <stdio.h>
int main(void)
{
    int i = -5;
    unsigned u = 3;
    long long ll = -7;
    unsigned long long ull = 2;
    printf("%u\n", i + u);
    printf("%d\n", i < (int)u);
    printf("%d\n", i < u);
    printf("%lld\n", ll + u);
    printf("%d\n", ll < u);
    printf("%d\n", ll < ull);
    printf("%llu\n", ll + ull);
    printf("%lld\n", (long long)i * u);
    printf("%u\n", 1 ? i : u);
    printf("%lld\n", (1 ? i : ll));
    printf("%d\n", (1 ? -1 : 0u) > 0);
    printf("%llu\n", (unsigned long long)i);
    printf("%llu\n", (unsigned long long)(unsigned)i);
    printf("%d %d %d\n", (int)sizeof(i + u), (int)sizeof(i + ll), (int)sizeof('a'));
    return 0;
}
