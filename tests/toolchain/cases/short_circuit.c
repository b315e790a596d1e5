/* && and || evaluate only what they need, in order, and give 0 or 1. */
#include <stdio.h>
static int t(int x, int v) { printf("%d", x); return v; }
int main(void)
{
    int a[2] = { 0, 5 }, *null = 0, n;
    printf(" %d\n", t(1, 0) && t(2, 1));
    printf(" %d\n", t(1, 7) && t(2, 9));
    printf(" %d\n", t(1, 0) || t(2, 0));
    printf(" %d\n", t(1, 3) || t(2, 1));
    printf(" %d\n", t(1, 0) || t(2, 1) && t(3, 0));
    printf(" %d\n", (t(1, 1) || t(2, 1)) && t(3, 0));
    printf(" %d\n", !(t(1, 1) && !t(2, 0)) || t(3, 4));
    if (null && *null)
        printf("bad\n");
    n = a[0] && a[1] || !a[0] && !!a[1];
    printf("%d\n", n);
    for (n = 0; n < 10 && (n != 3 || t(n, 1)) && n * n < 50; n++)
        ;
    printf(" %d\n", n);
    return !(n == 8);
}
