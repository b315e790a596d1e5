/* Declarations read from the inside out. */
#include <stdio.h>
static int one(int x) { return x + 1; }
static int two(int x) { return x + 2; }
static int (*pick(int i))(int) { return i ? two : one; }
static int (*(*picker)(int))(int) = pick;
static int (*table[2])(int) = { one, two };
static int (*(*ptable)[2])(int) = &table;
static char *names[3] = { "x", "yy", "zzz" }, *(*pnames)[3] = &names, **walk = names;
static int grid[2][3] = { { 1, 2, 3 }, { 4, 5, 6 } }, (*rows[2])[3] = { &grid[1], &grid[0] };
static const char *const *const fixed = (const char *const *)names;
static int apply(int (*f)(int), int (*g)(int (*)(int), int), int x) { return g ? g(f, x) : f(x); }
static int twice(int f(int), int x) { return f(f(x)); }
static int *(*address(int *p))[1] { static int *v[1]; v[0] = p; return &v; }
int main(void)
{
    int n = 9;
    printf("%d %d\n", picker(0)(10), (*(*picker)(1))(10));
    printf("%d %d\n", (*ptable)[1](5), (**ptable[0])(5));
    printf("%s %s %s\n", (*pnames)[2], *++walk, fixed[0]);
    printf("%d %d\n", (*rows[0])[1], rows[1][0][2]);
    printf("%d %d\n", apply(one, twice, 5), apply(two, 0, 5));
    *(*address(&n))[0] = 10;
    printf("%d %d %d\n", n, (int)sizeof(int (*[4])(void)), (int)sizeof *pnames);
    return 0;
}
