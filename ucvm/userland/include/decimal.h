#ifndef _DECIMAL_H
#define _DECIMAL_H
/* Decimal numbers of any length (bc, dc). A number is never changed after it is made; whoever keeps one holds a reference.
 *
 * Its value is the sum of limb[i] * 10000^(i - part), its last `scale` decimal digits stand after the point. part is scale / 4, rounded up,
 * the digits beyond the scale are zeros, the highest limb before the point is not, and zero is never negative. */
struct decimal {
    unsigned short refs, scale, whole, part;
    unsigned char negative;
    unsigned short limb[];
};

enum { DECIMAL_LIMB = 10000 };

/* Construction: a number of one reference and limbs of 0; cutting it to a scale and making true what stands above. */
struct decimal *decimal_new(unsigned whole, unsigned scale);
struct decimal *decimal_settle(struct decimal *d, unsigned scale);

/* limb[0..n-1] /= divisor; the remainder. A divisor above DECIMAL_WIDE needs 64 bits where it meets a limb. */
enum { DECIMAL_WIDE = 429496 };
unsigned decimal_divide_limbs(unsigned short *limb, unsigned n, unsigned divisor);

/* Operations borrow their arguments and give a new reference. A result that does not fit into memory ends the program. */
struct decimal *decimal_keep(struct decimal *d);
void decimal_drop(struct decimal *d);
struct decimal *decimal_of(int n);
int decimal_integer(const struct decimal *d, int *n);
int decimal_is_zero(const struct decimal *d);
int decimal_compare(const struct decimal *a, const struct decimal *b);
unsigned decimal_length(const struct decimal *d);

/* A result's scale is what the operation gives, cut to at most max(scale, the arguments' scales) where `scale` is asked for;
 * the divisor must not be 0, the argument of the root not negative. */
struct decimal *decimal_add(const struct decimal *a, const struct decimal *b);
struct decimal *decimal_subtract(const struct decimal *a, const struct decimal *b);
struct decimal *decimal_negate(const struct decimal *a);
struct decimal *decimal_multiply(const struct decimal *a, const struct decimal *b, unsigned scale);
struct decimal *decimal_divide(const struct decimal *a, const struct decimal *b, unsigned scale);
struct decimal *decimal_remainder(const struct decimal *a, const struct decimal *b, unsigned scale);
struct decimal *decimal_power(struct decimal *a, int exponent, unsigned scale);
struct decimal *decimal_root(const struct decimal *a, unsigned scale);
struct decimal *decimal_truncate(const struct decimal *a);

/* Text of digits with at most one point, in a base from 2 to 36. Letters are digits of 10 and more; `capped` makes a digit that is too large for
 * the base its largest, unless it stands alone before the point. Bases from 17 on are written as decimal numbers between blanks. */
struct decimal *decimal_read(const char *text, unsigned base, int capped);
void decimal_write(const struct decimal *d, unsigned base, void (*put)(int c));
#endif
