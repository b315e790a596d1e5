/* sizeof of types, expressions, arrays, strings and parameters; its operand is not evaluated. */
#include <stdio.h>
struct s { char c; int i; };
static int param(int v[10], char *p) { return sizeof v + sizeof p * 100; }
static int calls;
static int touch(void) { calls++; return 0; }
int main(void)
{
    int v[5][3], i = 1;
    struct s s, *p = &s;
    printf("%d %d %d %d %d\n", (int)sizeof(char), (int)sizeof(short), (int)sizeof(int), (int)sizeof(long), (int)sizeof(long long));
    printf("%d %d %d\n", (int)sizeof(void *), (int)sizeof(int (*)(void)), (int)sizeof(int *[4]));
    printf("%d %d %d\n", (int)sizeof v, (int)sizeof v[0], (int)sizeof v[0][0]);
    printf("%d %d %d\n", (int)sizeof s, (int)sizeof *p, (int)sizeof p->c);
    printf("%d %d\n", (int)sizeof touch(), (int)sizeof(i++));
    printf("%d %d\n", i, calls);
    printf("%d\n", param(v[0], 0));
    printf("%d %d\n", (int)sizeof "abc", (int)sizeof(struct { char a[3]; short b; }));
    printf("%d\n", (int)(sizeof(int) - 5 > 0));
    printf("%d %d\n", (int)sizeof(1 + 1LL), (int)sizeof(1 ? 'a' : (short)1));
    return 0;
}
