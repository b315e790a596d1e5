/* Decimal numbers as text in any base (decimal.h). */
#include <ctype.h>
#include <decimal.h>
#include <tool.h>

enum { CHUNK = 65536 };

static const unsigned short powers[] = {1, 10, 100, 1000};

static int digit_of(int c, unsigned base, int capped)
{
    unsigned value = isdigit(c) ? c - '0' : c - 'A' + 10;
    return capped && value >= base ? base - 1 : value;
}

/* limb[0..n-1] = limb * factor + carry; what is left over. */
static unsigned multiply_short(unsigned short *limb, unsigned n, unsigned factor, unsigned carry)
{
    unsigned i, t;
    unsigned long long wide;
    for (i = 0; i < n; i++)
        if (factor <= DECIMAL_WIDE) {
            t = limb[i] * factor + carry;
            carry = t / DECIMAL_LIMB;
            limb[i] = t - carry * DECIMAL_LIMB;
        } else {
            wide = (unsigned long long)limb[i] * factor + carry;
            carry = wide / DECIMAL_LIMB;
            limb[i] = wide % DECIMAL_LIMB;
        }
    return carry;
}

/* How many of the limbs count. */
static unsigned used(const unsigned short *limb, unsigned n)
{
    while (n && !limb[n - 1])
        n--;
    return n;
}

/* n digits before the point and `scale` after it, in base 10. */
static struct decimal *read_decimal(const char *s, unsigned n, unsigned scale)
{
    struct decimal *d = decimal_new((n + 3) / 4, scale);
    int place = n - 1, limb;
    for (; *s; s++) {
        if (*s == '.')
            continue;
        limb = place + d->part * 4;
        d->limb[limb / 4] += (*s - '0') * powers[limb % 4];
        place--;
    }
    return decimal_settle(d, d->scale);
}

/* n digits as a whole number. */
static struct decimal *read_whole(const char *s, unsigned n, unsigned base, int capped)
{
    struct decimal *d = decimal_new(n * (base > 10 ? 2 : 1) / 4 + 1, 0);
    unsigned limbs = 0, carry;
    while (n-- > 0) {
        carry = multiply_short(d->limb, limbs, base, digit_of(*s++, base, capped));
        if (carry)
            d->limb[limbs++] = carry;
    }
    return decimal_settle(d, d->scale);
}

static struct decimal *read_fraction(const char *s, unsigned n, unsigned base, int capped)
{
    struct decimal *above = read_whole(s, n, base, capped), *one = decimal_of(base), *below = decimal_power(one, n, 0), *d;
    d = decimal_divide(above, below, n);
    decimal_drop(above);
    decimal_drop(one);
    decimal_drop(below);
    return d;
}

struct decimal *decimal_read(const char *text, unsigned base, int capped)
{
    const char *point;
    unsigned n, scale;
    struct decimal *whole, *fraction, *d;
    text += strspn(text, "0");
    point = strchrnul(text, '.');
    n = point - text;
    scale = *point ? strlen(point + 1) : 0;
    if (base == 10 && !text[strspn(text, "0123456789.")])
        return read_decimal(text, n, scale);
    whole = read_whole(text, n, base, capped && n > 1);
    if (!scale)
        return whole;
    fraction = read_fraction(point + 1, scale, base, capped);
    d = decimal_add(whole, fraction);
    decimal_drop(whole);
    decimal_drop(fraction);
    return d;
}

static void (*put)(int c);

static void put_number(unsigned n, unsigned width)
{
    char digits[10];
    unsigned i = 0;
    for (; n || i < width; n /= 10)
        digits[i++] = '0' + n % 10;
    while (i > 0)
        put(digits[--i]);
}

static void write_decimal(const struct decimal *d)
{
    unsigned i = d->whole + d->part, left;
    if (d->whole)
        put_number(d->limb[--i], 1);
    while (i > d->part)
        put_number(d->limb[--i], 4);
    if (!d->scale)
        return;
    put('.');
    for (left = d->scale; left >= 4; left -= 4)
        put_number(d->limb[--i], 4);
    if (left)
        put_number(d->limb[0] / powers[4 - left], left);
}

static void put_digit(unsigned digit, unsigned base, int apart)
{
    unsigned width = 0, n;
    if (base <= 16) {
        put("0123456789ABCDEF"[digit]);
        return;
    }
    if (apart)
        put(' ');
    for (n = base - 1; n; n /= 10)
        width++;
    put_number(digit, width);
}

/* Digits of a chunk, the highest first, without leading zeros if it is the first. */
static void put_chunk(unsigned value, unsigned base, unsigned chunk, int first)
{
    while (chunk > 1) {
        chunk /= base;
        if (value >= chunk)
            first = 0;
        if (!first)
            put_digit(value / chunk, base, 1);
        value %= chunk;
    }
}

/* By division through the highest power of the base that is at most CHUNK. */
static void write_whole(const struct decimal *d, unsigned base)
{
    unsigned chunk = base, bits = 0, n = d->whole, count = 0, room;
    unsigned short *limb = need((n + 1) * sizeof *limb);
    unsigned *rests;
    while (base < CHUNK && chunk * base <= CHUNK)
        chunk *= base;
    for (room = chunk; room > 1; room /= 2)
        bits++;
    rests = need((n * 14 / bits + 1) * sizeof *rests);
    memcpy(limb, d->limb + d->part, n * sizeof *limb);
    for (; n; n = used(limb, n))
        rests[count++] = decimal_divide_limbs(limb, n, chunk);
    free(limb);
    for (room = count; count > 0; count--)
        put_chunk(rests[count - 1], base, chunk, count == room);
    free(rests);
}

/* As many digits as it takes for the base's power to pass 10^scale. */
static void write_fraction(const struct decimal *d, unsigned base)
{
    unsigned short *limb = need(d->part * sizeof *limb);
    struct decimal *power = decimal_of(1), *factor = decimal_of(base), *next;
    unsigned digit;
    int apart = 0;
    memcpy(limb, d->limb, d->part * sizeof *limb);
    put('.');
    while (decimal_length(power) <= d->scale) {
        digit = multiply_short(limb, d->part, base, 0);
        put_digit(digit, base, apart);
        apart = 1;
        next = decimal_multiply(power, factor, 0);
        decimal_drop(power);
        power = next;
    }
    decimal_drop(power);
    decimal_drop(factor);
    free(limb);
}

void decimal_write(const struct decimal *d, unsigned base, void (*to)(int c))
{
    put = to;
    if (d->negative)
        put('-');
    if (decimal_is_zero(d))
        put('0');
    else if (base == 10)
        write_decimal(d);
    else {
        write_whole(d, base);
        if (d->scale)
            write_fraction(d, base);
    }
}
