/* Pointers to functions: tables, parameters, returns, members, comparisons. */
#include <stdio.h>
typedef int (*binary)(int, int);
static int add(int a, int b) { return a + b; }
static int sub(int a, int b) { return a - b; }
static int mul(int a, int b) { return a * b; }
static int fold(binary f, const int *v, int n, int start) { while (n--) start = f(start, *v++); return start; }
static binary choose(char c) { return c == '+' ? add : c == '-' ? sub : c == '*' ? &mul : 0; }
static int (*find(int i))(int, int) { static const binary all[] = { add, sub, mul }; return all[i]; }
static void each(const int *v, int n, void (*f)(int)) { int i; for (i = 0; i < n; i++) (*f)(v[i]); }
static void print(int x) { printf("<%d>", x); }
struct op { char name; binary f; };
int main(void)
{
    static const struct op ops[] = { { '+', add }, { '-', sub }, { '*', mul } };
    int v[] = { 1, 2, 3, 4 }, i;
    printf("%d %d %d\n", fold(add, v, 4, 0), fold(sub, v, 4, 0), fold(mul, v, 4, 1));
    for (i = 0; i < 3; i++)
        printf("%c%d ", ops[i].name, ops[i].f(10, 3));
    printf("%d %d\n", choose('*')(6, 7), choose('/') == 0);
    printf("%d %d\n", find(1)(5, 8), (*find(0))(1, 1));
    each(v, 4, print);
    printf("\n%d\n", choose('+') == add && choose('-') != add);
    return 0;
}
