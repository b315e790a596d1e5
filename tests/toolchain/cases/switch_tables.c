/* Several functions with dense switches in one file, each with its own table. */
#include <stdio.h>
static int f(int x) { switch (x) { case 0: return 10; case 1: return 11; case 2: return 12; case 3: return 13; case 4: return 14; case 5: return 15; } return -1; }
static int g(int x) { switch (x) { case 0: return 20; case 1: return 21; case 2: return 22; case 3: return 23; case 4: return 24; case 5: return 25; } return -2; }
static int h(int x, int y)
{
    int r = 0;
    switch (x) { case 1: r = 1; break; case 2: r = 22; break; case 3: r = 333; break; case 4: r = 4444; break; case 5: r = 5; break; case 6: r = 66; }
    switch (y) { case 10: r += 1; case 11: r += 2; case 12: r += 3; case 13: r += 4; break; case 14: r *= 2; case 15: r *= 3; default: r--; }
    return r;
}
int main(void)
{
    int i;
    for (i = -1; i < 7; i++)
        printf("%d %d %d %d\n", f(i), g(i), h(i, i + 10), h(6 - i, 15 - i));
    return 0;
}
