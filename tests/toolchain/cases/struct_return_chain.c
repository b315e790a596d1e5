/* Functions that return structs, used in expressions and passed on. */
#include <stdio.h>
typedef struct { int re, im; } cplx;
typedef struct { int v[4]; } vec;
static cplx make(int re, int im) { cplx c; c.re = re; c.im = im; return c; }
static cplx mul(cplx a, cplx b) { return make(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re); }
static cplx power(cplx c, int n) { return n ? mul(c, power(c, n - 1)) : make(1, 0); }
static vec iota(int from) { vec r; int i; for (i = 0; i < 4; i++) r.v[i] = from + i; return r; }
static vec plus(vec a, vec b) { int i; for (i = 0; i < 4; i++) a.v[i] += b.v[i]; return a; }
static int dot(vec a, vec b) { int i, s = 0; for (i = 0; i < 4; i++) s += a.v[i] * b.v[i]; return s; }
int main(void)
{
    cplx c = power(make(1, 2), 5);
    cplx (*f)(cplx, cplx) = mul;
    printf("%d %d\n", c.re, c.im);
    printf("%d\n", f(c, make(0, 1)).re);
    printf("%d\n", dot(plus(iota(1), iota(10)), plus(iota(0), iota(0))));
    printf("%d\n", iota(5).v[2]);
    return 0;
}
