/* CRC-32 with a table made at run time, Adler-32, Fletcher. */
#include <stdio.h>
#include <string.h>
static unsigned table[256];
static void make(void)
{
    unsigned n, k, c;
    for (n = 0; n < 256; n++) {
        for (c = n, k = 0; k < 8; k++)
            c = c & 1 ? 0xEDB88320u ^ c >> 1 : c >> 1;
        table[n] = c;
    }
}
static unsigned crc32(unsigned crc, const void *data, unsigned n)
{
    const unsigned char *p = data;
    for (crc = ~crc; n--; p++)
        crc = table[(crc ^ *p) & 255] ^ crc >> 8;
    return ~crc;
}
static unsigned adler32(const char *s)
{
    unsigned a = 1, b = 0;
    for (; *s; s++) {
        a = (a + *s) % 65521;
        b = (b + a) % 65521;
    }
    return b << 16 | a;
}
static unsigned short fletcher(const char *s)
{
    unsigned short a = 0, b = 0;
    for (; *s; s++) {
        a = (a + *s) % 255;
        b = (b + a) % 255;
    }
    return b << 8 | a;
}
int main(void)
{
    static const char *const v[] = { "", "a", "123456789", "The quick brown fox jumps over the lazy dog" };
    int i;
    make();
    for (i = 0; i < 4; i++)
        printf("%08x %08x %04x\n", crc32(0, v[i], strlen(v[i])), adler32(v[i]), fletcher(v[i]));
    printf("%08x\n", crc32(crc32(0, "12345", 5), "6789", 4));
    return 0;
}
