/* Arbitrary-precision arithmetic in base 10000: factorials, powers, Fibonacci numbers. */
#include <stdio.h>
#define D 40
typedef struct { int n; unsigned short d[D]; } big;
static big from(unsigned x) { big b = { 0 }; for (; x; x /= 10000) b.d[b.n++] = x % 10000; return b; }
static big add(big a, big b)
{
    int i;
    unsigned c = 0;
    for (i = 0; i < a.n || i < b.n || c; i++) {
        c += (i < a.n ? a.d[i] : 0) + (i < b.n ? b.d[i] : 0);
        a.d[i] = c % 10000;
        c /= 10000;
    }
    a.n = i;
    return a;
}
static big mul(const big *a, const big *b)
{
    big r = { 0 };
    int i, j;
    for (i = 0; i < a->n; i++) {
        unsigned c = 0;
        for (j = 0; j < b->n || c; j++) {
            c += r.d[i + j] + (j < b->n ? a->d[i] * b->d[j] : 0);
            r.d[i + j] = c % 10000;
            c /= 10000;
        }
        if (i + j > r.n)
            r.n = i + j;
    }
    return r;
}
static unsigned divs(big *a, unsigned k)
{
    unsigned c = 0;
    int i;
    for (i = a->n; i--; ) {
        c = c * 10000 + a->d[i];
        a->d[i] = c / k;
        c %= k;
    }
    while (a->n && !a->d[a->n - 1])
        a->n--;
    return c;
}
static void print(big b)
{
    printf("%d", b.n ? b.d[--b.n] : 0);
    while (b.n)
        printf("%04d", b.d[--b.n]);
    printf("\n");
}
int main(void)
{
    big f = from(1), a = from(0), b = from(1), p = from(3);
    int i;
    for (i = 2; i <= 50; i++) {
        big k = from(i), t;
        f = mul(&f, &k);
        t = add(a, b);
        a = b;
        b = t;
    }
    print(f);
    print(b);
    for (i = 0; i < 6; i++)
        p = mul(&p, &p);
    print(p);
    printf("%u ", divs(&p, 9973));
    print(p);
    return 0;
}
