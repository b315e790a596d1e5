/* Narrow types become int before arithmetic; unsigned char and short fit in int, unsigned int does not. */
#include <stdio.h>
int main(void)
{
    unsigned char a = 200, b = 100;
    signed char c = -100;
    unsigned short us = 65535;
    short s = -32768;
    printf("%d %d %d\n", a + b, a - b, b - a);
    printf("%d %d\n", ~a, -a);
    printf("%d %d\n", us * 2, us << 4);
    printf("%d %d\n", s - 1, -s);
    printf("%d\n", c < a);
    printf("%d\n", -1 < (unsigned char)1);
    printf("%d\n", -1 < 1u);
    printf("%d\n", (unsigned short)-1 > -1);
    printf("%d\n", (a & 0xF0) >> 4 == 12);
    a += b;
    printf("%d\n", a);
    c -= 100;
    printf("%d\n", c);
    us++;
    printf("%d\n", us);
    printf("%d %d\n", (int)sizeof(a + b), (int)sizeof(char));
    return 0;
}
