/* The comma operator evaluates left to right and gives the last value. */
#include <stdio.h>
static int trace(int x) { printf("[%d]", x); return x; }
int main(void)
{
    int a, b, c, i, j;
    a = (trace(1), trace(2), trace(3));
    printf(" %d\n", a);
    for (i = 0, j = 10; i < j; i += 2, j--)
        ;
    printf("%d %d\n", i, j);
    b = (a++, a + 10);
    c = (b, a);
    printf("%d %d %d\n", a, b, c);
    if (trace(5), trace(0))
        printf("no\n");
    else
        printf("yes\n");
    return (trace(9), printf("\n"), 0);
}
