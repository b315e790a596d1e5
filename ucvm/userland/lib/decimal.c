/* Arithmetic with decimal numbers (decimal.h): the schoolbook algorithms on limbs of four digits. */
#include <decimal.h>
#include <tool.h>

enum { LIMB = DECIMAL_LIMB, LIMB_DIGITS = 4, MOST_LIMBS = 12000 };

static const unsigned short powers[] = {1, 10, 100, 1000};

static unsigned limbs_of(unsigned scale)
{
    return (scale + LIMB_DIGITS - 1) / LIMB_DIGITS;
}

static unsigned most(unsigned a, unsigned b)
{
    return a > b ? a : b;
}

struct decimal *decimal_new(unsigned whole, unsigned scale)
{
    unsigned part = limbs_of(scale);
    struct decimal *d;
    if (whole > MOST_LIMBS || scale > MOST_LIMBS * LIMB_DIGITS)
        diex("memory exhausted");
    d = need(sizeof *d + (whole + part) * sizeof *d->limb);
    memset(d, 0, sizeof *d + (whole + part) * sizeof *d->limb);
    d->refs = 1;
    d->whole = whole;
    d->part = part;
    d->scale = scale;
    return d;
}

struct decimal *decimal_settle(struct decimal *d, unsigned scale)
{
    unsigned gone = 0, lost;
    if (scale < d->scale) {
        gone = d->part - limbs_of(scale);
        d->part -= gone;
        d->scale = scale;
        memmove(d->limb, d->limb + gone, (d->whole + d->part) * sizeof *d->limb);
    }
    if (d->part) {
        lost = powers[d->part * LIMB_DIGITS - d->scale];
        *d->limb -= *d->limb % lost;
    }
    while (d->whole && !d->limb[d->whole + d->part - 1])
        d->whole--, gone++;
    if (decimal_is_zero(d))
        d->negative = 0;
    return gone ? resize(d, sizeof *d + (d->whole + d->part) * sizeof *d->limb) : d;
}

static struct decimal *copy_of(const struct decimal *a)
{
    struct decimal *d = decimal_new(a->whole, a->scale);
    memcpy(d->limb, a->limb, (a->whole + a->part) * sizeof *a->limb);
    d->negative = a->negative;
    return d;
}

struct decimal *decimal_keep(struct decimal *d)
{
    d->refs++;
    return d;
}

void decimal_drop(struct decimal *d)
{
    if (d && !--d->refs)
        free(d);
}

struct decimal *decimal_of(int n)
{
    struct decimal *d = decimal_new(3, 0);
    unsigned rest = n < 0 ? -(unsigned)n : (unsigned)n, i;
    d->negative = n < 0;
    for (i = 0; i < 3; i++, rest /= LIMB)
        d->limb[i] = rest % LIMB;
    return decimal_settle(d, 0);
}

/* Whether the whole part fits an int; *n is that. */
int decimal_integer(const struct decimal *d, int *n)
{
    const unsigned short *limb = d->limb + d->part;
    unsigned i, value = 0;
    if (d->whole > 3 || (d->whole == 3 && (limb[2] > 21 || (limb[2] == 21 && (limb[1] > 4748 || (limb[1] == 4748 && limb[0] > 3647))))))
        return 0;
    for (i = d->whole; i > 0;)
        value = value * LIMB + limb[--i];
    *n = d->negative ? -(int)value : (int)value;
    return 1;
}

int decimal_is_zero(const struct decimal *d)
{
    int i;
    for (i = 0; i < d->whole + d->part; i++)
        if (d->limb[i])
            return 0;
    return 1;
}

static int is_whole(const struct decimal *d)
{
    int i;
    for (i = 0; i < d->part; i++)
        if (d->limb[i])
            return 0;
    return 1;
}

/* Digits before the point without leading zeros, and all after it; at least one. */
unsigned decimal_length(const struct decimal *d)
{
    unsigned n = d->whole * LIMB_DIGITS, top = d->whole ? d->limb[d->whole + d->part - 1] : 0;
    if (top)
        n -= top < 10 ? 3 : top < 100 ? 2 : top < 1000 ? 1 : 0;
    return most(n + d->scale, 1);
}

/* The limb of weight 10000^place. */
static int limb_at(const struct decimal *d, int place)
{
    int i = place + d->part;
    return i >= 0 && i < d->whole + d->part ? d->limb[i] : 0;
}

static int compare_sizes(const struct decimal *a, const struct decimal *b)
{
    int place, order = 0, last = -(int)most(a->part, b->part);
    for (place = most(a->whole, b->whole) - 1; !order && place >= last; place--)
        order = limb_at(a, place) - limb_at(b, place);
    return order;
}

int decimal_compare(const struct decimal *a, const struct decimal *b)
{
    if (a->negative != b->negative)
        return a->negative ? -1 : 1;
    return a->negative ? compare_sizes(b, a) : compare_sizes(a, b);
}

