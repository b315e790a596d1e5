/* Prototypes in all forms, redeclared, in blocks, with typedefs and unnamed parameters. */
#include <stdio.h>
typedef int fn(int);
typedef unsigned size;
fn square, cube;
int square(int);
extern int square(int x);
static size length(const char *);
static void nothing(void);
int apply(fn, int), apply_ptr(fn *f, int x);
int (*table[2])(int) = { square, cube };
int square(int x) { return x * x; }
int cube(int x) { return x * x * x; }
int apply(int f(int), int x) { return f(x); }
int apply_ptr(int (*f)(int), int x) { return (*f)(x); }
static int sum(int v[static 3]) { return v[0] + v[1] + v[2]; }
static int first(const int v[]) { return *v; }
int main(void)
{
    int later(int, int);
    int v[3] = { 4, 5, 6 };
    printf("%d %d\n", apply(square, 5), apply_ptr(cube, 3));
    printf("%u %d %d\n", length("four"), sum(v), first(v + 1));
    printf("%d %d\n", table[0](7), (**table[1])(2));
    printf("%d\n", later(9, 4));
    nothing();
    (nothing)();
    (void)square(1);
    return 0;
}
int later(int a, int b) { return a - b; }
static size length(const char *s) { size n = 0; while (*s++) n++; return n; }
static void nothing(void) { return; }
