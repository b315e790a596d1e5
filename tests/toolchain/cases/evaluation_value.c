/* Assignment is an expression; its value has the type of the left side. */
#include <stdio.h>
int main(void)
{
    int a, b;
    unsigned char c;
    long long l;
    a = b = c = 300;
    printf("%d %d %d\n", a, b, c);
    l = a = -1;
    printf("%lld\n", l);
    if ((a = 5) == 5)
        printf("five\n");
    while ((a -= 2) > 0)
        printf("%d\n", a);
    printf("%d\n", (c = 511) + 1);
    printf("%d\n", (c += 2));
    b = (a = 3) + (c = 4);
    printf("%d\n", b);
    return a - 3;
}
