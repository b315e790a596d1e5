/* extern, static, register, auto, const, volatile, inline, restrict. */
#include <stdio.h>
static const int table[3] = { 10, 20, 30 };
const char *const message = "const";
volatile int device = 3;
static inline int twice(register int x) { return x + x; }
static int copy(int *restrict to, const int *restrict from, int n)
{
    auto int i = 0;
    for (; i < n; i++)
        to[i] = from[i];
    return i;
}
static int poll(void) { int n = 0; while (device) { device--; n++; } return n; }
int main(void)
{
    register int i, s = 0;
    int v[3];
    const int k = 7;
    volatile unsigned char byte = 250;
    const volatile int cv = k;
    for (i = 0; i < copy(v, table, 3); i++)
        s += twice(v[i]);
    printf("%d %s %d\n", s, message, poll());
    byte += 10;
    byte = byte;
    printf("%d %d %d\n", byte, cv, device);
    return 0;
}
