/* Arithmetic on characters and bytes: case, digits, Caesar, checksums, comparisons. */
#include <stdio.h>
static char rot(char c, int n)
{
    if (c >= 'a' && c <= 'z')
        return (c - 'a' + n) % 26 + 'a';
    if (c >= 'A' && c <= 'Z')
        return (c - 'A' + n) % 26 + 'A';
    return c;
}
static int luhn(const char *s)
{
    int n = 0, sum = 0;
    while (s[n])
        n++;
    for (int i = 0; i < n; i++) {
        int d = s[n - 1 - i] - '0';
        if (i & 1 && (d *= 2) > 9)
            d -= 9;
        sum += d;
    }
    return sum % 10 == 0;
}
int main(void)
{
    char text[] = "Hello, World!", *p;
    unsigned char sum = 0, x = 0;
    signed char s = 127;
    for (p = text; *p; p++)
        putchar(*p = rot(*p, 13));
    putchar('\n');
    for (p = text; *p; p++)
        putchar(rot(*p, 26 - 13));
    putchar('\n');
    for (p = text; *p; p++) {
        sum += *p;
        x ^= *p;
    }
    printf("%d %d %d\n", sum, x, (unsigned char)~sum);
    s++;
    printf("%d %d\n", s, s < 0);
    printf("%d %d\n", luhn("49927398716"), luhn("49927398717"));
    printf("%d %c %d\n", 'z' - 'a', 'a' + 1, '9' - '0');
    return 0;
}
