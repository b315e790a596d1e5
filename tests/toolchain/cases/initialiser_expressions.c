/* Constant expressions and addresses in static initialisers, run-time values in automatic ones. */
#include <stdio.h>
#include <stddef.h>
struct rec { const char *name; int *where; int (*fn)(int); };
static int cell = 7, cells[4] = { 1, 2, 3, 4 };
static int twice(int x) { return 2 * x; }
static int thrice(int x) { return 3 * x; }
static struct rec recs[] = {
    { "first", &cell, twice },
    { "second" + 3, cells + 2, &thrice },
    { NULL, &cells[3], 0 },
};
static int k = 3 * (4 + 5) % 7 - (1 << 4) + sizeof(int) * 'a' / 2 + (5 > 3 ? 10 : 20);
static unsigned m = ~0u >> 4 & 0xFF0;
static char *const p = (char *)&cells[1] + 4;
static long long big = (1LL << 40) + 5;
static int neg = -(-5) - +3;
int main(void)
{
    int x = cell, y = x * 2, v[3] = { x, x + y, twice(y) };
    struct rec local = { recs[0].name, &y, recs[1].fn };
    printf("%s %d %d\n", recs[0].name, *recs[0].where, recs[0].fn(5));
    printf("%s %d %d\n", recs[1].name, *recs[1].where, recs[1].fn(5));
    printf("%d %d\n", recs[2].name == NULL, *recs[2].where);
    printf("%d %u %d %lld %d\n", k, m, *(int *)p, big, neg);
    printf("%d %d %d %s %d\n", v[0], v[1], v[2], local.name, local.fn(*local.where));
    return 0;
}
