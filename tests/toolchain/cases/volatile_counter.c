/* Volatile objects are read and written as often as the program says. */
#include <stdio.h>
struct port { volatile unsigned char data; volatile short status; };
static volatile int ticks;
static int read_twice(volatile int *p) { int a = *p; int b = *p; return a + b; }
int main(void)
{
    struct port port = { 0, 1 };
    volatile int i;
    int n = 0;
    volatile int *vp = &ticks;
    for (i = 0; i < 10; i++)
        n += i;
    ticks = n;
    ticks += 5;
    (*vp)++;
    printf("%d %d %d\n", n, ticks, read_twice(&ticks));
    while (port.status < 20) {
        port.data += 37;
        port.status++;
    }
    printf("%d %d\n", port.data, port.status);
    return 0;
}
