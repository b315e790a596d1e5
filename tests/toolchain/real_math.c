/* Records of a function's number and two arguments from standard input, its results to standard output. */
#include <math.h>
#include <unistd.h>

static double result(int function, double a, double b) {
    int exponent;
    double whole;
    switch (function) {
    case 0: return acos(a);
    case 1: return asin(a);
    case 2: return atan(a);
    case 3: return acosh(a);
    case 4: return asinh(a);
    case 5: return atanh(a);
    case 6: return cbrt(a);
    case 7: return ceil(a);
    case 8: return cos(a);
    case 9: return cosh(a);
    case 10: return exp(a);
    case 11: return exp2(a);
    case 12: return expm1(a);
    case 13: return fabs(a);
    case 14: return floor(a);
    case 15: return log(a);
    case 16: return log10(a);
    case 17: return log1p(a);
    case 18: return log2(a);
    case 19: return rint(a);
    case 20: return round(a);
    case 21: return sin(a);
    case 22: return sinh(a);
    case 23: return sqrt(a);
    case 24: return tan(a);
    case 25: return tanh(a);
    case 26: return trunc(a);
    case 27: return atan2(a, b);
    case 28: return copysign(a, b);
    case 29: return fmax(a, b);
    case 30: return fmin(a, b);
    case 31: return fmod(a, b);
    case 32: return hypot(a, b);
    case 33: return nextafter(a, b);
    case 34: return pow(a, b);
    case 35: return remainder(a, b);
    case 36: return frexp(a, &exponent) + exponent;
    case 37: return ldexp(a, b);
    case 38: return modf(a, &whole) == a - whole ? whole : -whole;
    case 39: return ilogb(a);
    default: return NAN;
    }
}

int main(void) {
    struct {
        int function;
        double a, b;
    } r;
    while (read(0, &r, sizeof r) == sizeof r) {
        r.a = result(r.function, r.a, r.b);
        write(1, &r.a, sizeof r.a);
    }
    return 0;
}
