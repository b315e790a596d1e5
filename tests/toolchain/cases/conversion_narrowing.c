/* Assignments and casts that cut values down, and sign or zero extend them again. */
#include <stdio.h>
static signed char sc(int x) { return x; }
static unsigned char uc(int x) { return x; }
static short sh(int x) { return x; }
static unsigned short ush(int x) { return x; }
static int take(unsigned char c, short s) { return c * 100000 + s; }
int main(void)
{
    static const int v[] = { 0, 1, 127, 128, 255, 256, 32767, 32768, 65535, 65536, -1, -128, -129, -32769, 0x12345678 };
    unsigned i;
    for (i = 0; i < sizeof v / sizeof v[0]; i++)
        printf("%d: %d %d %d %d\n", v[i], sc(v[i]), uc(v[i]), sh(v[i]), ush(v[i]));
    printf("%d\n", take(300, 70000));
    printf("%lld %lld\n", (long long)(int)0x80000000u, (long long)0x80000000u);
    printf("%d %d\n", (int)0x123456789LL, (short)0x1FFFFLL);
    printf("%d\n", (char)-1);
    return 0;
}
