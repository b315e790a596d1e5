/* Corners: what a statement expression, a range, a label's value or a floating number may be part of. */
#include <stdio.h>
static int g(int n, int a[n], int m[][3]) { return a[n - 1] + m[0][1]; }
static int f1(void) { return ({ struct s { int a, b; } x = {1, 2}; x; }).b; }
static double f2(double d, float f) { return d ?: f ?: 3.5; }
static long long f3(long long a) { switch (a) { case 1 ... 3: return a * 2; case 1LL << 40: return 9; } return a ?: -1; }
static int f4(int i) {
    static const int off[] = {&&a - &&a, &&b - &&a};
    goto *(&&a + off[i]);
a:  return 1;
b:  return 2;
}
static int f5(int x) { typeof(int[3]) v = {1, 2, 3}; typeof(v[0]) s = 0; for (int i = 0; i < 3; i++) s += v[i]; return s + x; }
static float f6(int c) { float r = c ? 1 : 2.5f; r = r ? r : -r; return -r; }
static int f7(double d) { return d ? d > 1 ? 2 : 1 : 0; }
struct bits { unsigned a : 3; int b : 5; } bb = {5, -3};
static void f8(void) { bb.a += 1.5; bb.b *= 2.5; printf("%d %d\n", bb.a, bb.b); }
static double arr[3][2] = {[1] = {1.5, 2.5}, [0 ... 0][1] = 7};
static char c = 3; static unsigned char uc = 250; static short sh = -7; static _Bool bo;
int main(void) {
    int a[2] = {4, 5}, m[2][3] = {{1, 2, 3}};
    volatile double vd = 2; double x = 1, y; float fl = 2; long double ld = 1.25L;
    printf("%d %d %g %g %g\n", g(2, a, m), f1(), f2(0, 0), f2(0, 2), f2(1.5, 0));
    printf("%lld %lld %lld %lld\n", f3(2), f3(1LL << 40), f3(0), f3(50));
    printf("%d %d %d %g %g %d %d %d\n", f4(0), f4(1), f5(1), f6(0), f6(1), f7(0), f7(0.5), f7(7));
    f8();
    printf("%g %g %g\n", arr[0][1], arr[1][1], arr[2][0]);
    c += 1.7; uc -= 0.5; sh /= 2.0; bo = 0.1; vd *= 1.5; vd++;
    printf("%d %d %d %d %g\n", c, uc, sh, bo, vd);
    y = x = fl = 3.7; printf("%g %g %.8g\n", y, x, fl);
    x = (y = 2.5, y * 2); printf("%g %Lg %g\n", x, ld + 1, (double)(ld * 2));
    printf("%d %d\n", x > y && y, !x || !y);
    do x -= 1; while (x); printf("%g\n", x);
    for (x = 0; x < 1; x += 0.25) printf("%g ", x); printf("\n");
    if (x == 1.0 && fl != 3.7 && 1e10f > 1e9) printf("yes\n");
    { double *p = &x, q[2] = {1, 2}; *p = q[1]; p = q; *p++ *= 3; printf("%g %g %d\n", x, q[0], (int)(p - q)); }
    { union { double d; long long l; } u = {1.0}; printf("%llx\n", u.l); }
    { int i = 3; i *= 1.5; i -= 0.5f; i <<= (int)1.9; printf("%d\n", i); unsigned u = -1; u *= 0.5; printf("%u\n", u); long long l = 1LL << 60; l += 0.0; printf("%lld\n", l); }
    return 0;
}
