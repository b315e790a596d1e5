/* _Bool holds 0 or 1 whatever is assigned. */
#include <stdio.h>
#include <stdbool.h>
struct flags { bool a, b; bool bit : 1; };
static bool odd(int x) { return x & 1; }
static int count(bool b) { return b + b; }
int main(void)
{
    bool t = 256, f = 0;
    int x = 4;
    struct flags s = { 5, 0, 8 };
    printf("%d %d\n", t, f);
    t = &x != 0;
    f = x & 4;
    printf("%d %d\n", t, f);
    printf("%d %d\n", odd(3), odd(2));
    printf("%d\n", count(77));
    t++;
    printf("%d\n", t);
    t = !t;
    printf("%d %d\n", t, (bool)0x100000000LL);
    printf("%d %d %d %d\n", s.a, s.b, s.bit, (int)sizeof(bool));
    s.b = x;
    s.bit = 0;
    printf("%d %d\n", s.b, s.bit);
    printf("%d\n", true + true);
    return 0;
}
