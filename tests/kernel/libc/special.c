#include <complex.h>
#include <math.h>
#include <stdio.h>
#include <tgmath.h>

int main(void) {
    static const double x[] = { -5.5, -2.6, -1, -0.3, 0, 0.1, 0.5, 1, 1.7, 2.4, 2.6, 4, 7.25, 20, 26 };
    int n, q;
    for (n = 0; n < (int)(sizeof x / sizeof *x); n++) {
        printf("%g: %.12g %.12g", x[n], erf(x[n]), erfc(x[n]));
        if (x[n] != 0 && floor(x[n]) != x[n])
            printf(" %.10g %.10g", lgamma(x[n]), tgamma(x[n]));
        puts("");
    }
    printf("%g %g %g %g\n", tgamma(1.0), tgamma(6.0), tgamma(20.0), lgamma(1.0));
    printf("%a %a %a\n", fma(0.1, 10.0, -1.0), fma(1e16, 1e-16, 1), fma(-3.0, 7.0, 1e-20));
    for (n = -9; n <= 9; n += 3) {
        double r = remquo(n, 2.5, &q);
        printf("%g %d\n", r, q & 7);
    }
    printf("%d %d %d %d\n", (int)sizeof(sin(1.0f)), (int)sizeof(sin(1)), (int)sizeof(sqrt(1.0f * I)), (int)sizeof(pow(1.0f, 2)));
    printf("%.6g %.6g %.6g\n", (double)sqrt(2.0f), sqrt(2), creal(sqrt(-1.0 + 0.0 * I)));
    printf("%.6g %.6g %d\n", cimag(exp(I * 1.5)), fabs(3.0 + 4.0 * I), (int)lround(2.5f));
    printf("%.9g %.9g %.9g\n", (double)expm1f(0.1f), (double)log1pf(0.1f), (double)fdimf(3, 1));
    printf("%d %d %g\n", ilogb(10.0f), (int)llrint(2.5), nexttoward(1.0, 2.0L) - 1);
    return 0;
}
