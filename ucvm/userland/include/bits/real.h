/* The bits of a double. */
#ifndef _BITS_REAL_H
#define _BITS_REAL_H

union real {
    double d;
    unsigned long long bits;
    unsigned word[2]; /* low, high */
};

#define R_SIGN 0x80000000u    /* of the high word */
#define R_SPECIAL 0x7ff00000u /* infinity; a NaN is beyond */
#define R_ONE 0x100000u       /* the bit before the binary point, which normal numbers do not store */
#define R_PLACES 52
#define R_BIAS 1023

/* The exponents of what is not finite inside float64.s. */
#define R_INFINITE 0x2000
#define R_NAN 0xf000

/* The number with so many bits (the top one set, or none), biased exponent of that bit and sign bit, rounded. */
double __make_double(unsigned long long mantissa, int exponent, unsigned sign);
/* The same the other way: the exponent of x, its mantissa with the top bit set (0 of a zero). */
int __real_parts(double x, unsigned long long *mantissa);
float __make_float(unsigned long long mantissa, int exponent, unsigned sign);
#endif