/* |a| + sign * |b|, where |a| >= |b| if sign is -1. */
static struct decimal *combine(const struct decimal *a, const struct decimal *b, int sign)
{
    struct decimal *d = decimal_new(most(a->whole, b->whole) + (sign > 0), most(a->scale, b->scale));
    int place, sum, carry = 0;
    for (place = -d->part; place < d->whole; place++) {
        sum = limb_at(a, place) + sign * limb_at(b, place) + carry;
        carry = sum < 0 ? -1 : sum >= LIMB;
        d->limb[place + d->part] = sum - carry * LIMB;
    }
    return d;
}

static struct decimal *sum(const struct decimal *a, const struct decimal *b, int b_negative)
{
    struct decimal *d;
    if (a->negative == b_negative) {
        d = combine(a, b, 1);
        d->negative = a->negative;
    } else if (compare_sizes(a, b) >= 0) {
        d = combine(a, b, -1);
        d->negative = a->negative;
    } else {
        d = combine(b, a, -1);
        d->negative = b_negative;
    }
    return decimal_settle(d, d->scale);
}

struct decimal *decimal_add(const struct decimal *a, const struct decimal *b)
{
    return sum(a, b, b->negative);
}

struct decimal *decimal_subtract(const struct decimal *a, const struct decimal *b)
{
    return sum(a, b, !b->negative);
}

struct decimal *decimal_negate(const struct decimal *a)
{
    struct decimal *d = copy_of(a);
    d->negative = !d->negative;
    return decimal_settle(d, d->scale);
}

struct decimal *decimal_truncate(const struct decimal *a)
{
    return decimal_settle(copy_of(a), 0);
}

/* to[0..n] += from[0..n-1] * factor; the last of it is the carry. */
static void add_product(unsigned short *to, const unsigned short *from, unsigned n, unsigned factor)
{
    unsigned i, t, carry = 0;
    for (i = 0; i < n; i++) {
        t = to[i] + from[i] * factor + carry;
        carry = t / LIMB;
        to[i] = t - carry * LIMB;
    }
    to[n] += carry;
}

/* With all its digits. */
static struct decimal *product(const struct decimal *a, const struct decimal *b)
{
    unsigned n = a->whole + a->part, m = b->whole + b->part, i;
    struct decimal *d = decimal_new(a->whole + b->whole, (a->part + b->part) * LIMB_DIGITS);
    for (i = 0; i < n; i++)
        if (a->limb[i])
            add_product(d->limb + i, b->limb, m, a->limb[i]);
    d->negative = a->negative != b->negative;
    return decimal_settle(d, a->scale + b->scale);
}

struct decimal *decimal_multiply(const struct decimal *a, const struct decimal *b, unsigned scale)
{
    struct decimal *d = product(a, b);
    unsigned limit = most(scale, most(a->scale, b->scale));
    return d->scale > limit ? decimal_settle(d, limit) : d;
}

/* to[0..n] -= from[0..n-1] * factor; whether that was too much. */
static int take_product(unsigned short *to, const unsigned short *from, unsigned n, unsigned factor)
{
    unsigned i, t, borrow = 0;
    for (i = 0; i < n; i++) {
        t = from[i] * factor + borrow;
        borrow = t / LIMB;
        t -= borrow * LIMB;
        if (to[i] < t)
            to[i] += LIMB, borrow++;
        to[i] -= t;
    }
    t = to[n] < borrow;
    to[n] -= borrow;
    return t;
}

/* to[0..n] += from[0..n-1], dropping the carry that take_product borrowed. */
static void give_back(unsigned short *to, const unsigned short *from, unsigned n)
{
    unsigned i, t, carry = 0;
    for (i = 0; i < n; i++) {
        t = to[i] + from[i] + carry;
        carry = t >= LIMB;
        to[i] = carry ? t - LIMB : t;
    }
    to[n] += carry;
}

/* u[0..n+m] / v[0..n-1] into q[0..m]: Knuth's algorithm D, n > 1 and v[n-1] >= LIMB/2. u becomes the remainder. */
static void divide_limbs(unsigned short *u, const unsigned short *v, unsigned n, int m, unsigned short *q)
{
    unsigned guess, rest, top;
    int j;
    for (j = m; j >= 0; j--) {
        top = u[j + n] * LIMB + u[j + n - 1];
        guess = top / v[n - 1];
        rest = top - guess * v[n - 1];
        while (rest < LIMB && (guess >= LIMB || guess * v[n - 2] > rest * LIMB + u[j + n - 2]))
            guess--, rest += v[n - 1];
        if (take_product(u + j, v, n, guess)) {
            guess--;
            give_back(u + j, v, n);
        }
        q[j] = guess;
    }
}

