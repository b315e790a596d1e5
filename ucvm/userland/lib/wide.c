/* Exact sums and products of 64-bit numbers, for the compiler's __builtin_..._overflow. A number is its 64 bits and what stands above them: 0, or -1
   if it is negative. The low 64 bits of the result go to *low, what stands above them is returned. */

typedef unsigned long long word;

long long __wide_add(word a, int above_a, word b, int above_b, word *low) {
    *low = a + b;
    return (long long)above_a + above_b + (*low < a);
}

long long __wide_sub(word a, int above_a, word b, int above_b, word *low) {
    *low = a - b;
    return (long long)above_a - above_b - (a < b);
}

long long __wide_mul(word a, int above_a, word b, int above_b, word *low) {
    word a0 = (unsigned)a, a1 = a >> 32, b0 = (unsigned)b, b1 = b >> 32;
    word middle = a1 * b0 + (a0 * b0 >> 32), other = a0 * b1 + (unsigned)middle;
    word high = a1 * b1 + (middle >> 32) + (other >> 32);
    *low = a * b;
    if (above_a)
        high -= b;
    if (above_b)
        high -= a;
    return high;
}
