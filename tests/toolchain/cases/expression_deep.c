/* Expressions nested deeper than there are registers. */
#include <stdio.h>
static int f(int x) { return x + 1; }
int main(void)
{
    int a = 3, v[4] = { 1, 2, 3, 0 };
    printf("%d\n", 1 + (2 + (3 + (4 + (5 + (6 + (7 + (8 + (9 + (10 + (11 + (12 + (13 + (14 + a))))))))))))));
    printf("%d\n", a * (a + (a * (a + (a * (a + (a * (a + (a * (a + (a * (a - (a * (a + 1))))))))))))));
    printf("%d\n", f(f(f(f(f(a)))) + f(f(a) * f(f(a))) * f(f(f(a) + f(a)) - f(a))));
    printf("%d\n", v[v[v[v[v[v[3]]]]]]);
    printf("%d\n", (a + f(a)) * (a - f(a)) + (f(a) + (f(f(a)) + (f(f(f(a))) + (a + f(a) * (a + f(a) * (a + f(a))))))));
    printf("%d\n", -(-(-(-(~(~(!(!(a)))))))));
    printf("%d\n", ((a ? (a > 2 ? (a > 3 ? 1 : (a == 3 ? (f(a) == 4 ? 42 : 0) : 3)) : 4) : 5)));
    return 0;
}
