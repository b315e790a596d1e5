/* <complex.h>: by the real functions of the parts (C99 7.3). */
#include <complex.h>
#include <math.h>

double creal(double complex z) {
    return __builtin_creal(z);
}

double cimag(double complex z) {
    return __builtin_cimag(z);
}

double cabs(double complex z) {
    return hypot(creal(z), cimag(z));
}

double carg(double complex z) {
    return atan2(cimag(z), creal(z));
}

double complex conj(double complex z) {
    return ~z;
}

double complex cproj(double complex z) {
    return isinf(creal(z)) || isinf(cimag(z)) ? CMPLX(HUGE_VAL, copysign(0, cimag(z))) : z;
}

double complex cexp(double complex z) {
    double r = exp(creal(z)), angle = cimag(z);
    return angle == 0 ? CMPLX(r, angle) : CMPLX(r * cos(angle), r * sin(angle));
}

double complex clog(double complex z) {
    return CMPLX(log(cabs(z)), carg(z));
}

double complex cpow(double complex z, double complex w) {
    if (z == 0)
        return w == 0 ? 1 : 0;
    return cexp(w * clog(z));
}

double complex csqrt(double complex z) {
    double x = creal(z), y = cimag(z), r;
    if (x == 0 && y == 0)
        return CMPLX(0, y);
    if (isinf(y))
        return CMPLX(HUGE_VAL, y);
    r = sqrt((fabs(x) + cabs(z)) / 2);
    return x >= 0 ? CMPLX(r, y / (2 * r)) : CMPLX(fabs(y) / (2 * r), copysign(r, y));
}

double complex csinh(double complex z) {
    double x = creal(z), y = cimag(z);
    return CMPLX(sinh(x) * cos(y), cosh(x) * sin(y));
}

double complex ccosh(double complex z) {
    double x = creal(z), y = cimag(z);
    return CMPLX(cosh(x) * cos(y), sinh(x) * sin(y));
}

double complex ctanh(double complex z) {
    double x = creal(z), y = cimag(z), below;
    if (fabs(x) > 20)
        return CMPLX(copysign(1, x), copysign(0, sin(2 * y)));
    below = cosh(2 * x) + cos(2 * y);
    return CMPLX(sinh(2 * x) / below, sin(2 * y) / below);
}

/* i z, and -i z. */
static double complex turned(double complex z) {
    return CMPLX(-cimag(z), creal(z));
}

static double complex turned_back(double complex z) {
    return CMPLX(cimag(z), -creal(z));
}

double complex csin(double complex z) {
    return turned_back(csinh(turned(z)));
}

double complex ccos(double complex z) {
    return ccosh(turned(z));
}

double complex ctan(double complex z) {
    return turned_back(ctanh(turned(z)));
}

/* Kahan's formulas, which lose nothing near the cuts. */
double complex casin(double complex z) {
    double complex below = csqrt(1 - z), above = csqrt(1 + z);
    return CMPLX(atan2(creal(z), creal(below * above)), asinh(cimag(conj(below) * above)));
}

double complex cacos(double complex z) {
    double complex below = csqrt(1 - z), above = csqrt(1 + z);
    return CMPLX(2 * atan2(creal(below), creal(above)), asinh(cimag(conj(above) * below)));
}

double complex cacosh(double complex z) {
    double complex below = csqrt(z - 1), above = csqrt(z + 1);
    return CMPLX(asinh(creal(conj(below) * above)), 2 * atan2(cimag(below), creal(above)));
}

double complex casinh(double complex z) {
    return turned_back(casin(turned(z)));
}

double complex catanh(double complex z) {
    return (clog(1 + z) - clog(1 - z)) / 2;
}

double complex catan(double complex z) {
    return turned_back(catanh(turned(z)));
}
