/* The rest of C99's <math.h>: error and gamma functions (to some units in the last place), fma, remquo, nexttoward. */
#include <math.h>

#define SERIES_UP_TO 2.5
#define SQRT_PI 1.77245385090551602730

/* x - x^3/3 + ... with all terms positive once exp(-x^2) stands before it. */
static double erf_series(double x) {
    double term = x, sum = x;
    int n;
    for (n = 3; fabs(term) > fabs(sum) * 1e-17; n += 2) {
        term *= 2 * x * x / n;
        sum += term;
    }
    return 2 / SQRT_PI * exp(-x * x) * sum;
}

/* A continued fraction, from the inside. */
static double erfc_fraction(double x) {
    double below = x;
    int n;
    for (n = 120; n > 0; n--)
        below = x + n / 2.0 / below;
    return exp(-x * x) / below / SQRT_PI;
}

double erf(double x) {
    if (isnan(x))
        return x;
    if (fabs(x) < SERIES_UP_TO)
        return erf_series(x);
    return copysign(1 - erfc_fraction(fabs(x)), x);
}

double erfc(double x) {
    if (x < SERIES_UP_TO)
        return 1 - erf(x);
    return x > 28 ? 0 : erfc_fraction(x);
}

static const double lanczos[] = {
    0.99999999999980993227684700473478, 676.520368121885098567009190444019, -1259.13921672240287047156078755283, 771.3234287776530788486528258894,
    -176.61502916214059906584551354, 12.507343278686904814458936853, -0.13857109526572011689554707, 9.984369578019570859563e-6,
    1.50563273514931155834e-7,
};

static double lanczos_sum(double x) {
    double sum = lanczos[0];
    int n;
    for (n = 1; n < 9; n++)
        sum += lanczos[n] / (x + n);
    return sum;
}

double lgamma(double x) {
    double t;
    if (x <= 0 && floor(x) == x)
        return HUGE_VAL;
    if (x < 0.5)
        return log(fabs(M_PI / sin(M_PI * x))) - lgamma(1 - x);
    if (x == 1 || x == 2)
        return 0;
    x -= 1;
    t = x + 7.5;
    return 0.91893853320467274178 + (x + 0.5) * log(t) - t + log(lanczos_sum(x));
}

double tgamma(double x) {
    double product = 1;
    if (x == 0)
        return copysign(HUGE_VAL, x);
    if (x < 0)
        return floor(x) == x ? NAN : M_PI / (sin(M_PI * x) * tgamma(1 - x));
    if (x > 172)
        return HUGE_VAL;
    if (floor(x) == x && x <= 23) {
        while (x > 2)
            product *= x -= 1;
        return product;
    }
    x -= 1;
    product = pow(x + 7.5, x / 2 + 0.25);
    return 2.50662827463100050242 * product * exp(-x - 7.5) * product * lanczos_sum(x);
}

/* a + b and what rounding took from it (Knuth). */
static double two_sum(double a, double b, double *rest) {
    double sum = a + b, part = sum - a;
    *rest = (a - (sum - part)) + (b - part);
    return sum;
}

static double upper_half(double x) {
    double big = x * 134217729.0;
    return big - (big - x);
}

/* a b and what rounding took from it (Dekker). */
static double two_product(double a, double b, double *rest) {
    double product = a * b, ah = upper_half(a), bh = upper_half(b), al = a - ah, bl = b - bh;
    *rest = ((ah * bh - product) + ah * bl + al * bh) + al * bl;
    return product;
}

/* A sum rounded to odd, so that rounding it once more in a larger sum is right (Boldo and Melquiond). */
static double odd_sum(double a, double b) {
    double rest, sum = two_sum(a, b, &rest);
    union {
        double real;
        unsigned long long bits;
    } s;
    s.real = sum;
    if (rest != 0 && !(s.bits & 1))
        s.bits += (rest > 0) == (sum > 0) ? 1 : -1;
    return s.real;
}

double fma(double x, double y, double z) {
    double product, low, sum, high, rest;
    int ex, ey;
    if (!isfinite(x) || !isfinite(y) || !isfinite(z) || x == 0 || y == 0)
        return x * y + z;
    x = frexp(x, &ex);
    y = frexp(y, &ey);
    if (fabs(z) > ldexp(1, -900) && ex + ey > -900 && ex + ey < 1000)
        z = ldexp(z, -ex - ey);
    else
        return ldexp(x, ex) * ldexp(y, ey) + z;
    product = two_product(x, y, &low);
    sum = two_sum(z, low, &rest);
    high = two_sum(product, sum, &low);
    return ldexp(high + odd_sum(rest, low), ex + ey);
}

double remquo(double x, double y, int *quotient) {
    double a, b = fabs(y), step;
    int count = 0, negative = signbit(x) != signbit(y);
    *quotient = 0;
    if (!isfinite(x) || isnan(y) || y == 0)
        return NAN;
    a = isinf(y) ? fabs(x) : b < HUGE_VAL / 16 && b * 8 < HUGE_VAL ? fmod(fabs(x), b * 8) : fabs(x);
    for (step = 4; step >= 1; step /= 2)
        if (a >= b * step) {
            a -= b * step;
            count += step;
        }
    if (a > b - a || (a == b - a && count & 1)) {
        a -= b;
        count++;
    }
    count &= 7;
    *quotient = negative ? -count : count;
    return signbit(x) ? -a : a;
}

double nexttoward(double x, long double y) {
    return nextafter(x, y);
}
