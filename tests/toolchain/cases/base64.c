/* Base64 both ways, with padding. */
#include <stdio.h>
#include <string.h>
static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static int encode(char *out, const unsigned char *in, int n)
{
    char *o = out;
    for (; n > 0; n -= 3, in += 3) {
        unsigned x = in[0] << 16 | (n > 1 ? in[1] << 8 : 0) | (n > 2 ? in[2] : 0);
        *o++ = digits[x >> 18];
        *o++ = digits[x >> 12 & 63];
        *o++ = n > 1 ? digits[x >> 6 & 63] : '=';
        *o++ = n > 2 ? digits[x & 63] : '=';
    }
    *o = 0;
    return o - out;
}
static int decode(unsigned char *out, const char *in)
{
    unsigned x = 0;
    int bits = 0, n = 0;
    for (; *in && *in != '='; in++) {
        const char *d = strchr(digits, *in);
        if (!d)
            return -1;
        x = x << 6 | (d - digits);
        if ((bits += 6) >= 8)
            out[n++] = x >> (bits -= 8);
    }
    return n;
}
int main(void)
{
    static const char *const v[] = { "", "f", "fo", "foo", "foob", "fooba", "foobar", "\xff\xfe\x80\x7f" };
    char text[40];
    unsigned char back[40];
    int i, n;
    for (i = 0; i < 8; i++) {
        encode(text, (const unsigned char *)v[i], strlen(v[i]));
        n = decode(back, text);
        printf("%s %d %d\n", text, n, n == (int)strlen(v[i]) && !memcmp(back, v[i], n));
    }
    printf("%d\n", decode(back, "ab*d"));
    return 0;
}
