/* Prefix and postfix on ints, pointers, chars and struct members. */
#include <stdio.h>
struct s { short n; char *p; };
int main(void)
{
    int i = 5, a[5] = { 1, 2, 3, 4, 5 };
    int *p = a;
    unsigned char c = 255;
    char text[] = "abc";
    struct s s = { 32767, 0 };
    printf("%d ", i++);
    printf("%d ", ++i);
    printf("%d ", i--);
    printf("%d\n", --i);
    printf("%d ", *p++);
    printf("%d ", *++p);
    printf("%d ", ++*p);
    printf("%d ", (*p)++);
    printf("%d %d\n", *p, (int)(p - a));
    printf("%d ", c++);
    printf("%d ", c);
    printf("%d\n", --c);
    s.p = text;
    printf("%c", *s.p++);
    printf("%c", *s.p);
    printf("%c\n", ++*s.p);
    printf("%s %d\n", text, s.n--);
    printf("%d\n", ++s.n);
    return 0;
}
