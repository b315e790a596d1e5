/* Operators bind as the grammar says. */
#include <stdio.h>
int main(void)
{
    int a = 6, b = 3, c = 2, v[3] = { 1, 2, 3 }, *p = v;
    printf("%d %d\n", a + b * c, (a + b) * c);
    printf("%d %d\n", a - b - c, a - (b - c));
    printf("%d %d\n", a / b / c, a << b + c);
    printf("%d %d\n", a & b == 3, (a & b) == 2);
    printf("%d %d\n", a | b ^ c & 7, a ^ b | c);
    printf("%d %d\n", !a == 0, ~a & 15);
    printf("%d %d\n", -a % 4, - -a);
    printf("%d\n", a = b = c);
    printf("%d\n", *p++ + 10);
    printf("%d\n", *p);
    printf("%d\n", a > 1 == b > 1);
    printf("%d\n", a < b < c);
    printf("%d\n", (int)sizeof v / (int)sizeof *v);
    printf("%d\n", a == 2 ? b, c + 1 : 0);
    printf("%d\n", 1 || 0 && 0);
    return 0;
}
