/* Shifts of int and unsigned by constants and variables, arithmetic and logical. */
#include <stdio.h>
int main(void)
{
    int n;
    int s = -1000000;
    unsigned u = 0xF1234567u;
    for (n = 0; n < 32; n += 5)
        printf("%d: %x %d %x\n", n, u >> n, s >> n, u << n);
    printf("%d %d %d\n", -1 >> 31, -8 >> 1, -7 >> 1);
    printf("%x %x\n", 1u << 31, u >> 31);
    printf("%d\n", 1 << 30);
    s = -64;
    s >>= 3;
    printf("%d\n", s);
    u = 1;
    u <<= 16;
    u >>= 3;
    printf("%u\n", u);
    {
        unsigned char c = 0x81;
        c <<= 1;
        printf("%d\n", c);
        c = 0x81;
        c >>= 1;
        printf("%d\n", c);
    }
    return 0;
}
