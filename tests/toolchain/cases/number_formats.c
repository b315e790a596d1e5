/* Roman numerals, any base, hexadecimal dump, digits grouped, words. */
#include <stdio.h>
#include <string.h>
static char *roman(int n, char *out)
{
    static const struct { int value; char text[3]; } t[] = { { 1000, "M" }, { 900, "CM" }, { 500, "D" }, { 400, "CD" }, { 100, "C" }, { 90, "XC" }, { 50, "L" }, { 40, "XL" }, { 10, "X" }, { 9, "IX" }, { 5, "V" }, { 4, "IV" }, { 1, "I" } };
    unsigned i;
    *out = 0;
    for (i = 0; i < sizeof t / sizeof *t; i++)
        for (; n >= t[i].value; n -= t[i].value)
            strcat(out, t[i].text);
    return out;
}
static const char *base(unsigned x, int b)
{
    static char buf[33];
    char *p = buf + 32;
    do
        *--p = "0123456789abcdefghijklmnopqrstuvwxyz"[x % b];
    while (x /= b);
    return p;
}
static void grouped(long long x)
{
    if (x < 0) {
        putchar('-');
        x = -x;
    }
    if (x >= 1000) {
        grouped(x / 1000);
        printf(",%03d", (int)(x % 1000));
    } else
        printf("%d", (int)x);
}
static void dump(const unsigned char *p, int n)
{
    int i;
    for (i = 0; i < n; i += 8) {
        int j;
        printf("%04x ", i);
        for (j = 0; j < 8; j++)
            if (i + j < n)
                printf("%02x ", p[i + j]);
            else
                printf("   ");
        for (j = i; j < n && j < i + 8; j++)
            putchar(p[j] >= 32 && p[j] < 127 ? p[j] : '.');
        putchar('\n');
    }
}
int main(void)
{
    char buf[20];
    printf("%s ", roman(1994, buf));
    printf("%s\n", roman(3888, buf));
    printf("%s ", base(255, 2));
    printf("%s ", base(123456789, 36));
    printf("%s\n", base(0, 8));
    grouped(0);
    putchar(' ');
    grouped(-1234567);
    putchar(' ');
    grouped(9000000000000LL);
    putchar('\n');
    dump((const unsigned char *)"hex\tdump\n\xff of bytes", 19);
    return 0;
}
