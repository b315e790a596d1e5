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
ONE(asin)
ONE(atan)
ONE(cbrt)
ONE(ceil)
ONE(cos)
ONE(cosh)
ONE(exp)
ONE(exp2)
ONE(fabs)
ONE(floor)
ONE(log)
ONE(log10)
ONE(log2)
ONE(rint)
ONE(round)
ONE(sin)
ONE(sinh)
ONE(sqrt)
ONE(tan)
ONE(tanh)
ONE(trunc)
TWO(atan2)
TWO(copysign)
TWO(fmax)
TWO(fmin)
TWO(fmod)
TWO(hypot)
TWO(pow)

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
