/* K&R definitions and declarations without prototypes. */
#include <stdio.h>
int add();
static long scale(x, c, s)
    int x;
    char c;
    short s;
{
    return x * c + s;
}
char *pick(v, n)
    char **v;
{
    return v[n];
}
int main()
{
    static char *v[] = { "a", "bb", "ccc" };
    printf("%d\n", add(2, 3));
    printf("%ld\n", scale(10, 'a', -7));
    printf("%s\n", pick(v, 2));
    return 0;
}
int add(a, b) int a, b; { return a + b; }
