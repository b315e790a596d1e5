/* Callbacks with a void pointer of context. */
#include <stdio.h>
struct stat { int n, sum, max; };
typedef void visit(int, void *);
static void walk(int depth, int value, visit *f, void *ctx)
{
    if (depth == 0)
        return;
    f(value, ctx);
    walk(depth - 1, value * 2, f, ctx);
    walk(depth - 1, value * 2 + 1, f, ctx);
}
static void collect(int value, void *ctx)
{
    struct stat *s = ctx;
    s->n++;
    s->sum += value;
    if (value > s->max)
        s->max = value;
}
static void count(int value, void *ctx) { *(int *)ctx += value & 1; }
int main(void)
{
    struct stat s = { 0, 0, 0 };
    int odd = 0;
    walk(6, 1, collect, &s);
    walk(5, 1, count, &odd);
    printf("%d %d %d %d\n", s.n, s.sum, s.max, odd);
    return 0;
}
