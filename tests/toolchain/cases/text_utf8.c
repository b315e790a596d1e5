/* Decoding and encoding UTF-8, counting and reversing characters. */
#include <stdio.h>
#include <string.h>
static const char *decode(const char *s, unsigned *out)
{
    unsigned c = *s++, n = c < 0x80 ? 0 : c < 0xE0 ? 1 : c < 0xF0 ? 2 : 3;
    if (n)
        c &= 0x3F >> n;
    while (n-- && (*s & 0xC0) == 0x80)
        c = c << 6 | (*s++ & 0x3F);
    *out = c;
    return s;
}
static int encode(char *to, unsigned c)
{
    int n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4, i;
    for (i = n - 1; i > 0; i--, c >>= 6)
        to[i] = 0x80 | (c & 0x3F);
    to[0] = n == 1 ? c : (0xF0 << (4 - n)) | c;
    return n;
}
int main(void)
{
    const char *text = "na\xc3\xafve \xe2\x82\xac" "5 \xf0\x9f\x98\x80!", *p = text;
    char back[40], *b = back + sizeof back - 1;
    unsigned c;
    int n = 0;
    *b = 0;
    while (*p) {
        char one[4];
        int k;
        p = decode(p, &c);
        printf("%X ", c);
        k = encode(one, c);
        b -= k;
        memcpy(b, one, k);
        n++;
    }
    printf("\n%d of %d: %s\n", n, (int)strlen(text), b);
    return 0;
}
