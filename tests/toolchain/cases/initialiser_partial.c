/* What is not initialised is zero; braces may be left out; strings fill arrays. */
#include <stdio.h>
struct s { int a; int b[2]; char c[4]; struct { int d, e; } f; };
static int zeros[100];
static struct s flat[2] = { 1, 2, 3, "abc", 4, 5, 6, 7 };
static char exact[3] = "xyz", padded[6] = "ab", open[] = "hello", list[] = { 'a', 'b', 0 };
static int m[2][3] = { 1, 2, 3, 4 };
static int n[][2] = { { 1 }, { 2, 3 }, { 4 } };
static char words[][5] = { "one", "two", "three" };
int main(void)
{
    struct s auto1 = { 1 };
    int i, local[5] = { 1, 2 };
    int sum = 0;
    for (i = 0; i < 100; i++)
        sum += zeros[i];
    printf("%d\n", sum);
    for (i = 0; i < 2; i++)
        printf("%d %d %d %s %d %d\n", flat[i].a, flat[i].b[0], flat[i].b[1], flat[i].c, flat[i].f.d, flat[i].f.e);
    printf("%.3s %s %s %s %d %d\n", exact, padded, open, list, (int)sizeof open, padded[5]);
    printf("%d %d %d %d\n", m[0][2], m[1][0], m[1][1], m[1][2]);
    printf("%d %d %d\n", (int)(sizeof n / sizeof *n), n[0][1], n[2][0]);
    printf("%.5s %s\n", words[2], words[1]);
    printf("%d %d %d %d\n", auto1.a, auto1.b[1], auto1.c[3], auto1.f.e);
    printf("%d %d %d\n", local[1], local[2], local[4]);
    return 0;
}
