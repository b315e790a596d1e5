/* All comparisons, signed and unsigned, between variables and with constants at the edges. */
#include <stdio.h>
static int sall(int a, int b) { return (a < b) | (a <= b) << 1 | (a > b) << 2 | (a >= b) << 3 | (a == b) << 4 | (a != b) << 5; }
static int uall(unsigned a, unsigned b) { return (a < b) | (a <= b) << 1 | (a > b) << 2 | (a >= b) << 3 | (a == b) << 4 | (a != b) << 5; }
static int edges(int x)
{
    return (x < 0) | (x > -1) << 1 | (x <= 127) << 2 | (x < 128) << 3 | (x >= -128) << 4 | (x == 2047) << 5 | (x < 2048) << 6 | (x > -2049) << 7
        | (x != 100000) << 8 | (x < 100000) << 9;
}
static const char *branch(int a, unsigned b)
{
    if (a < -5) return "low";
    if (b > 0x80000000u) return "high";
    if (a >= 10 && b <= 20) return "mid";
    if (!(a == 3) && b != 4) return "other";
    return "rest";
}
int main(void)
{
    static const int v[] = { 0, 1, -1, 127, 128, -128, -129, 2047, 2048, -2048, -2049, 99999, 100000, 2147483647, -2147483647 - 1 };
    int i, j, n = sizeof v / sizeof *v;
    for (i = 0; i < n; i++) {
        for (j = 0; j < n; j++)
            printf("%d/%d ", sall(v[i], v[j]), uall(v[i], v[j]));
        printf("%d\n", edges(v[i]));
    }
    printf("%s %s %s %s %s\n", branch(-6, 0), branch(0, -1), branch(10, 20), branch(4, 5), branch(3, 9));
    return 0;
}
