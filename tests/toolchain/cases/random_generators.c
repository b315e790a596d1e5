/* Linear congruential, xorshift and Mersenne-like generators, shuffling, statistics. */
#include <stdio.h>
static unsigned lcg(unsigned *s) { return *s = *s * 1664525u + 1013904223u; }
static unsigned xorshift(unsigned *s) { unsigned x = *s; x ^= x << 13; x ^= x >> 17; x ^= x << 5; return *s = x; }
static unsigned long long wide = 88172645463325252ULL;
static unsigned xorshift64(unsigned *s)
{
    (void)s;
    wide ^= wide << 13;
    wide ^= wide >> 7;
    wide ^= wide << 17;
    return wide >> 32;
}
static unsigned mt[25];
static unsigned twister(unsigned *s)
{
    unsigned y, i = *s % 25, j = (i + 1) % 25, k = (i + 7) % 25;
    y = (mt[i] & 0x80000000) | (mt[j] & 0x7FFFFFFF);
    mt[i] = mt[k] ^ y >> 1 ^ (y & 1 ? 0x9908B0DF : 0);
    y = mt[i];
    y ^= y >> 11;
    y ^= y << 7 & 0x9D2C5680;
    y ^= y << 15 & 0xEFC60000;
    *s = j;
    return y ^ y >> 18;
}
static unsigned (*const all[])(unsigned *) = { lcg, xorshift, xorshift64, twister };
int main(void)
{
    int g, i;
    for (i = 0; i < 25; i++)
        mt[i] = i * 0x6C078965u + 5489;
    for (g = 0; g < 4; g++) {
        unsigned state = 12345, hist[8] = { 0 }, x = 0;
        char deck[27] = "abcdefghijklmnopqrstuvwxyz";
        for (i = 0; i < 400; i++)
            hist[(x = all[g](&state)) >> 29]++;
        printf("%08x:", x);
        for (i = 0; i < 8; i++)
            printf(" %u", hist[i]);
        for (i = 25; i > 0; i--) {
            int j = all[g](&state) % (i + 1);
            char t = deck[i];
            deck[i] = deck[j];
            deck[j] = t;
        }
        printf(" %s\n", deck);
    }
    return 0;
}
