/* Object-like and function-like macros, nesting, rescanning, self-reference. */
#include <stdio.h>
#define N 4
#define M (N + 1)
#define SQUARE(x) ((x) * (x))
#define MAX(a, b) ((a) > (b) ? (a) : (b))
#define APPLY(f, x) f(x)
#define EMPTY
#define CALL(f) f
#define ID(x) x
#define SWAP(T, a, b) do { T t_ = (a); (a) = (b); (b) = t_; } while (0)
#define FOREACH(i, n) for (int i = 0; i < (n); i++)
static int twice(int x) { return x * 2; }
int main(void)
{
    int self = 3, a = 1, b = 2;
#define self self + 1
    printf("%d\n", self * 10);
    printf("%d %d %d\n", M * 2, SQUARE(M - 1), MAX(SQUARE(2), MAX(3, N)));
    printf("%d %d\n", APPLY(SQUARE, 3), APPLY(twice, SQUARE(2)));
    printf("%d\n", ID(twice)(5));
    printf("%d\n", CALL(twice)(6) EMPTY);
    SWAP(int, a, b);
    printf("%d %d\n", a, b);
    FOREACH(i, 3)
        printf("%d", i);
    printf("\n%d\n", SQUARE
           (
               7
           ));
#undef N
#define N 10
    printf("%d\n", M);
#define f(x) x * f
    {
        int f = 5;
        printf("%d\n", f(2));
    }
    return 0;
}
