/* Products and quotients of complex numbers, which the compiler calls (C99 annex G): an infinite operand gives an infinite product, also where the
   plain formula gives NaNs. */
#include <math.h>

#define BOX(x) copysign(isinf(x) ? 1 : 0, x)
#define ZERO_IF_NAN(x) (isnan(x) ? copysign(0, x) : (x))

double _Complex __muldc3(double a, double b, double c, double d) {
    double ac = a * c, bd = b * d, ad = a * d, bc = b * c, x = ac - bd, y = ad + bc;
    int again = 0;
    if (!(isnan(x) && isnan(y)))
        return __builtin_complex(x, y);
    if (isinf(a) || isinf(b)) {
        a = BOX(a), b = BOX(b), c = ZERO_IF_NAN(c), d = ZERO_IF_NAN(d);
        again = 1;
    }
    if (isinf(c) || isinf(d)) {
        c = BOX(c), d = BOX(d), a = ZERO_IF_NAN(a), b = ZERO_IF_NAN(b);
        again = 1;
    }
    if (!again && (isinf(ac) || isinf(bd) || isinf(ad) || isinf(bc))) {
        a = ZERO_IF_NAN(a), b = ZERO_IF_NAN(b), c = ZERO_IF_NAN(c), d = ZERO_IF_NAN(d);
        again = 1;
    }
    return again ? __builtin_complex(HUGE_VAL * (a * c - b * d), HUGE_VAL * (a * d + b * c)) : __builtin_complex(x, y);
}

static double _Complex special_quotient(double a, double b, double c, double d, double x, double y) {
    if (c == 0 && d == 0 && (!isnan(a) || !isnan(b)))
        return __builtin_complex(copysign(HUGE_VAL, c) * a, copysign(HUGE_VAL, c) * b);
    if ((isinf(a) || isinf(b)) && isfinite(c) && isfinite(d)) {
        a = BOX(a), b = BOX(b);
        return __builtin_complex(HUGE_VAL * (a * c + b * d), HUGE_VAL * (b * c - a * d));
    }
    if ((isinf(c) || isinf(d)) && isfinite(a) && isfinite(b)) {
        c = BOX(c), d = BOX(d);
        return __builtin_complex(0 * (a * c + b * d), 0 * (b * c - a * d));
    }
    return __builtin_complex(x, y);
}

/* Smith's method: nothing overflows that the quotient does not. */
double _Complex __divdc3(double a, double b, double c, double d) {
    double ratio, below, x, y;
    if (fabs(c) < fabs(d)) {
        ratio = c / d;
        below = c * ratio + d;
        x = (a * ratio + b) / below;
        y = (b * ratio - a) / below;
    } else {
        ratio = d / c;
        below = d * ratio + c;
        x = (b * ratio + a) / below;
        y = (b - a * ratio) / below;
    }
    return isnan(x) && isnan(y) ? special_quotient(a, b, c, d, x, y) : __builtin_complex(x, y);
}

float _Complex __mulsc3(float a, float b, float c, float d) {
    float x = a * c - b * d, y = a * d + b * c;
    return isnan(x) && isnan(y) ? (float _Complex)__muldc3(a, b, c, d) : __builtin_complex(x, y);
}

float _Complex __divsc3(float a, float b, float c, float d) {
    return __divdc3(a, b, c, d);
}

double __powidf2(double x, int n) {
    unsigned m = n < 0 ? -(unsigned)n : n;
    double y = m & 1 ? x : 1;
    while (m >>= 1) {
        x *= x;
        if (m & 1)
            y *= x;
    }
    return n < 0 ? 1 / y : y;
}

float __powisf2(float x, int n) {
    return __powidf2(x, n);
}
