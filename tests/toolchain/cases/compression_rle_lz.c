/* Run-length coding and a small LZ77, there and back. */
#include <stdio.h>
#include <string.h>
static int rle(unsigned char *out, const unsigned char *in, int n)
{
    int o = 0, i, run;
    for (i = 0; i < n; i += run) {
        for (run = 1; i + run < n && run < 255 && in[i + run] == in[i]; run++)
            ;
        out[o++] = run;
        out[o++] = in[i];
    }
    return o;
}
static int unrle(unsigned char *out, const unsigned char *in, int n)
{
    int o = 0;
    for (; n > 0; n -= 2, in += 2) {
        memset(out + o, in[1], in[0]);
        o += in[0];
    }
    return o;
}
static int lz(unsigned char *out, const unsigned char *in, int n)
{
    int o = 0, i = 0;
    while (i < n) {
        int best = 0, from = 0, j, k;
        for (j = i > 127 ? i - 127 : 0; j < i; j++) {
            for (k = 0; i + k < n && k < 127 && in[j + k] == in[i + k]; k++)
                ;
            if (k > best) {
                best = k;
                from = i - j;
            }
        }
        if (best > 2) {
            out[o++] = 0x80 | from;
            out[o++] = best;
            i += best;
        } else
            out[o++] = in[i++];
    }
    return o;
}
static int unlz(unsigned char *out, const unsigned char *in, int n)
{
    int o = 0;
    const unsigned char *end = in + n;
    while (in < end)
        if (*in & 0x80) {
            int from = *in++ & 0x7F, k = *in++;
            for (; k--; o++)
                out[o] = out[o - from];
        } else
            out[o++] = *in++;
    return o;
}
int main(void)
{
    static const char text[] = "she sells sea shells by the sea shore; the shells she sells are sea shells, I'm sure. aaaaaaaaaaaaaaaaaaaaaaaa";
    unsigned char packed[300], back[300];
    int n = sizeof text - 1, k, m;
    k = rle(packed, (const unsigned char *)text, n);
    m = unrle(back, packed, k);
    printf("%d %d %d\n", n, k, m == n && !memcmp(back, text, n));
    k = lz(packed, (const unsigned char *)text, n);
    m = unlz(back, packed, k);
    printf("%d %d %d\n", n, k, m == n && !memcmp(back, text, n));
    return 0;
}
