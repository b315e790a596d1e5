/* Variables of blocks: initialised anew each time, separate at each recursion. */
#include <stdio.h>
static int chain(int n, int *prev)
{
    int mine = prev ? *prev + n : n;
    if (n == 0)
        return mine;
    return chain(n - 1, &mine) + mine;
}
int main(void)
{
    int i, total = 0;
    for (i = 0; i < 4; i++) {
        int fresh = 10, v[3] = { i };
        fresh += i;
        v[1] += fresh;
        total += fresh + v[0] + v[1] + v[2];
        {
            int fresh = total;
            total = fresh + 1;
        }
    }
    printf("%d %d\n", total, chain(5, 0));
    return 0;
}
