/* Static locals keep their value and are separate per function and block. */
#include <stdio.h>
static int counter(void) { static int n = 10; return n++; }
static int other(void) { static int n; n += 3; return n; }
static char *buffer(int i)
{
    static char buf[2][8];
    buf[i][0] = 'a' + i;
    buf[i][1]++;
    return buf[i];
}
static int fibonacci(void)
{
    static int a = 0, b = 1;
    int r = a;
    a = b;
    b += r;
    return r;
}
int main(void)
{
    int i;
    for (i = 0; i < 3; i++) {
        static int inner = 100;
        printf("%d %d %d\n", counter(), other(), inner++);
    }
    {
        static int inner = 7;
        printf("%d\n", inner);
    }
    buffer(0);
    printf("%d %d\n", buffer(0)[1], buffer(1)[1]);
    for (i = 0; i < 10; i++)
        printf("%d ", fibonacci());
    printf("\n");
    return 0;
}
