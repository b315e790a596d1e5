/* Eight queens with bit sets, and all permutations of a word. */
#include <stdio.h>
static int solve(unsigned cols, unsigned left, unsigned right, unsigned all)
{
    unsigned free = all & ~(cols | left | right);
    int n = 0;
    if (cols == all)
        return 1;
    while (free) {
        unsigned bit = free & -free;
        free ^= bit;
        n += solve(cols | bit, (left | bit) << 1, (right | bit) >> 1, all);
    }
    return n;
}
static int count;
static void permute(char *s, int k, int n)
{
    int i;
    char t;
    if (k == n - 1) {
        if (count++ % 5 == 0)
            printf("%s ", s);
        return;
    }
    for (i = k; i < n; i++) {
        t = s[k], s[k] = s[i], s[i] = t;
        permute(s, k + 1, n);
        t = s[k], s[k] = s[i], s[i] = t;
    }
}
int main(void)
{
    char word[] = "abcd";
    int n;
    for (n = 1; n <= 7; n++)
        printf("%d ", solve(0, 0, 0, (1u << n) - 1));
    printf("\n");
    permute(word, 0, 4);
    printf("%d\n", count);
    return 0;
}
