/* More arguments than registers, of all widths. */
#include <stdio.h>
static int ten(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j)
{
    return a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * f + 7 * g + 8 * h + 9 * i + 10 * j;
}
static long long mix(char a, long long b, short c, long long d, unsigned char e, long long f)
{
    return a + b * 2 + c * 3 + d * 4 + e * 5 + f * 6;
}
static int swap(int a, int b, int c, int d, int e, int f) { return f - e ? ten(f, e, d, c, b, a, 0, 0, 0, 0) : a; }
static void change(int a, int b, int c, int d, int e)
{
    e += a;
    d *= e;
    a = b = c = d;
    printf("%d %d %d %d %d\n", a, b, c, d, e);
}
int main(void)
{
    printf("%d\n", ten(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
    printf("%lld\n", mix(1, 1LL << 33, -3, -4, 250, 6));
    printf("%d\n", swap(1, 2, 3, 4, 5, 6));
    change(1, 2, 3, 4, 5);
    printf("%d %d %d %d %d %d %d %d\n", 1, 2, 3, 4, 5, 6, 7, 8);
    printf("%d\n", ten(ten(1, 0, 0, 0, 0, 0, 0, 0, 0, 0), 1, 1, 1, ten(0, 0, 0, 0, 0, 0, 0, 0, 0, 1), 1, 1, 1, 1, 1));
    return 0;
}
