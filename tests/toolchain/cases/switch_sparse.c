/* A sparse switch over the whole range of int. */
#include <stdio.h>
static int f(int x)
{
    switch (x) {
    case -2147483647 - 1: return 1;
    case -1000000: return 2;
    case -1: return 3;
    case 0: return 4;
    case 17: return 5;
    case 256: return 6;
    case 65536: return 7;
    case 123456789: return 8;
    case 2147483647: return 9;
    default: return 0;
    }
}
static int g(unsigned x)
{
    switch (x) {
    case 5: return 1;
    case 0x80000000u: return 2;
    case 0xFFFFFFFFu: return 3;
    case 100: return 4;
    }
    return 0;
}
int main(void)
{
    static const int v[] = { -2147483647 - 1, -2147483647, -1000000, -2, -1, 0, 1, 16, 17, 18, 256, 65535, 65536, 123456789, 2147483647 };
    unsigned i;
    for (i = 0; i < sizeof v / sizeof *v; i++)
        printf("%d", f(v[i]));
    printf("\n%d%d%d%d%d\n", g(5), g(0x80000000u), g(-1), g(100), g(6));
    return 0;
}
