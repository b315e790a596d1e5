/* Fixed-point arithmetic in 16.16 with long long: square roots, sine, a Mandelbrot set. */
#include <stdio.h>
typedef int fix;
#define ONE 65536
#define FIX(a, b) ((fix)((long long)(a) * ONE / (b)))
static fix mul(fix a, fix b) { return (long long)a * b >> 16; }
static fix div(fix a, fix b) { return ((long long)a << 16) / b; }
static fix root(fix a)
{
    fix x = a > ONE ? a : ONE;
    int i;
    for (i = 0; i < 20; i++)
        x = (x + div(a, x)) / 2;
    return x;
}
static fix sine(fix x)
{
    fix x2 = mul(x, x), term = x, sum = x;
    int k;
    for (k = 1; k < 7; k++) {
        term = -div(mul(term, x2), 2 * k * (2 * k + 1) * ONE);
        sum += term;
    }
    return sum;
}
static void show(fix x) { printf("%s%d.%04d ", x < 0 ? "-" : "", (x < 0 ? -x : x) >> 16, (int)(((long long)(x < 0 ? -x : x) & 0xFFFF) * 10000 >> 16)); }
int main(void)
{
    int x, y;
    show(root(2 * ONE));
    show(root(FIX(1, 100)));
    show(sine(FIX(31416, 20000)));
    show(sine(-FIX(5236, 10000)));
    show(div(FIX(-7, 2), FIX(3, 4)));
    printf("\n");
    for (y = -6; y <= 6; y++) {
        for (x = -15; x <= 6; x++) {
            fix cr = FIX(x, 7), ci = FIX(y, 5), zr = 0, zi = 0;
            int n = 0;
            while (n < 20 && mul(zr, zr) + mul(zi, zi) < 4 * ONE) {
                fix t = mul(zr, zr) - mul(zi, zi) + cr;
                zi = 2 * mul(zr, zi) + ci;
                zr = t;
                n++;
            }
            putchar(n == 20 ? '#' : n > 6 ? '+' : n > 3 ? '.' : ' ');
        }
        printf("|\n");
    }
    return 0;
}
