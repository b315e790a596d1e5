/* float and double in every operator and conversion. */
#include <stdio.h>

static float f = 1.5f;
static double d = -2.25, zero;
static double table[] = {1, 2.5, -3e10, 0x1.8p3, .5, 1.f};
static struct {
    char c;
    float f;
    double d;
    double a[2];
} s = {'x', 0.1f, 0.1, {1, 2}};

static double mixed(int a, float b, double c, long long e, float g) {
    return a + b * c - e / g;
}

static float narrow(double x) {
    return x;
}

static int truth(double x) {
    int n = 0;
    if (x)
        n |= 1;
    if (!x)
        n |= 2;
    if (x && 1)
        n |= 4;
    if (x || 0)
        n |= 8;
    n |= (x ? 16 : 32);
    while (x > 0 && n < 1000)
        n += 100, x = x - 1;
    return n;
}

int main(void) {
    int i = 7;
    unsigned u = 4000000000u;
    long long l = -1234567890123ll;
    unsigned long long ul = 18000000000000000000ull;
    char c = 10;
    double x, *p = table + 1;
    float y;
    printf("%g %g %g %g\n", f + d, f - d, f * d, d / f);
    printf("%g %g %g %g\n", f + i, u + d, l * 0.5, ul / 2.0);
    printf("%g %g %g %g\n", (double)u, (double)l, (double)ul, (float)u + 0.0);
    printf("%d %u %lld %llu %d\n", (int)-2.9, (unsigned)3e9, (long long)-1e15, (unsigned long long)1.5e19, (char)65.7);
    printf("%d %d %d %d %d %d\n", f < d, f <= 1.5, f > d, d >= d, f == 1.5f, d != -2.25);
    printf("%d %d %d\n", truth(2.5), truth(0), truth(-0.0));
    printf("%d %d\n", truth(1 / zero), (zero / zero == zero / zero) + 2 * (zero / zero != 0) + 4 * (zero / zero < 1) + 8 * !(zero / zero >= 1));
    x = 5;
    x += 2.5;
    x *= f;
    x -= i;
    x /= 4;
    printf("%.17g\n", x);
    printf("%g ", x++);
    printf("%g ", ++x);
    printf("%g ", x--);
    printf("%g ", --x);
    printf("%g\n", x);
    i += 1.75;
    c *= 2.5;
    u /= 2.5;
    y = 0.1;
    y += 0.2;
    printf("%d %d %u %.9g\n", i, c, u, y);
    *p++ += 1;
    *p-- *= 2;
    printf("%g %g %g\n", table[1], table[2], *p);
    printf("%d %.9g %g %g %d\n", s.c, s.f, s.d, s.a[1], (int)sizeof s);
    s.a[i & 1] -= 0.5, s.f = s.d;
    printf("%g %g %d\n", s.a[0], s.a[1], s.f == s.d);
    printf("%g %.9g %g\n", mixed(1, 2.5f, 3, 4, 8), narrow(0.1), -d);
    printf("%g %g %d\n", i > 3 ? f : d, i < 3 ? 1 : 2.5, (int)sizeof(i ? 1 : 2.0));
    printf("%d %d\n", (_Bool)0.25, (_Bool)0.0);
    printf("%g %g %g\n", 1e300 * 1e10, -1e300 * 1e10, 1e-300 * 1e-300);
    printf("%d %d %d\n", (int)sizeof(float), (int)sizeof 1.0, (int)sizeof 1.f);
    return 0;
}
