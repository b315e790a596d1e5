/* Enumerations: implicit and explicit values, negative, in expressions and as indices. */
#include <stdio.h>
enum { A, B, C = 10, D, E = -3, F, G = C + D, H = 'a', I = sizeof(int) };
enum day { MON = 1, TUE, WED, LAST = WED };
static const char *const names[] = { [MON] = "mon", [TUE] = "tue", [WED] = "wed" };
static enum day next(enum day d) { return d == LAST ? MON : d + 1; }
int main(void)
{
    enum day d = MON, *p = &d;
    enum local { X = 1 << 4, Y = ~X, } l = Y;
    int i, v[D - C + 1] = { 1, 2 };
    printf("%d %d %d %d %d %d %d %d %d\n", A, B, C, D, E, F, G, H, I);
    for (i = 0; i < 5; i++) {
        printf("%s ", names[d]);
        d = next(*p);
    }
    printf("\n%d %d %d %d\n", l, v[B], (int)sizeof(enum day), d == WED);
    return 0;
}
