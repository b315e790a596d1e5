/* Names in inner scopes hide those outside. */
#include <stdio.h>
int x = 1;
static int f(int x) { { int x = 3; x++; } return x; }
static int g(void) { extern int x; return x; }
typedef int T;
int main(void)
{
    int r = x;
    int x = 2;
    printf("%d %d\n", r, x);
    {
        int x = 5;
        printf("%d\n", x);
        for (int x = 0; x < 2; x++) {
            int x = 77;
            printf("%d ", x);
        }
        printf("%d\n", x);
    }
    printf("%d %d %d\n", x, f(9), g());
    {
        int T = 4;
        printf("%d\n", T * 2);
    }
    {
        T x = sizeof(T);
        enum { A = 10, B };
        printf("%d %d\n", x, A + B);
    }
    return 0;
}
