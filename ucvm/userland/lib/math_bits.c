/* <math.h>: what is done to the bits of a number, exactly. */
#include <math.h>
#include <bits/real.h>

#define WHOLE (R_BIAS + R_PLACES) /* from this exponent on there is nothing behind the point */
#define LARGEST_STEP 5000         /* leads from every exponent beyond all */

double fabs(double x) {
    return __signbit(x) ? -x : x;
}

int __signbit(double x) {
    union real u;
    u.d = x;
    return u.word[1] >> 31;
}

double copysign(double x, double sign) {
    return __signbit(x) == __signbit(sign) ? x : -x;
}

int __fpclassify(double x) {
    unsigned long long mantissa;
    int exponent = __real_parts(x, &mantissa);
    if (!mantissa)
        return FP_ZERO;
    if (exponent >= R_INFINITE)
        return exponent == R_NAN ? FP_NAN : FP_INFINITE;
    return exponent > 0 ? FP_NORMAL : FP_SUBNORMAL;
}

int __fpclassifyf(float x) {
    int kind = __fpclassify(x);
    return kind == FP_NORMAL && fabs(x) < 0x1p-126 ? FP_SUBNORMAL : kind;
}

double trunc(double x) {
    unsigned long long mantissa;
    int exponent = __real_parts(x, &mantissa), behind = 63 - (exponent - R_BIAS);
    if (exponent >= WHOLE)
        return x;
    return __make_double(exponent < R_BIAS ? 0 : mantissa >> behind << behind, exponent < R_BIAS ? 0 : exponent, __signbit(x) << 31);
}

double floor(double x) {
    double whole = trunc(x);
    return whole > x ? whole - 1 : whole;
}

double ceil(double x) {
    return -floor(-x);
}

/* Half away from zero: the largest number below 0.5 does not round up what is less than half. */
double round(double x) {
    return trunc(x + copysign(0x1.fffffffffffffp-2, x));
}

/* Adding 2 to the 52nd leaves no place behind the point. */
double rint(double x) {
    double large = copysign(0x1p52, x);
    return fabs(x) < 0x1p52 ? copysign(x + large - large, x) : x;
}

double nearbyint(double x) {
    return rint(x);
}

long lrint(double x) {
    return rint(x);
}

long long llrint(double x) {
    return rint(x);
}

long lround(double x) {
    return round(x);
}

long long llround(double x) {
    return round(x);
}

double modf(double x, double *whole) {
    *whole = trunc(x);
    return copysign(x == *whole ? 0 : x - *whole, x);
}

double scalbn(double x, int n) {
    unsigned long long mantissa;
    int exponent = __real_parts(x, &mantissa);
    if (n > LARGEST_STEP)
        n = LARGEST_STEP;
    if (n < -LARGEST_STEP)
        n = -LARGEST_STEP;
    return exponent < R_INFINITE ? __make_double(mantissa, exponent + n, __signbit(x) << 31) : x;
}

double scalbln(double x, long n) {
    return scalbn(x, n);
}

double ldexp(double x, int n) {
    return scalbn(x, n);
}

double frexp(double x, int *exponent) {
    unsigned long long mantissa;
    int found = __real_parts(x, &mantissa);
    *exponent = 0;
    if (!mantissa || found >= R_INFINITE)
        return x;
    *exponent = found - (R_BIAS - 1);
    return __make_double(mantissa, R_BIAS - 1, __signbit(x) << 31);
}

int ilogb(double x) {
    unsigned long long mantissa;
    int exponent = __real_parts(x, &mantissa);
    if (!mantissa || exponent == R_NAN)
        return FP_ILOGB0;
    return exponent == R_INFINITE ? 0x7fffffff : exponent - R_BIAS;
}

double logb(double x) {
    if (x == 0)
        return -HUGE_VAL;
    return isfinite(x) ? ilogb(x) : x * x;
}

double nextafter(double x, double y) {
    union real u;
    if (x == y || isunordered(x, y))
        return x == y ? y : x + y;
    u.d = x;
    if (x == 0) {
        u.bits = 1;
        return copysign(u.d, y);
    }
    u.bits += (x < y) == (x > 0) ? 1 : -1;
    return u.d;
}

/* The remainder of the mantissas, a bit at a time. */
double fmod(double x, double y) {
    unsigned long long rest, divisor;
    int n = __real_parts(x, &rest), exponent = __real_parts(y, &divisor);
    if (n >= R_INFINITE || exponent == R_NAN || !divisor)
        return NAN;
    if (exponent == R_INFINITE || n < exponent)
        return x;
    rest >>= 1;
    divisor >>= 1;
    for (n -= exponent;; n--) {
        if (rest >= divisor)
            rest -= divisor;
        if (!n)
            return __make_double(rest << 1, exponent, __signbit(x) << 31);
        rest <<= 1;
    }
}

double remainder(double x, double y) {
    double rest = !(fabs(y) >= 0x1p1023) ? fmod(x, 2 * y) : x, size = fabs(y);
    if (fabs(rest) > size - fabs(rest))
        rest -= copysign(size, x);
    if (fabs(rest) > size - fabs(rest))
        rest -= copysign(size, x);
    return rest == 0 ? copysign(0, x) : rest;
}

double fmax(double x, double y) {
    return x >= y || isnan(y) ? x : y;
}

double fmin(double x, double y) {
    return x <= y || isnan(y) ? x : y;
}

double fdim(double x, double y) {
    return x <= y ? 0 : x - y;
}

double nan(const char *tag) {
    return NAN;
}