unsigned decimal_divide_limbs(unsigned short *limb, unsigned n, unsigned divisor)
{
    unsigned rest = 0, t;
    unsigned long long wide;
    while (n-- > 0)
        if (divisor <= DECIMAL_WIDE) {
            t = rest * LIMB + limb[n];
            limb[n] = t / divisor;
            rest = t % divisor;
        } else {
            wide = (unsigned long long)rest * LIMB + limb[n];
            limb[n] = wide / divisor;
            rest = wide % divisor;
        }
    return rest;
}

/* Limbs of a number times factor, with `shift` zeros below and `room` above; a negative shift drops limbs. */
static unsigned short *scaled(const struct decimal *d, unsigned factor, int shift, unsigned room)
{
    unsigned n = d->whole + d->part, from = shift < 0 ? -shift : 0, low = shift > 0 ? shift : 0;
    unsigned size = low + (n > from ? n - from : 0) + room;
    unsigned short *limbs = need(size * sizeof *limbs);
    memset(limbs, 0, size * sizeof *limbs);
    if (n > from)
        add_product(limbs + low, d->limb + from, n - from, factor);
    return limbs;
}

struct decimal *decimal_divide(const struct decimal *a, const struct decimal *b, unsigned scale)
{
    unsigned n = b->whole + b->part, total, factor;
    int shift = limbs_of(scale) + b->part - a->part, size;
    unsigned short *u, *v, *q;
    struct decimal *d;
    while (!b->limb[n - 1])
        n--;
    size = a->whole + a->part + shift;
    total = most(size > 0 ? size : 0, n);
    d = decimal_new(total - n + 1 > limbs_of(scale) ? total - n + 1 - limbs_of(scale) : 0, scale);
    q = d->limb;
    factor = LIMB / (b->limb[n - 1] + 1);
    u = scaled(a, n > 1 ? factor : 1, shift, total - (size > 0 ? size : 0) + 2);
    if (n > 1) {
        v = scaled(b, factor, 0, 1);
        divide_limbs(u, v, n, total - n, q);
        free(v);
    } else {
        decimal_divide_limbs(u, total, *b->limb);
        memcpy(q, u, total * sizeof *q);
    }
    free(u);
    d->negative = a->negative != b->negative;
    return decimal_settle(d, scale);
}

struct decimal *decimal_remainder(const struct decimal *a, const struct decimal *b, unsigned scale)
{
    struct decimal *quotient = decimal_divide(a, b, scale), *whole = product(quotient, b), *rest = decimal_subtract(a, whole);
    decimal_drop(quotient);
    decimal_drop(whole);
    return decimal_settle(rest, most(a->scale, scale + b->scale));
}

/* *to *= by, and the old *to is dropped. */
static void multiply_by(struct decimal **to, struct decimal *by)
{
    struct decimal *d = product(*to, by);
    decimal_drop(*to);
    *to = d;
}

/* Powers are exact before they are cut. */
struct decimal *decimal_power(struct decimal *a, int exponent, unsigned scale)
{
    struct decimal *result = decimal_of(1), *square = decimal_keep(a), *one;
    unsigned n = exponent < 0 ? -(unsigned)exponent : (unsigned)exponent;
    for (; n; n >>= 1) {
        if (n & 1)
            multiply_by(&result, square);
        if (n > 1)
            multiply_by(&square, square);
    }
    decimal_drop(square);
    if (exponent >= 0)
        return decimal_settle(result, most(scale, a->scale));
    one = decimal_of(1);
    square = decimal_divide(one, result, scale);
    decimal_drop(one);
    decimal_drop(result);
    return square;
}

/* A power of ten that is not smaller than the root of a, of a scale. */
static struct decimal *above_root(const struct decimal *a, unsigned scale)
{
    int top = a->whole - 1;
    struct decimal *d;
    while (top >= -a->part && !limb_at(a, top))
        top--;
    top = top + 1 > 0 ? (top + 2) / 2 : -(-(top + 1) / 2);
    d = decimal_new(top >= 0 ? top + 1 : 0, scale);
    if (top + d->part >= 0)
        d->limb[top + d->part] = 1;
    return d;
}

/* Newton's iteration from above on numbers of one scale: it falls until it stands at the root, rounded down. */
struct decimal *decimal_root(const struct decimal *a, unsigned scale)
{
    int whole = 0;
    struct decimal *guess, *next, *other;
    scale = most(scale, a->scale);
    if (decimal_is_zero(a) || (decimal_integer(a, &whole) && whole == 1 && is_whole(a)))
        return decimal_of(whole);
    for (guess = above_root(a, scale);; guess = next) {
        other = decimal_divide(a, guess, scale);
        next = combine(guess, other, 1);
        decimal_drop(other);
        decimal_divide_limbs(next->limb, next->whole + next->part, 2);
        next = decimal_settle(next, scale);
        if (decimal_compare(next, guess) >= 0)
            break;
        decimal_drop(guess);
    }
    decimal_drop(next);
    return decimal_settle(guess, scale);
}
