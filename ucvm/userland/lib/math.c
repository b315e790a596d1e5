/* <math.h>. What can be exact is exact; the rest is series after a reduction of the argument, right but for a few units of the last place
   (pow: relative errors of up to some 1e-14; sin, cos and tan: for arguments up to 1e12). sqrt is in float64.s. */
#include <math.h>
#include <bits/real.h>

static int exponent(double x) {
    union real u;
    u.d = x;
    return (u.word[1] >> 20 & 0x7ff) - R_BIAS;
}

/* 2 to the k, for exponents of normal numbers. */
static double power_of_two(int k) {
    union real u;
    u.word[0] = 0;
    u.word[1] = (k + R_BIAS) << 20;
    return u.d;
}

double fabs(double x) {
    union real u;
    u.d = x;
    u.word[1] &= ~R_SIGN;
    return u.d;
}

double trunc(double x) {
    union real u;
    int e = exponent(x);
    u.d = x;
    if (e < 0) {
        u.word[0] = 0;
        u.word[1] &= R_SIGN;
    } else if (e <= 20) {
        u.word[0] = 0;
        u.word[1] &= ~(0xfffffu >> e);
    } else if (e < R_PLACES)
        u.word[0] &= ~(0xffffffffu >> (e - 20));
    return u.d;
}

double floor(double x) {
    double whole = trunc(x);
    return whole > x ? whole - 1 : whole;
}

double ceil(double x) {
    double whole = trunc(x);
    return whole < x ? whole + 1 : whole;
}

double ldexp(double x, int k) {
    for (; k > 1000; k -= 1000)
        x *= power_of_two(1000);
    for (; k < -1000; k += 1000)
        x *= power_of_two(-1000);
    return x * power_of_two(k);
}

double frexp(double x, int *k) {
    int e = exponent(x);
    *k = 0;
    if (x == 0 || e == 1024)
        return x;
    if (e == -1023) {
        x = frexp(x * power_of_two(54), k);
        *k -= 54;
        return x;
    }
    *k = e + 1;
    return ldexp(x, -*k);
}

/* By long division: y times a power of two is taken off as often as it goes. */
double fmod(double x, double y) {
    double rest = fabs(x), step = fabs(y), least = step;
    if (y == 0 || x - x != 0 || y != y)
        return (x - x) / (y - y);
    if (rest < step)
        return x;
    while (step <= rest / 2)
        step += step;
    for (; step >= least; step /= 2)
        if (rest >= step)
            rest -= step;
    return x < 0 ? -rest : rest;
}

/* 1 + z/3 + z^2/5 + ... */
static double odd_series(double z) {
    double sum = 0;
    int n;
    for (n = 31; n > 0; n -= 2)
        sum = 1.0 / n + z * sum;
    return sum;
}

#define LN2_HIGH 0x1.62e42feep-1 /* so short that a product with an exponent is exact */
#define LN2_LOW 0x1.a39ef35793c76p-33

double exp(double x) {
    double rest, sum = 1;
    int k, n;
    if (x != x)
        return x;
    if (x > 710)
        return x * power_of_two(1023) * 2;
    if (x < -746)
        return 0;
    k = x * 1.4426950408889634 + (x < 0 ? -0.5 : 0.5);
    rest = x - k * LN2_HIGH - k * LN2_LOW;
    for (n = 14; n > 0; n--)
        sum = 1 + rest * sum / n;
    return ldexp(sum, k);
}

double log(double x) {
    double s;
    int k;
    if (x == 0)
        return -1 / fabs(x);
    if (x < 0 || x - x != 0)
        return x > 0 ? x : (x - x) / (x - x);
    x = frexp(x, &k);
    if (x < 0.7071067811865476) {
        x += x;
        k--;
    }
    s = (x - 1) / (x + 1);
    return k * LN2_HIGH + (2 * s * odd_series(s * s) + k * LN2_LOW);
}

double log10(double x) {
    return log(x) / 2.302585092994045684;
}

static double whole_power(double x, int n) {
    double product = 1;
    for (;; x *= x) {
        if (n & 1)
            product *= x;
        if (!(n >>= 1))
            return product;
    }
}

/* Small whole powers by multiplication, which keeps them exact as long as that is possible. */
double pow(double x, double y) {
    double whole = trunc(y), part, size = fabs(whole);
    if (x == 1 || y == 0)
        return 1;
    if (size > 2048 || y != y) {
        if (x < 0 && whole == y)
            return fmod(size, 2) == 1 ? -pow(-x, y) : pow(-x, y);
        return exp(y * log(x));
    }
    part = whole == y ? 1 : exp((y - whole) * log(x));
    size = whole_power(x, size);
    if (y >= 0)
        return size * part;
    return size - size == 0 ? part / size : part * whole_power(1 / x, -(int)whole);
}

/* sin or, from 1 on, cos near 0. */
static double wave(double x, int cosine) {
    double z = x * x, sum = 1;
    int n;
    for (n = 18 + !cosine; n > 1; n -= 2)
        sum = 1 - z * sum / (n * (n - 1));
    return cosine ? sum : x * sum;
}

/* sin of x and `turn` right angles. The right angles in x are taken off as a multiple of 2^20 and the rest, so that the products with the first
   two parts of pi/2 are exact. */
static double sine(double x, int turn) {
    static const double parts[] = {0x1.921fb544p0, 0x1.0b4611a6p-34, 0x1.3198a2e037073p-69};
    double k, most;
    int i;
    if (fabs(x) > 1e12)
        x = fmod(x, 2 * M_PI);
    if (x != x)
        return x;
    k = floor(x * 0.63661977236758134308 + 0.5);
    most = trunc(k * 0x1p-20) * 0x1p20;
    for (i = 0; i < 3; i++)
        x = x - most * parts[i] - (k - most) * parts[i];
    turn += (int)fmod(k, 4);
    x = wave(x, turn & 1);
    return turn & 2 ? -x : x;
}

double sin(double x) {
    return sine(x, 0);
}

double cos(double x) {
    return sine(x, 1);
}

double tan(double x) {
    return sin(x) / cos(x);
}

double atan(double x) {
    const double root3 = 1.7320508075688772935;
    double size = fabs(x), angle = 0;
    if (!(size > 0))
        return x;
    if (size > 1)
        return x < 0 ? atan(1 / size) - M_PI / 2 : M_PI / 2 - atan(1 / size);
    if (size > 0.26794919243112270) {
        size = (size * root3 - 1) / (size + root3);
        angle = M_PI / 6;
    }
    angle += size * odd_series(-size * size);
    return x < 0 ? -angle : angle;
}

double atan2(double y, double x) {
    double angle, zero = 0;
    if (x != x || y != y)
        return x + y;
    if (fabs(x) == fabs(y) && x - x != 0)
        angle = x > 0 ? M_PI / 4 : 3 * M_PI / 4;
    else if (y == 0)
        angle = x < 0 || 1 / x < 0 ? M_PI : zero;
    else if (fabs(y) > fabs(x))
        angle = M_PI / 2 - atan(x / fabs(y));
    else
        angle = x < 0 ? M_PI - atan(fabs(y) / -x) : atan(fabs(y) / x);
    return y < 0 || 1 / y < 0 ? -angle : angle;
}

double asin(double x) {
    return atan2(x, sqrt((1 - x) * (1 + x)));
}

double acos(double x) {
    return atan2(sqrt((1 - x) * (1 + x)), x);
}

double modf(double x, double *whole) {
    *whole = trunc(x);
    return x - x == 0 ? x - *whole : x != x ? x : 0;
}
