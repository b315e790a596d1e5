/* <math.h>: elementary functions. The polynomials are those of Sun's fdlibm; errors stay below or about one unit in the last place. */
#include <math.h>
#include <bits/real.h>

#define LN2_HIGH 0x1.62e42feep-1
#define LN2_LOW 0x1.a39ef35793c76p-33
#define LOG2E 0x1.71547652b82fep0

/* c[0] + c[1] x + … c[n - 1] x^(n - 1). */
static double polynomial(double x, const double *c, int n) {
    double sum = c[--n];
    while (n)
        sum = sum * x + c[--n];
    return sum;
}

/* The number without its low word: products of two such are exact. */
static double head(double x) {
    union real u;
    u.d = x;
    u.word[0] = 0;
    return u.d;
}

/* ------------------------------------------------------------------ exp */

/* r c / (2 - c), the part of exp(r) beyond 1 + r, for |r| < 0.35. */
static double beyond(double r) {
    static const double p[] = {
        1.66666666666666019037e-01, -2.77777777770155933842e-03, 6.61375632143793436117e-05, -1.65339022054652515390e-06, 4.13813679705723846039e-08,
    };
    double square = r * r, c = r - square * polynomial(square, p, 5);
    return r * c / (2 - c);
}

/* exp(high + low). */
static double exponential(double high, double low) {
    int k;
    double r;
    if (!(fabs(high) < 800))
        return high > 0 ? high * HUGE_VAL : high < 0 ? 0 : high;
    k = rint(high * LOG2E);
    high -= k * LN2_HIGH;
    low -= k * LN2_LOW;
    r = high + low;
    return scalbn(1 + (high + (low + beyond(r))), k);
}

double exp(double x) {
    return exponential(x, 0);
}

double expm1(double x) {
    if (x == 0)
        return x;
    return fabs(x) < 0.35 ? x + beyond(x) : exp(x) - 1;
}

double exp2(double x) {
    double high = head(x);
    if (!(fabs(x) < 1100))
        return exp(x);
    return exponential(high * LN2_HIGH, x * LN2_LOW + (x - high) * LN2_HIGH);
}

double sinh(double x) {
    double t = expm1(fabs(x));
    if (t < 0x1p60)
        return copysign((t + t / (t + 1)) / 2, x);
    t = exp(fabs(x) / 2);
    return copysign(t / 2 * t, x);
}

double cosh(double x) {
    double t = exp(fabs(x) / 2);
    return t < 0x1p30 ? (exp(x) + exp(-x)) / 2 : t / 2 * t;
}

double tanh(double x) {
    double t;
    if (fabs(x) > 22)
        return copysign(1, x);
    t = expm1(2 * fabs(x));
    return copysign(t / (t + 2), x);
}

/* ------------------------------------------------------------------ log */

/* log(x) of a positive, finite number as a number with an empty low word and the rest, good to some 60 bits. */
static double logarithm(double x, double *rest) {
    static const double p[] = {
        6.666666666666735130e-01, 3.999999999940941908e-01, 2.857142874366239149e-01, 2.222219843214978396e-01,
        1.818357216161805012e-01, 1.531383769920937332e-01, 1.479819860511658591e-01,
    };
    int k;
    double f, over, s, s_high, square, high, low;
    x = frexp(x, &k);
    if (x < M_SQRT1_2) {
        x *= 2;
        k--;
    }
    f = x - 1;
    over = head(2 + f);
    s = f / (2 + f);
    s_high = head(s);
    low = (f - s_high * over - s_high * (f - (over - 2))) / (2 + f) * 2;
    square = s * s;
    low += s * square * polynomial(square, p, 7) + k * LN2_LOW;
    s_high *= 2;
    high = head(k * LN2_HIGH + s_high + low);
    *rest = k * LN2_HIGH - high + s_high + low;
    return high;
}

/* log(x) times a factor, which is given as a number with an empty low word and the rest. */
static double scaled_log(double x, double high, double low) {
    double l, rest;
    if (!(x > 0) || x == HUGE_VAL)
        return x == 0 ? -HUGE_VAL : x < 0 ? NAN : x;
    l = logarithm(x, &rest);
    return l * high + (l * low + rest * (high + low));
}

double log(double x) {
    return scaled_log(x, 1, 0);
}

double log2(double x) {
    return scaled_log(x, 0x1.71547p0, 0x1.94ae0bf85ddf4p-22);
}

double log10(double x) {
    return scaled_log(x, 0x1.bcb7bp-2, 0x1.526e50e32a6abp-26);
}

double log1p(double x) {
    double u = 1 + x;
    return u == 1 ? x : u == HUGE_VAL ? u : log(u) * (x / (u - 1));
}

double acosh(double x) {
    return x > 0x1p28 ? log(x) + M_LN2 : log1p(x - 1 + sqrt((x - 1) * (x + 1)));
}

double asinh(double x) {
    double t = fabs(x);
    return copysign(t > 0x1p28 ? log(t) + M_LN2 : log1p(t + t * t / (1 + sqrt(t * t + 1))), x);
}

double atanh(double x) {
    return copysign(log1p(2 * fabs(x) / (1 - fabs(x))) / 2, x);
}

/* ------------------------------------------------------------------ pow */

/* Powers that multiplication may give, because it is exact or nearly so. */
#define FEW 3
#define MOST 64

static double multiplied(double x, int n) {
    double product = 1;
    for (; n; n >>= 1, x *= x)
        if (n & 1)
            product *= x;
    return product;
}

static double power(double x, double y) {
    double l, rest, high = head(y);
    if (x == 0 || isinf(x) || isinf(y))
        return x == 1 ? 1 : exp(y * log(x));
    l = logarithm(x, &rest);
    return exponential(high * l, (y - high) * l + y * rest);
}

