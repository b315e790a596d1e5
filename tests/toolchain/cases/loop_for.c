/* for in all its shapes. */
#include <stdio.h>
int main(void)
{
    int i, n = 0;
    for (i = 0; i < 3; i++)
        printf("%d ", i);
    for (; i < 6; )
        printf("%d ", i++);
    for (;;)
        if (++n > 4)
            break;
    printf("%d\n", n);
    for (int i = 10; i > 0; i -= 3) {
        int i2 = i * i;
        if (i == 4)
            continue;
        printf("%d ", i2);
    }
    printf("%d\n", i);
    for (int a = 0, b = 5; a != b; a++, b--)
        if (a > b)
            break;
        else
            n += a * b;
    printf("%d\n", n);
    for (unsigned u = 3; u-- > 0; )
        printf("%u", u);
    printf("\n");
    return 0;
}
