/* More live variables than registers. */
#include <stdio.h>
static int src[24];
static int mix(void)
{
    int a = src[0], b = src[1], c = src[2], d = src[3], e = src[4], f = src[5], g = src[6], h = src[7];
    int i = src[8], j = src[9], k = src[10], l = src[11], m = src[12], n = src[13], o = src[14], p = src[15];
    int q = src[16], r = src[17], s = src[18], t = src[19], u = src[20], v = src[21], w = src[22], x = src[23];
    int round;
    for (round = 0; round < 3; round++) {
        a += x; b ^= w; c += v; d ^= u; e += t; f ^= s; g += r; h ^= q;
        i += p; j ^= o; k += n; l ^= m; m += l; n ^= k; o += j; p ^= i;
        q += h; r ^= g; s += f; t ^= e; u += d; v ^= c; w += b; x ^= a;
        if (a > 1000)
            a -= b + c - d;
    }
    return a + b * 2 + c * 3 + d + e + f + g + h + i + j + k + l + m + n + o + p + q + r + s + t + u + v + w + x;
}
static int deep(int a, int b, int c)
{
    return ((((a + b) * (b + c)) - ((c + a) * (a - b))) ^ (((b - c) * (c - a)) + ((a ^ b) - (b ^ c)))) +
           ((((a & b) | (b & c)) + ((c | a) & (a | b))) - (((b + 1) * (c + 2)) ^ ((a + 3) * (b + 4))));
}
int main(void)
{
    int i;
    for (i = 0; i < 24; i++)
        src[i] = i * i * 7 - 50;
    printf("%d\n", mix());
    printf("%d %d\n", deep(12, -7, 33), deep(1000, 2000, -3000));
    return 0;
}
