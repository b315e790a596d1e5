/* Signed division truncates toward zero, the remainder has the dividend's sign. */
#include <stdio.h>
int main(void)
{
    static const int a[] = { 7, -7, 0, 1, -1, 2147483647, -2147483647, 100 };
    static const int b[] = { 2, -2, 3, -3, 7, -7, 1, 1000 };
    int i, j, x = -17;
    for (i = 0; i < 8; i++) {
        for (j = 0; j < 8; j++)
            printf("%d,%d ", a[i] / b[j], a[i] % b[j]);
        printf("\n");
    }
    printf("%d %d %d %d\n", x / 2, x % 2, x / 4, x % 4);
    printf("%d %d %d %d\n", x / 8, x % 8, x / -4, x % -4);
    printf("%d %d %d\n", x / 3, x / 10, x % 10);
    x /= 5;
    printf("%d\n", x);
    x %= 2;
    printf("%d\n", x);
    return 0;
}
