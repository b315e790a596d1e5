/* 64-bit comparisons where the deciding word differs. */
#include <stdio.h>
int main(void)
{
    static const long long v[] = { 0, 1, -1, 0x7FFFFFFFLL, 0x80000000LL, 0xFFFFFFFFLL, 0x100000000LL, -0x100000000LL, 0x7FFFFFFFFFFFFFFFLL };
    int i, j;
    for (i = 0; i < 9; i++) {
        for (j = 0; j < 9; j++) {
            long long x = v[i], y = v[j];
            unsigned long long ux = x, uy = y;
            printf("%d%d%d%d%d%d%d%d ", x < y, x <= y, x > y, x >= y, x == y, x != y, ux < uy, ux >= uy);
        }
        printf("%s %d\n", v[i] ? "true" : "false", !v[i]);
    }
    if (v[6] && v[1])
        printf("both\n");
    return 0;
}
