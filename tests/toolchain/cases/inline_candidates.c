/* Small functions that optimisers merge into their callers, with side effects and several returns. */
#include <stdio.h>
static int clamp(int x, int lo, int hi) { return x < lo ? lo : x > hi ? hi : x; }
static int isspc(int c) { return c == ' ' || c == '\t' || c == '\n'; }
static const char *skip(const char *s) { while (isspc(*s)) s++; return s; }
static int take(int *p) { return (*p)++; }
static void put(char **p, char c) { *(*p)++ = c; }
static int first(int a, int b) { if (a) return a; if (b) return b; return -1; }
static int cached(int x)
{
    static int last = -1, value;
    if (x == last)
        return value;
    last = x;
    return value = x * x + 1;
}
int main(void)
{
    char buf[20], *p = buf;
    int n = 5, i;
    printf("%d %d %d\n", clamp(-5, 0, 10), clamp(50, 0, 10), clamp(5, 0, 10));
    printf("[%s]\n", skip(" \t\n trimmed "));
    i = take(&n) * 100;
    i += take(&n);
    printf("%d %d\n", i, n);
    for (i = 0; i < 5; i++)
        put(&p, 'a' + clamp(i, 1, 3));
    put(&p, 0);
    printf("%s %d %d %d\n", buf, first(0, 0), first(0, 4), first(3, 4));
    printf("%d %d %d\n", cached(3), cached(4), cached(4));
    return 0;
}
