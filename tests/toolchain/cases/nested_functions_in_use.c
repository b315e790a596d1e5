#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <setjmp.h>
/* nested functions in anger */
struct hq { int q; }; typedef int (*cmpf)(const void *, const void *);
static void each(int n, void (*f)(int, void *), void *arg) { for (int i = 0; i < n; i++) f(i, arg); }
static int sorted(int *a, int n, int desc) { int swaps = 0; int cmp(const void *x, const void *y) { int d = *(int *)x - *(int *)y; swaps++; return desc ? -d : d; } qsort(a, n, sizeof *a, cmp); return swaps > 0; }
static int recurse(int n, int (*prev)(int)) { int me(int k) { return prev ? prev(k) + n : n; } if (n == 0) return me(1); return recurse(n - 1, me); }
static int counter(int start) { int count = start; int next(void) { return ++count; } int (*fp)(void) = next; int s = 0; for (int i = 0; i < 5; i++) s += fp() + next(); return s * 100 + count; }
static int mutual(int n) { auto int odd(int); int even(int k) { return k == 0 ? n : odd(k - 1); } int odd(int k) { return k == 0 ? -n : even(k - 1); } return even(7) + odd(7); }
static long long wide(long long a, double d) { struct { long long x; double y; } st = { a, d }; long long addx(long long b, double e) { st.x += b; st.y *= e; return st.x + (long long)st.y; } return addx(5, 2.0) + addx(a, 0.5); }
static int err(int depth) { __label__ bad, worse; int level = 0; void check(int d) { level = d; if (d == 5) goto bad; if (d == 9) goto worse; void inner(void) { check(d + 1); } inner(); } check(depth); return -1; bad: return level + 100; worse: return level + 1000; }
static int loop_label(int n) { int t = 0; for (int i = 0; i < n; i++) { __label__ next; void skip(int v) { if (v & 1) goto next; } skip(i); t += i; next:; } return t; }
static int vla_in(int n) { int a[n]; void fill(int v) { for (int i = 0; i < n; i++) a[i] = v + i; } fill(3); int sum(void) { int s = 0; for (int i = 0; i < n; i++) s += a[i]; return s; } int (*f)(void) = sum; fill(10); return f() + (int)sizeof a; }
static int params(int a, int b, int c, int d, int e, int f, long long g, struct hq *h) { int total(int k) { return a + b * 2 + c * 3 + d * 4 + e * 5 + f * 6 + (int)g * 7 + h->q * k; } a++; f--; g *= 2; return total(10); }
static int retstruct(int n) { struct r { int a, b, c; }; struct r make(int k) { return (struct r){ n, k, n * k }; } struct r (*mk)(int) = make; struct r x = mk(3), y = make(4); return x.c + y.c + x.a + y.b; }
static int alloca_in(int n) { char *keep[5]; void put(int i) { char *p = __builtin_alloca(8); strcpy(p, "tmp"); keep[0] = 0; n += p[0]; } for (int i = 0; i < 3; i++) put(i); return n; }
static int chars(const char *s) { int c[3] = { 0 }; void visit(const char *p, void (*v)(char)) { while (*p) v(*p++); } void count(char ch) { if (ch >= 'a') c[0]++; else if (ch >= '0' && ch <= '9') c[1]++; else c[2]++; } visit(s, count); return c[0] * 100 + c[1] * 10 + c[2]; }
static int setj(int n) { jmp_buf b; void thrower(int k) { if (k > 3) longjmp(b, k); thrower(k + 1); } volatile int v = n; int r = setjmp(b); if (!r) { v++; thrower(0); } return r * 10 + v; }
static int stat(int n) { static int calls; int f(int k) { static int own; own += k; calls++; return own; } int one = f(n), two = f(n); return one + two * 10 + calls * 100; }
static int sw(int n) { int f(int k) { switch (k) { case 0: return n; case 1: { int g(void) { return n + k; } return g(); } default: return f(k - 2); } } return f(n); }
int main(void) {
    int a[] = { 3, 1, 2 }; int z = sorted(a, 3, 1); printf("%d %d%d%d\n", z, a[0], a[1], a[2]); printf("%d %d %d %lld\n", recurse(6, 0), counter(2), mutual(5), wide(1LL << 33, 1.5)); int tot = 0; void acc(int i, void *p) { tot += i * *(int *)p; } int k = 3; each(5, acc, &k); printf("%d\n", tot);
    printf("%d %d %d %d\n", err(1), err(6), loop_label(9), vla_in(4)); struct hq h = { 2 }; printf("%d %d %d %d\n", params(1, 2, 3, 4, 5, 6, 7, &h), retstruct(5), alloca_in(1), chars("ab1C2z")); int s2 = stat(2), s3 = stat(3); printf("%d %d %d %d\n", setj(4), s2, s3, sw(5)); return 0;
}
