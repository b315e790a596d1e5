/* Nested conditionals, their types, as statements and as arguments. */
#include <stdio.h>
struct pair { int a, b; };
static const char *size(int n) { return n < 10 ? "small" : n < 100 ? "medium" : n < 1000 ? "large" : "huge"; }
static int max3(int a, int b, int c) { return a > b ? a > c ? a : c : b > c ? b : c; }
static void hit(int *p) { ++*p; }
int main(void)
{
    int x = 0, y = 0, i;
    struct pair p = { 1, 2 }, q = { 3, 4 }, r;
    int *ip;
    printf("%s %s %s %s\n", size(1), size(10), size(100), size(1000));
    printf("%d %d %d\n", max3(1, 2, 3), max3(3, 2, 1), max3(1, 3, 2));
    for (i = 0; i < 5; i++)
        i & 1 ? hit(&x) : hit(&y);
    printf("%d %d\n", x, y);
    r = x > y ? p : q;
    printf("%d %d\n", r.a, (y ? p : q).b);
    ip = x ? &p.a : 0;
    printf("%d\n", ip ? *ip : -1);
    *(x < y ? &p.a : &p.b) = 50;
    printf("%d %d\n", p.a, p.b);
    printf("%d\n", (x ? (char)1 : (short)2) + (int)sizeof(x ? (char)1 : (short)2));
    return 0;
}
