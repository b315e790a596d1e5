#include <stdio.h>
#include <string.h>
typedef struct { char c; int i; short s; } __attribute__((packed)) P;
struct Q { char c; int i __attribute__((packed)); double d; };
struct B { unsigned long long a : 40; long long b : 20; unsigned c : 3; unsigned long long d : 64; };
struct PB { unsigned a : 7; unsigned b : 30; int c : 29; unsigned long long d : 50; } __attribute__((packed));
P arr[3] = {{1,2,3},{4,5,6}};
int f(int n, int a[n][n+1]) { int s = 0; for (int i = 0; i < n; i++) for (int j = 0; j <= n; j++) s += a[i][j]; return s + sizeof(a[0]); }
int g(int n) {
    int v[n], w[n][n+1];
    printf("%d %d %d\n", (int)sizeof v, (int)sizeof w, (int)sizeof w[0]);
    for (int i = 0; i < n; i++) { v[i] = i; for (int j = 0; j <= n; j++) w[i][j] = i * j; }
    int (*p)[n+1] = w; p++;
    printf("%d %d\n", (*p)[2], (int)(p - w));
    typedef int T[n]; n = 100; T t; 
    printf("%d\n", (int)sizeof(t));
    return f(sizeof v / 4, w);
}
int h(int n) { int s = 0; for (int i = 1; i < n; i++) { char b[i * 10]; memset(b, i, sizeof b); s += b[i]; if (i == 50) continue; if (i == 90) break; } return s; }
int nest(int x) {
    int k = x; 
    int add(int y) { k += y; return k; }
    int twice(int y) { return add(y) + add(y); }
    int apply(int (*fn)(int), int v) { return fn(v); }
    return twice(3) * 100 + apply(add, 5) + k;
}
int out(int n) {
    __label__ fail;
    int r = 5;
    void check(int v) { if (v > 3) goto fail; r++; }
    for (int i = 0; i < n; i++) check(i);
    return r;
fail: return r * 100;
}
void clean(int *p) { printf("clean %d\n", *p); }
int cl(int n) { int a __attribute__((cleanup(clean))) = n; for (int i = 0; i < 3; i++) { int b __attribute__((cleanup(clean))) = i; if (i == 1) continue; if (n == 2) return a++; if (n == 3) goto out; } out: return 7; }
__attribute__((constructor)) static void start(void) { printf("start\n"); }
__attribute__((destructor)) static void end(void) { printf("end\n"); }
int real_name(void) __asm__("renamed"); int real_name(void) { return 77; }
int al(void) __attribute__((alias("renamed")));
extern int missing(void) __attribute__((weak));
enum __attribute__((packed)) E { A, Bb };
typedef int TI __attribute__((mode(QI)));
typedef int LL __attribute__((mode(DI)));
int main(void) {
    P p = {1, 0x12345678, -3}; P *q = &p;
    printf("%d %d %d %x %d\n", (int)sizeof(P), (int)sizeof(struct Q), (int)sizeof(arr), q->i, q->s);
    q->i += 5; q->s++; printf("%x %d %d\n", p.i, p.s, arr[1].i);
    struct B b = {0x123456789aULL, -5, 5, 99};
    b.a += 0x8000000000ULL; b.b--; printf("%llx %d %d %lld %d\n", (unsigned long long)b.a, (int)b.b, b.c, (long long)b.d, (int)sizeof b);
    printf("%llx\n", (unsigned long long)(b.a << 10));
    struct PB pb = {1, 2, -3, 4}; pb.b = 0x3fffffff; pb.d = 0x3ffffffffffffULL; pb.c++; pb.d--;
    printf("%u %u %d %llx %d\n", pb.a, pb.b, pb.c, (unsigned long long)pb.d, (int)sizeof pb);
    printf("%d\n", g(4)); printf("%d\n", h(120)); printf("%d\n", nest(1)); printf("%d %d\n", out(2), out(10));
    int c1 = cl(1), c2 = cl(2), c3 = cl(3); printf("%d %d %d\n", c1, c2, c3);
    printf("%d %d %d\n", real_name(), al(), missing == 0);
    printf("%d %d %d\n", (int)sizeof(enum E), (int)sizeof(TI), (int)sizeof(LL));
    char *m = __builtin_alloca(33); memset(m, 'x', 32); m[32] = 0; puts(m);
    int x = 3; __asm__("" : "+r"(x)); printf("%d\n", x);
    int al16 __attribute__((aligned(16))); printf("%d\n", (int)((unsigned long)&al16 & 15));
    return 0;
}
