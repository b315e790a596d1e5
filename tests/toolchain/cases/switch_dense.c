/* A dense switch, which compilers turn into a table. */
#include <stdio.h>
static const char *name(int n)
{
    switch (n) {
    case 0: return "zero";
    case 1: return "one";
    case 2: return "two";
    case 3: return "three";
    case 4: return "four";
    case 5: return "five";
    case 6: return "six";
    case 7: return "seven";
    case 8: return "eight";
    case 9: return "nine";
    }
    return "many";
}
static int op(int code, int a, int b)
{
    int r;
    switch (code) {
    case '+': r = a + b; break;
    case '-': r = a - b; break;
    case '*': r = a * b; break;
    case '/': r = b ? a / b : 0; break;
    case '%': r = b ? a % b : 0; break;
    default: r = -1;
    }
    return r;
}
int main(void)
{
    int i;
    for (i = -2; i < 12; i++)
        printf("%s ", name(i));
    printf("%s %s\n", name(2147483647), name(-2147483647 - 1));
    printf("%d %d %d %d %d %d\n", op('+', 7, 2), op('-', 7, 2), op('*', 7, 2), op('/', 7, 2), op('%', 7, 2), op('x', 1, 1));
    return 0;
}
