#include <stdio.h>
#include <string.h>
#include <stdlib.h>
#include <stdarg.h>
/* nested functions */
static int order(int *a, int n) {
    int count = 0;
    int cmp(const void *x, const void *y) { count++; return *(const int *)x - *(const int *)y; }
    qsort(a, n, sizeof *a, cmp);
    return count > 0;
}
static int fact(int n) { int go(int k) { return k < 2 ? 1 : k * go(k - 1); } return go(n); }
static int deep(int a) {
    int b = a + 1; long long ll = 5; double d = 1.5; struct { int q; char r[5]; } st = { 3, "abc" };
    int one(int c) {
        int two(int e) {
            int three(int f) { b++; ll += f; d *= 2; st.q++; st.r[0] = 'X'; return a + b + c + e + f; }
            return three(e + 1) + three(e + 2);
        }
        return two(c + 1);
    }
    int r = one(10);
    printf("%d %lld %g %d %s\n", b, ll, d, st.q, st.r);
    return r;
}
static int A(int k, int x1(void), int x2(void), int x3(void), int x4(void), int x5(void)) {
    int B(void) { return A(--k, B, x1, x2, x3, x4); }
    return k <= 0 ? x4() + x5() : B();
}
static int c1(void) { return 1; } static int m1(void) { return -1; } static int c0(void) { return 0; }
static int many(int a, int b, int c, int d, int e, int f, ...) {
    va_list ap; va_start(ap, f);
    int s = 0; void add(int x) { s += x * (a + b + c + d + e + f); }
    for (int i = 0; i < 3; i++) add(va_arg(ap, int));
    va_end(ap); return s;
}
static int vla_nest(int n) {
    int v[n]; int get(int i) { return v[i] + sizeof v; }
    for (int i = 0; i < n; i++) v[i] = i * i;
    return get(n - 1);
}
static int fwd(int n) { auto int g(int); int f(int k) { return k ? g(k - 1) : n; } int g(int k) { return k ? f(k - 1) : -n; } return f(5) + f(4); }
static int jump(int depth) {
    __label__ done; int found = 0;
    void search(int d) { if (d == 3) { found = d * 100; goto done; } search(d + 1); found = -1; }
    search(depth); found++;
done:
    return found;
}
/* VLAs */
static int vgoto(int n) {
    int total = 0, i = 0;
again:;
    char buf[n + i]; memset(buf, i, sizeof buf); total += sizeof buf + buf[n - 1];
    if (++i < 200) goto again;
    return total;
}
static int vswitch(int n) { int t = 0; for (int i = 0; i < 300; i++) switch (i % 3) { case 0: { int a[n + 20]; a[n] = i; t += a[n]; break; } case 1: { char b[100 * n]; b[5] = 1; t += b[5]; continue; } default: t++; } return t; }
static int dims(int a, int b, int c, int m[a][b][c]) { int (*p)[b][c] = m + 1; return (*p)[b - 1][c - 1] + sizeof *p + (int)(&m[a] - &m[0]); }
static void star(int, int [*][*]); static void star(int n, int x[n][n]) { printf("%d\n", (int)sizeof x[0]); }
static int par(int n, double x[static n], const int w[const]) { return sizeof x + (int)x[n - 1] + w[0]; }
static int inc(int n, int a[n++]) { return n + a[0]; }
static int allocas(int n) { int t = 0; char *last = 0; for (int i = 0; i < n; i++) { char *p = __builtin_alloca(i + 1); memset(p, i, i + 1); if (last) t += last[0]; last = p; } return t; }
static int big_args(int n) { int v[n]; v[0] = 1; return printf("%d %d %d %d %d %d %d\n", n, v[0], 3, 4, 5, 6, 7); }
static int type_names(int n) { return sizeof(int[n][2]) + sizeof(char(*)[n]) + ({ typeof(int[n]) q; q[0] = 1; sizeof q + q[0]; }); }
int main(void) {
    int a[] = { 5, 2, 9, 1 }; printf("%d", order(a, 4)); for (int i = 0; i < 4; i++) printf(" %d", a[i]); puts("");
    printf("%d %d\n", fact(6), deep(1)); printf("%d\n", A(6, c1, m1, m1, c1, c0)); printf("%d\n", many(1, 2, 3, 4, 5, 6, 7, 8, 9));
    printf("%d %d %d\n", vla_nest(7), fwd(3), jump(0));
    printf("%d %d\n", vgoto(5), vswitch(4));
    { int m[2][3][4]; for (int i = 0; i < 24; i++) ((int *)m)[i] = i; printf("%d\n", dims(2, 3, 4, m)); }
    { int x[3][3]; star(3, x); double d[2] = { 1, 2.5 }; int w[1] = { 4 }; printf("%d %d\n", par(2, d, w), inc(5, w)); }
    printf("%d\n", allocas(50)); big_args(3); printf("%d\n", type_names(3));
    return 0;
}
