/* Edit distance, longest common subsequence, knapsack, coin change. */
#include <stdio.h>
#include <string.h>
#define MIN(a, b) ((a) < (b) ? (a) : (b))
#define MAX(a, b) ((a) > (b) ? (a) : (b))
static int distance(const char *a, const char *b)
{
    int d[20][20], i, j;
    for (i = 0; i <= (int)strlen(a); i++)
        d[i][0] = i;
    for (j = 0; j <= (int)strlen(b); j++)
        d[0][j] = j;
    for (i = 1; i <= (int)strlen(a); i++)
        for (j = 1; j <= (int)strlen(b); j++)
            d[i][j] = MIN(MIN(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + (a[i - 1] != b[j - 1]));
    return d[strlen(a)][strlen(b)];
}
static int lcs(const char *a, const char *b) { return !*a || !*b ? 0 : *a == *b ? 1 + lcs(a + 1, b + 1) : MAX(lcs(a + 1, b), lcs(a, b + 1)); }
static int knapsack(const int (*item)[2], int n, int room)
{
    int best[51] = { 0 }, w;
    while (n--)
        for (w = room; w >= item[n][0]; w--)
            best[w] = MAX(best[w], best[w - item[n][0]] + item[n][1]);
    return best[room];
}
static long long coins(int amount)
{
    static const int coin[] = { 1, 2, 5, 10, 20, 50, 100, 200 };
    long long ways[501] = { 1 };
    int i, a;
    for (i = 0; i < 8; i++)
        for (a = coin[i]; a <= amount; a++)
            ways[a] += ways[a - coin[i]];
    return ways[amount];
}
int main(void)
{
    static const int items[][2] = { { 10, 60 }, { 20, 100 }, { 30, 120 }, { 5, 33 }, { 7, 40 } };
    printf("%d %d %d\n", distance("kitten", "sitting"), distance("", "abc"), distance("same", "same"));
    printf("%d\n", lcs("AGGTAB", "GXTXAYB"));
    printf("%d %d\n", knapsack(items, 5, 50), knapsack(items, 5, 12));
    printf("%lld %lld\n", coins(100), coins(500));
    return 0;
}
