/* goto forward, backward, out of loops and into a block. */
#include <stdio.h>
static int collatz(int n)
{
    int steps = 0;
again:
    if (n == 1)
        goto done;
    steps++;
    if (n % 2)
        goto odd;
    n /= 2;
    goto again;
odd:
    n = 3 * n + 1;
    goto again;
done:
    return steps;
}
int main(void)
{
    int i, j;
    printf("%d %d %d\n", collatz(1), collatz(6), collatz(27));
    for (i = 0; i < 5; i++)
        for (j = 0; j < 5; j++)
            if (i * j == 6)
                goto found;
found:
    printf("%d %d\n", i, j);
    i = 0;
    goto inside;
    while (i < 3) {
        printf("top ");
inside:
        printf("%d ", i);
        i++;
    }
    printf("\n");
    {
        int label = 3;
        goto label;
        label = 4;
label:
        printf("%d\n", label);
    }
    return 0;
}
