/* Variadic functions with words, pointers and characters. */
#include <stdio.h>
#include <stdarg.h>
static int sum(int n, ...)
{
    va_list ap;
    int s = 0;
    va_start(ap, n);
    while (n--)
        s += va_arg(ap, int);
    va_end(ap);
    return s;
}
static void emit(const char *kinds, ...)
{
    va_list ap, again;
    const char *k;
    va_start(ap, kinds);
    va_copy(again, ap);
    for (k = kinds; *k; k++)
        switch (*k) {
        case 'd': printf("%d ", va_arg(ap, int)); break;
        case 's': printf("%s ", va_arg(ap, char *)); break;
        case 'c': printf("%c ", va_arg(ap, int)); break;
        case 'p': printf("%d ", *va_arg(ap, int *)); break;
        }
    va_end(ap);
    printf("| %d\n", va_arg(again, int));
    va_end(again);
}
int main(void)
{
    int x = 99;
    char c = 'q';
    short s = -5;
    printf("%d %d %d\n", sum(0), sum(1, 5), sum(8, 1, 2, 3, 4, 5, 6, 7, 8));
    emit("dscpd", 1, "two", c, &x, s);
    return 0;
}
