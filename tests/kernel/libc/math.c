/* <math.h>, to as many digits as all libraries agree on. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const double points[] = {0, 0.1, 0.5, 1, 1.5, 2, 3.25, 10, 100.75};

static void rounding(double x) {
    double whole, rest = modf(x, &whole);
    printf("%g: %g %g %g %g %g %g %g %ld %ld\n", x, floor(x), ceil(x), trunc(x), round(x), rint(x), whole, rest, lround(x), lrint(x));
}

static void kinds(double x) {
    printf("%g: %d %d %d %d %d\n", x, !!isnan(x), !!isinf(x), !!isfinite(x), !!isnormal(x), !!signbit(x));
    printf("%d %d %d %d %d\n", fpclassify(x) == FP_NAN, fpclassify(x) == FP_INFINITE, fpclassify(x) == FP_ZERO, fpclassify(x) == FP_SUBNORMAL, fpclassify(x) == FP_NORMAL);
}

int main(void) {
    unsigned i;
    int n;
    double x;
    for (i = 0; i < sizeof points / sizeof *points; i++) {
        x = points[i];
        printf("%g: %.12g %.12g %.12g %.12g %.12g\n", x, sin(x), cos(x), tan(x), atan(x), atan2(x, 2));
        printf("   %.12g %.12g %.12g %.12g %.12g\n", exp(x), log(x), log10(x), log2(x + 1), sqrt(x));
        printf("   %.12g %.12g %.12g %.12g %.12g\n", pow(x, 2), pow(2, x), pow(x, -0.5), cbrt(x), hypot(x, 1));
        printf("   %.12g %.12g %.12g %.12g %.12g\n", sinh(x / 10), cosh(x / 10), tanh(x), expm1(x / 50), log1p(x));
        printf("   %.12g %.12g %.12g %.12g\n", asin(x / 101), acos(x / 101), fmod(x, 0.7), remainder(x, 0.7));
        rounding(x);
        rounding(-x);
    }
    kinds(0), kinds(-0.0), kinds(1), kinds(-INFINITY), kinds(NAN), kinds(1e-310);
    x = frexp(48, &n);
    printf("%g %d %g %g %d %g\n", x, n, ldexp(0.75, 6), scalbn(1, -3), ilogb(10), logb(10));
    printf("%a %a %a\n", nextafter(1, 2), nextafter(1, 0), nextafter(0, -1));
    printf("%g %g %g %g\n", fmax(1, NAN), fmin(2, 1), fdim(3, 1), copysign(3, -0.0));
    printf("%.6g %.6g %.6g %.6g %.6g\n", sqrtf(2), powf(2, 0.5f), floorf(-1.5f), sinf(1), fabsf(-2.5f));
    printf("%g %g %g %g\n", pow(-2, 3), pow(2, -3), pow(10, 15), pow(-8, 2));
    printf("%.10f %.10f\n", M_PI, M_E);
    return 0;
}
