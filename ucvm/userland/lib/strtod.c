/* strtod, strtof, strtold, atof: decimal and hexadecimal, correctly rounded. The digits are read into a long fixed-point number, which is
 * multiplied or divided by powers of ten; of the result the 64 leading bits count, and whether anything follows. */
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <bits/real.h>

#define MOST_DIGITS 770 /* more than the middle between two doubles has */
#define FRACTION 75     /* limbs behind the point: 64 bits even of 10 to the -330 */
#define LIMBS (FRACTION + 194)
#define OVER 310
#define UNDER (-330)
#define FAR 20000

/* What is read: `more` is not 0 if more bits follow. `checked` tells a number whose range matters. */
struct number {
    unsigned short limb[LIMBS];
    int top, count, scale, more, exponent, checked;
    unsigned sign;
    unsigned long long mantissa;
};

static int digit(int c) {
    return isdigit(c) ? c - '0' : isalpha(c) ? (c | 32) - 'a' + 10 : 99;
}

static void multiply(struct number *n, int from, unsigned factor, unsigned add) {
    for (; from < n->top || add; from++) {
        add += n->limb[from] * factor;
        n->limb[from] = add;
        add >>= 16;
    }
    if (from > n->top)
        n->top = from;
}

static void divide(struct number *n, unsigned divisor) {
    unsigned rest = 0;
    int i;
    for (i = n->top; i--;) {
        rest = rest << 16 | n->limb[i];
        n->limb[i] = rest / divisor;
        rest %= divisor;
    }
    n->more |= rest;
    while (!n->limb[n->top - 1])
        n->top--;
}

/* 64 bits from the top limb down. */
static void take(struct number *n) {
    int i, shift = 0;
    while (n->limb[n->top - 1] << shift < 0x8000)
        shift++;
    multiply(n, 0, 1 << shift, 0);
    n->exponent = R_BIAS + 16 * (n->top - FRACTION) - 1 - shift;
    n->top -= 4;
    memcpy(&n->mantissa, n->limb + n->top, sizeof n->mantissa);
    for (i = n->top; i--;)
        n->more |= n->limb[i];
    n->mantissa |= n->more != 0;
}

static void scale_by_tens(struct number *n) {
    int digits = n->count + n->scale;
    if (digits > OVER || digits < UNDER) {
        n->mantissa = 1;
        n->exponent = digits > 0 ? FAR : -FAR;
        return;
    }
    for (; n->scale > 0; n->scale--)
        multiply(n, FRACTION, 10, 0);
    for (; n->scale <= -4; n->scale += 4)
        divide(n, 10000);
    for (; n->scale < 0; n->scale++)
        divide(n, 10);
    take(n);
}

/* A decimal exponent in front of which the letter stands; without digits it is none. */
static const char *exponent(const char *s, int letter, int *value) {
    const char *p = s + 1;
    int negative, n = 0;
    *value = 0;
    if ((*s | 32) != letter)
        return s;
    negative = *p == '-';
    if (negative || *p == '+')
        p++;
    if (!isdigit(*p))
        return s;
    for (; isdigit(*p); p++)
        if (n < 10 * FAR)
            n = n * 10 + *p - '0';
    *value = negative ? -n : n;
    return p;
}

/* Digits with or without a point; NULL if there is no digit. */
static const char *digits(struct number *n, const char *s, int base) {
    int d, any = 0, behind = 0;
    for (;; s++) {
        d = digit(*s);
        if (*s == '.' && !behind) {
            behind = 1;
            continue;
        }
        if (d >= base)
            return any ? s : NULL;
        any = 1;
        if (n->count < MOST_DIGITS) {
            multiply(n, FRACTION, base, d);
            n->count += n->top > FRACTION;
            n->scale -= behind;
        } else {
            n->more |= d;
            n->scale += !behind;
        }
    }
}

static const char *number(struct number *n, const char *s) {
    int hexadecimal = *s == '0' && (s[1] | 32) == 'x' && (isxdigit(s[2]) || (s[2] == '.' && isxdigit(s[3]))), power;
    s = digits(n, hexadecimal ? s + 2 : s, hexadecimal ? 16 : 10);
    if (!s)
        return NULL;
    s = exponent(s, hexadecimal ? 'p' : 'e', &power);
    if (n->top == FRACTION)
        return s;
    if (hexadecimal) {
        take(n);
        power += 4 * n->scale + n->exponent;
        n->exponent = power > FAR ? FAR : power < -FAR ? -FAR : power;
    } else {
        n->scale += power;
        scale_by_tens(n);
    }
    n->checked = 1;
    return s;
}

/* inf, infinity, nan and nan(…). */
static const char *word(struct number *n, const char *s) {
    const char *p;
    n->mantissa = 1ull << 63;
    n->exponent = R_INFINITE;
    if (!strncasecmp(s, "inf", 3))
        return strncasecmp(s, "infinity", 8) ? s + 3 : s + 8;
    n->exponent = R_NAN;
    if (strncasecmp(s, "nan", 3))
        return NULL;
    s += 3;
    for (p = s + 1; isalnum(*p) || *p == '_';)
        p++;
    return *s == '(' && *p == ')' ? p + 1 : s;
}

static void read(struct number *n, const char *s, char **end) {
    const char *p = s, *to;
    memset(n, 0, sizeof *n);
    n->top = FRACTION;
    while (isspace(*p))
        p++;
    if (*p == '-')
        n->sign = R_SIGN;
    if (*p == '-' || *p == '+')
        p++;
    to = number(n, p);
    if (!to)
        to = word(n, p);
    if (!to)
        n->mantissa = n->exponent = n->sign = 0;
    if (end)
        *end = (char *)(to ? to : s);
}

/* Below the normal numbers from `first` on, or beyond them? */
static void check(const struct number *n, unsigned bits, unsigned first, unsigned infinity) {
    if (n->checked && (bits & ~R_SIGN) - first >= infinity - first)
        errno = ERANGE;
}

double strtod(const char *s, char **end) {
    struct number n;
    union real x;
    read(&n, s, end);
    x.d = __make_double(n.mantissa, n.exponent, n.sign);
    check(&n, x.word[1], R_ONE, R_SPECIAL);
    return x.d;
}

float strtof(const char *s, char **end) {
    struct number n;
    union {
        float f;
        unsigned bits;
    } x;
    read(&n, s, end);
    x.f = __make_float(n.mantissa, n.exponent, n.sign);
    check(&n, x.bits, 0x800000, 0x7f800000);
    return x.f;
}

long double strtold(const char *s, char **end) {
    return strtod(s, end);
}

double atof(const char *s) {
    return strtod(s, NULL);
}
