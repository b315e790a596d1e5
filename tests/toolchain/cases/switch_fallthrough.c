/* Falling through, default in the middle, several labels on one statement. */
#include <stdio.h>
static void f(int n)
{
    printf("%d:", n);
    switch (n) {
    case 1:
        printf(" one");
    case 2:
        printf(" two");
        break;
    default:
        printf(" default");
    case 3:
    case 4:
        printf(" three-four");
        if (n == 4)
            break;
        printf(" more");
        /* fall through */
    case 5:
        printf(" five");
    }
    printf("\n");
}
int main(void)
{
    int i;
    for (i = 0; i < 8; i++)
        f(i);
    switch (i)
        case 8:
            printf("bare\n");
    switch (i) {
        int unreached;
    case 7:
        break;
    case 8:
        unreached = 3;
        printf("%d\n", unreached);
    }
    switch (3) { }
    return 0;
}
