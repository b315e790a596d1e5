/* <math.h>: exact functions exactly, the others as far as 13 digits show. */
#include <math.h>
#include <stdio.h>

static const double xs[] = {0, 0.1, 0.5, 0.75, 1, 1.5, 2, 3, 10, 100.25, 1e-5, 1e5, 123456.789};
#define COUNT (sizeof xs / sizeof *xs)

static void one(double x) {
    int e;
    double m = frexp(x, &e);
    printf("%g: %.17g %d %.17g %g %g %g %g\n", x, m, e, ldexp(m, e + 3), trunc(x), floor(x), ceil(x), fabs(x));
    printf("  %.13g %.13g %.13g %.13g %.13g\n", sin(x), cos(x), tan(x), atan(x), sqrt(fabs(x)));
    printf("  %.13g %.13g %.13g\n", exp(x < 700 ? x : 700), log(fabs(x) + 0.5), log10(fabs(x) + 1));
}

static void two(double x, double y) {
    printf("%g %g: %.13g %.13g", x, y, atan2(x, y), atan2(-x, -y));
    if (y != 0)
        printf(" %.17g %.17g", fmod(x, y), fmod(-x, y));
    if (fabs(y) < 50)
        printf(" %.12g %.12g", pow(x + 0.01, y), pow(x + 0.01, -y));
    printf("\n");
}

int main(void) {
    double infinite = 1e308 * 10, none = infinite - infinite;
    size_t i, j;
    for (i = 0; i < COUNT; i++) {
        one(xs[i]);
        one(-xs[i]);
        for (j = 0; j < COUNT; j++)
            two(xs[i], xs[j]);
    }
    printf("%g %g %g %g\n", exp(infinite), exp(-infinite), log(0), log(infinite));
    printf("%g %g %g %g\n", pow(0, 0), pow(2, 1023), pow(2, -1074), pow(-2, 3));
    printf("%g %g %g %g\n", pow(-2, infinite), pow(0.5, infinite), pow(1, none), pow(10, -3));
    printf("%g %g %g\n", atan(infinite), atan2(0, -1), atan2(infinite, infinite));
    printf("%d %d %d\n", log(-1) != log(-1), pow(-1, 0.5) != pow(-1, 0.5), fmod(1, 0) != fmod(1, 0));
    printf("%.13g %.13g %g\n", sin(1e9), cos(1e11), fmod(5, infinite));
    printf("%.13g %.13g %.13g %.13g\n", asin(0.25), asin(-1), acos(0.25), acos(-1));
    printf("%.17g", modf(-3.75, &none));
    printf(" %g\n", none);
    return 0;
}
