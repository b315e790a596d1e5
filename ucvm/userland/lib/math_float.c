/* <math.h> for float: by double, rounded once more. */
#include <math.h>

#define ONE(name)               \
    float name##f(float x) {    \
        return name(x);         \
    }
#define TWO(name)                     \
    float name##f(float x, float y) { \
        return name(x, y);            \
    }

ONE(acos)
ONE(acosh)
ONE(asin)
ONE(asinh)
ONE(atan)
ONE(atanh)
ONE(cbrt)
ONE(ceil)
ONE(cos)
ONE(cosh)
ONE(erf)
ONE(erfc)
ONE(exp)
ONE(exp2)
ONE(expm1)
ONE(fabs)
ONE(floor)
ONE(lgamma)
ONE(log)
ONE(log10)
ONE(log1p)
ONE(log2)
ONE(logb)
ONE(nearbyint)
ONE(rint)
ONE(round)
ONE(sin)
ONE(sinh)
ONE(sqrt)
ONE(tan)
ONE(tanh)
ONE(tgamma)
ONE(trunc)
TWO(atan2)
TWO(copysign)
TWO(fdim)
TWO(fmax)
TWO(fmin)
TWO(fmod)
TWO(hypot)
TWO(pow)
TWO(remainder)

float frexpf(float x, int *exponent) {
    return frexp(x, exponent);
}

float ldexpf(float x, int n) {
    return ldexp(x, n);
}

float scalbnf(float x, int n) {
    return scalbn(x, n);
}

long lrintf(float x) {
    return lrint(x);
}

long lroundf(float x) {
    return lround(x);
}

float modff(float x, float *whole) {
    double w, rest = modf(x, &w);
    *whole = w;
    return rest;
}

float nanf(const char *tag) {
    return NAN;
}

float nextafterf(float x, float y) {
    union {
        float f;
        unsigned bits;
    } u;
    if (x == y || isunordered(x, y))
        return x == y ? y : x + y;
    u.f = x;
    if (x == 0) {
        u.bits = 1;
        return copysign(u.f, y);
    }
    u.bits += (x < y) == (x > 0) ? 1 : -1;
    return u.f;
}

float fmaf(float x, float y, float z) {
    return (double)x * y + z;
}

float nexttowardf(float x, long double y) {
    return nextafterf(x, y < x ? -HUGE_VALF : y > x ? HUGE_VALF : x);
}

float remquof(float x, float y, int *quotient) {
    return remquo(x, y, quotient);
}

float scalblnf(float x, long n) {
    return scalbln(x, n);
}

int ilogbf(float x) {
    return ilogb(x);
}

long long llrintf(float x) {
    return llrint(x);
}

long long llroundf(float x) {
    return llround(x);
}
