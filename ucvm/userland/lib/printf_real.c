/* printf's a e f g. All digits of a double are written down (at most 767), then rounded half to even where the precision says. */
#include <bits/printf.h>
#include <bits/real.h>

#define DIGITS 800
#define FIVES 12 /* 5 to the 12th and 2 to the 28th times a digit, and what is carried, fit in a word */
#define TWOS 28
#define HEX_DIGITS 13

/* 0.d1d2d3… times 10 to the power `point`; `start` is at d1. To be shown: `places` of them behind the point, then the suffix. */
struct digits {
    char *start, *end, *suffix;
    int point, places, upper;
    char exponent[8];
};

/* Multiply the digits by a factor; where they then begin. */
static char *times(char *start, char *end, unsigned factor) {
    unsigned carry = 0;
    for (; end > start || carry; carry /= 10) {
        if (--end >= start)
            carry += (*end - '0') * factor;
        *end = '0' + carry % 10;
    }
    return end;
}

/* mantissa * 2 to the power `power`; 2 to the -n is 5 to the n behind the point. */
static void expand(struct digits *d, unsigned long long mantissa, int power) {
    int behind;
    for (; power < 0 && !(mantissa & 1); power++)
        mantissa >>= 1;
    behind = power < 0 ? -power : 0;
    d->start = __digits(mantissa, 10, 0, d->end);
    for (; power <= -FIVES; power += FIVES)
        d->start = times(d->start, d->end, 244140625);
    for (; power < 0; power++)
        d->start = times(d->start, d->end, 5);
    for (; power > 0; power -= TWOS)
        d->start = times(d->start, d->end, 1 << (power < TWOS ? power : TWOS));
    d->point = d->end - d->start - behind;
}

/* Is what follows the digits before p more than half of the last place, or half of an odd one? */
static int rounds_up(const struct digits *d, const char *p) {
    const char *q = p + 1;
    if (*p != '5')
        return *p > '5';
    while (q < d->end && *q == '0')
        q++;
    return q < d->end || (p > d->start && p[-1] & 1);
}

/* Keep n digits; of a number that is below all places, none. */
static void round_to(struct digits *d, int n) {
    char *p = d->start + n;
    int up;
    if (n >= d->end - d->start)
        return;
    if (n < 0) {
        d->end = d->start;
        return;
    }
    up = rounds_up(d, p);
    d->end = p;
    if (!up)
        return;
    while (p > d->start && p[-1] == '9')
        *--p = '0';
    if (p > d->start)
        p[-1]++;
    else {
        *--d->start = '1';
        d->point++;
    }
}

static void strip_zeros(struct digits *d) {
    int behind;
    while (d->end > d->start && d->end[-1] == '0')
        d->end--;
    behind = d->end - d->start - d->point;
    if (d->places > behind)
        d->places = behind < 0 ? 0 : behind;
}

/* The suffix: a letter, a sign and at least so many digits. */
static void put_exponent(struct digits *d, int letter, int value, int least) {
    char *end = d->exponent + sizeof d->exponent;
    d->suffix = __digits(value < 0 ? -value : value, 10, 0, end);
    while (end - d->suffix < least)
        *--d->suffix = '0';
    *--d->suffix = value < 0 ? '-' : '+';
    *--d->suffix = letter - d->upper;
}

/* e f g: how many places, and whether with an exponent. */
static void decimal(struct output *o, struct digits *d, int kind) {
    int exponent, first = d->point;
    d->places = o->precision < 0 ? 6 : o->precision;
    if (kind == 'g' && d->places)
        d->places--;
    if (kind != 'f')
        first = 1;
    round_to(d, first + d->places);
    exponent = d->point - 1;
    if (kind == 'e' || (kind == 'g' && (exponent < -4 || exponent > d->places))) {
        put_exponent(d, 'e', exponent, 2);
        d->point = 1;
    } else if (kind == 'g')
        d->places -= exponent;
    if (kind == 'g' && !(o->flags & ALTERNATE))
        strip_zeros(d);
}

/* a: 14 digits of four bits, the first before the point, rounded as a number. */
static void hexadecimal(struct output *o, struct digits *d, unsigned long long mantissa, int power) {
    unsigned long long unit;
    d->places = o->precision;
    if ((unsigned)d->places < HEX_DIGITS) {
        unit = 1ull << (R_PLACES - 4 * d->places);
        mantissa = (mantissa + unit / 2 - !(mantissa & unit)) & -unit;
    }
    d->start = __digits(mantissa | 1ull << 56, 16, 'a' - d->upper, d->end) + 1;
    d->point = 1;
    put_exponent(d, 'p', mantissa ? power + R_PLACES : 0, 1);
    if (d->places < 0) {
        d->places = HEX_DIGITS;
        strip_zeros(d);
    }
}

/* The next n digits, zeros behind the last. */
static void part(struct output *o, struct digits *d, int n) {
    int there = d->end - d->start;
    if (n < there)
        there = n;
    __emit(o, d->start, there);
    d->start += there;
    __pad(o, "00000000", n - there);
}

static void show(struct output *o, struct digits *d, const char *prefix, int before) {
    int dot = d->places || o->flags & ALTERNATE, tail = d->exponent + sizeof d->exponent - d->suffix, zeros;
    int fill = o->width - before - (d->point > 0 ? d->point : 1) - !!dot - d->places - tail;
    if (!(o->flags & (LEFT | ZERO)))
        __pad(o, "        ", fill);
    __emit(o, prefix, before);
    if ((o->flags & (LEFT | ZERO)) == ZERO)
        __pad(o, "00000000", fill);
    if (d->point <= 0)
        __emit(o, "0", 1);
    else
        part(o, d, d->point);
    if (dot)
        __emit(o, ".", 1);
    zeros = d->point < 0 ? -d->point : 0;
    if (zeros > d->places)
        zeros = d->places;
    __pad(o, "00000000", zeros);
    part(o, d, d->places - zeros);
    __emit(o, d->suffix, tail);
    if (o->flags & LEFT)
        __pad(o, "        ", fill);
}

/* The number without its sign. */
static void finite(struct output *o, union real x, int kind, struct digits *d, char *prefix, int before) {
    int exponent = x.word[1] >> 20;
    x.word[1] &= R_ONE - 1;
    if (exponent--)
        x.word[1] |= R_ONE;
    else
        exponent = 0;
    exponent -= R_BIAS + R_PLACES - 1;
    if (kind == 'a') {
        prefix[before++] = '0';
        prefix[before++] = 'x' - d->upper;
        hexadecimal(o, d, x.bits, exponent);
    } else {
        if (x.bits)
            expand(d, x.bits, exponent);
        decimal(o, d, kind);
    }
    show(o, d, prefix, before);
}

int __printf_real(struct output *o, int c) {
    char buf[DIGITS], prefix[3];
    struct digits d;
    union real x;
    int kind = c | 32, before;
    if (kind < 'e' ? kind != 'a' : kind > 'g')
        return 0;
    d.upper = ~c & 32;
    d.start = d.end = buf + sizeof buf;
    d.suffix = d.exponent + sizeof d.exponent;
    d.point = 1;
    x.d = va_arg(o->ap, double);
    before = __sign(o, x.word[1] & R_SIGN, prefix);
    x.word[1] &= ~R_SIGN;
    if (x.word[1] < R_SPECIAL)
        finite(o, x, kind, &d, prefix, before);
    else
        __show(o, prefix, before, 0, (d.upper ? "INF\0NAN" : "inf\0nan") + (x.bits == (unsigned long long)R_SPECIAL << 32 ? 0 : 4), 3);
    return 1;
}