double pow(double x, double y) {
    int whole = y == trunc(y);
    double result;
    if (x == 1 || y == 0)
        return 1;
    if (isunordered(x, y))
        return NAN;
    if (whole && fabs(y) <= MOST) {
        result = multiplied(x, fabs(y));
        if (fabs(result) < 0x1p53 && (x == trunc(x) || (fabs(y) <= FEW && fabs(result) > 0x1p-53)))
            return y < 0 ? 1 / result : result;
    }
    if (x < 0 && !whole && isfinite(x))
        return NAN;
    result = power(fabs(x), y);
    return __signbit(x) && whole && y / 2 != trunc(y / 2) ? -result : result;
}

double cbrt(double x) {
    double r;
    if (x == 0 || !isfinite(x))
        return x;
    r = exp(log(fabs(x)) / 3);
    return copysign(r - (r * r - fabs(x) / r) / (3 * r), x);
}

/* Scaled, so that no square overflows or vanishes. */
double hypot(double x, double y) {
    int k;
    double big = fabs(x), small = fabs(y);
    if (isinf(x) || isinf(y))
        return HUGE_VAL;
    frexp(fmax(big, small), &k);
    big = scalbn(big, -k);
    small = scalbn(small, -k);
    return scalbn(sqrt(big * big + small * small), k);
}

/* ------------------------------------------------------------------ sin */

/* What is left of x without `*quarter` quarters of a turn. Each step is exact up to 2 to the 40th; beyond, the turn is only a double. */
static double reduced(double x, int *quarter) {
    static const double pieces[] = {0x1.921fb544p+0, 0x1.0b4611a6p-34, 0x1.3198a2ep-69, 8.47842766036889956997e-32};
    double k, high;
    int i;
    if (!isfinite(x))
        return NAN;
    if (fabs(x) >= 0x1p40)
        return reduced(fmod(x, 4 * M_PI_2), quarter);
    k = rint(x * M_2_PI);
    high = rint(k * 0x1p-20) * 0x1p20;
    *quarter = (long long)k;
    for (i = 0; i < 4; i++) {
        x -= high * pieces[i];
        x -= (k - high) * pieces[i];
    }
    return x;
}

static double sine(double x) {
    static const double p[] = {
        -1.66666666666666324348e-01, 8.33333333332248946124e-03, -1.98412698298579493134e-04,
        2.75573137070700676789e-06, -2.50507602534068634195e-08, 1.58969099521155010221e-10,
    };
    double square = x * x;
    return x + x * square * polynomial(square, p, 6);
}

static double cosine(double x) {
    static const double p[] = {
        4.16666666666666019037e-02, -1.38888888888741095749e-03, 2.48015872894767294178e-05,
        -2.75573143513906633035e-07, 2.08757232129817482790e-09, -1.13596475577881948265e-11,
    };
    double square = x * x, half = square / 2, rough = 1 - half;
    return rough + (1 - rough - half + square * square * polynomial(square, p, 6));
}

/* sin(x + so many quarters). */
static double circular(double x, int ahead) {
    int quarter = 0;
    x = reduced(x, &quarter);
    quarter += ahead;
    x = quarter & 1 ? cosine(x) : sine(x);
    return quarter & 2 ? -x : x;
}

double sin(double x) {
    return x == 0 ? x : circular(x, 0);
}

double cos(double x) {
    return circular(x, 1);
}

double tan(double x) {
    int quarter = 0;
    double r = reduced(x, &quarter);
    if (x == 0)
        return x;
    return quarter & 1 ? -cosine(r) / sine(r) : sine(r) / cosine(r);
}

/* ------------------------------------------------------------------ atan */

/* atan of a positive number: around 0, 1/2, 1, 3/2 or infinity. */
static double arc(double x) {
    static const double p[] = {
        3.33333333333329318027e-01, -1.99999999998764832476e-01, 1.42857142725034663711e-01, -1.11111104054623557880e-01,
        9.09088713343650656196e-02, -7.69187620504482999495e-02, 6.66107313738753120669e-02, -5.83357013379057348645e-02,
        4.97687799461593236017e-02, -3.65315727442169155270e-02, 1.62858201153657823623e-02,
    };
    static const double middle[][2] = {
        {0, 0},
        {4.63647609000806093515e-01, 2.26987774529616870924e-17},
        {7.85398163397448278999e-01, 3.06161699786838301793e-17},
        {9.82793723247329054082e-01, 1.39033110312309984516e-17},
        {M_PI_2, 6.12323399573676603587e-17},
    };
    int at = x < 0.4375 ? 0 : x < 0.6875 ? 1 : x < 1.1875 ? 2 : x < 2.4375 ? 3 : 4;
    double square;
    if (at == 4)
        x = -1 / x;
    else if (at)
        x = (x - at * 0.5) / (1 + x * (at * 0.5));
    square = x * x;
    return middle[at][0] - (x * square * polynomial(square, p, 11) - middle[at][1] - x);
}

double atan(double x) {
    return x == 0 || isnan(x) ? x : copysign(arc(fabs(x)), x);
}

double atan2(double y, double x) {
    double angle;
    if (isunordered(x, y))
        return NAN;
    if (isinf(x) && isinf(y))
        angle = M_PI_4;
    else
        angle = y == 0 ? 0 : arc(fabs(y / x));
    if (__signbit(x))
        angle = M_PI - (angle - 1.2246467991473531772e-16);
    return copysign(angle, y);
}

double asin(double x) {
    return x == 0 ? x : atan2(x, sqrt((1 - x) * (1 + x)));
}

double acos(double x) {
    return 2 * atan2(sqrt(1 - x), sqrt(1 + x));
}
