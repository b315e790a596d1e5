/* Multiplications and divisions by special constants, and identities that optimisers use. */
#include <stdio.h>
static int muls(int x) { return x * 2 + x * 3 + x * 5 + x * 8 + x * 10 - x * 7 + x * 0 + x * 1 + x * -1 + x * -4; }
static int divs(int x) { return x / 1 + x / 2 + x / 4 + x / 16 + x / -2 + x / 3 + x / 7 + x / -1; }
static unsigned udivs(unsigned x) { return x / 1 + x / 2 + x / 4 + x / 3 + x / 10 + x / 1024; }
static int mods(int x) { return x % 2 + x % 4 * 10 + x % 3 * 100 + x % 10 * 1000 + x % 1; }
static unsigned umods(unsigned x) { return x % 2 + x % 8 * 10 + x % 3 * 100 + x % 1; }
static int ident(int x) { return (x + 0) + (x - 0) + (x ^ 0) + (x | 0) + (x & -1) + (x << 0) + (x ^ x) + (x - x) + (x & 0) + -(-x) + ~~x; }
static int cmp(unsigned x) { return (x < 1) + (x >= 1) * 2 + (x > 0) * 4 + (x <= 0) * 8 + (x == 0) * 16; }
int main(void)
{
    static const int v[] = { 0, 1, -1, 2, -2, 7, -7, 100, -100, 1000003, -1000003, 50000000 };
    unsigned i;
    for (i = 0; i < sizeof v / sizeof *v; i++)
        printf("%d %d %u %d %u %d %d\n", muls(v[i]), divs(v[i]), udivs(v[i]), mods(v[i]), umods(v[i]), ident(v[i]), cmp(v[i]));
    return 0;
}
