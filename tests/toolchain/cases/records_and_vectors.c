#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <stdarg.h>
#include <stdint.h>
/* vectors & misc */
typedef short v8 __attribute__((vector_size(16))); typedef double d2 __attribute__((vector_size(16))); typedef long long l2 __attribute__((vector_size(16))); typedef unsigned u2 __attribute__((vector_size(16)));
typedef union { v8 v; short s[8]; long long l[2]; } vu; struct hv { u2 v; int t; };
static v8 gvs[2] = { { 1, 2, 3 }, { 0, 0, 0, 0, 0, 0, 0, 9 } }; static v8 ident(v8 a) { return a; } static u2 vmix(struct hv h, u2 k) { return h.v * k + h.t; }
static int vsum(int n, ...) { va_list ap; va_start(ap, n); int t = 0; while (n--) { u2 x = va_arg(ap, u2); t += x[0] * 10 + x[1]; } va_end(ap); return t; }
static void pv(v8 v) { for (int i = 0; i < 8; i++) printf("%d ", v[i]); puts(""); }
/* odd-sized structs by value */
#define ODD(n) struct o##n { unsigned char b[n]; }; static struct o##n mk##n(int s) { struct o##n r; for (int i = 0; i < n; i++) r.b[i] = s + i; return r; } static int ck##n(int a, struct o##n x, long long l, struct o##n y) { int t = a + (int)l; for (int i = 0; i < n; i++) t = t * 3 + x.b[i] - y.b[i] * 2; return t; } static int va##n(int k, ...) { va_list ap; va_start(ap, k); int t = 0; while (k--) { struct o##n z = va_arg(ap, struct o##n); for (int i = 0; i < n; i++) t = t * 5 + z.b[i]; } va_end(ap); return t; }
ODD(1) ODD(2) ODD(3) ODD(4) ODD(5) ODD(6) ODD(7) ODD(8) ODD(9) ODD(12) ODD(13) ODD(16) ODD(17) ODD(31) ODD(64)
#define RUN(n) printf("%d %d %d\n", ck##n(n, mk##n(3), 7LL, mk##n(n)), va##n(2, mk##n(1), mk##n(9)), mk##n(4).b[n - 1]);
struct fd { float f; double d; }; static struct fd fd(struct fd a, float f, struct fd b) { a.f += f + b.f; a.d *= b.d; return a; } struct f1 { float x; }; static struct f1 f1(struct f1 a) { a.x *= 2; return a; } union uf { float f; int i; }; static union uf uf(union uf u) { u.i ^= 0x80000000; return u; }
static struct fd (*fdp)(struct fd, float, struct fd) = fd; struct arr { int a[3]; }; static struct arr arr(int n) { return (struct arr){ { n, n * 2, n * 3 } }; }
static long long chain(long long a) { return a > 100 ? a : chain(a * 3 + 1); } static unsigned rot(unsigned x, int n) { return x << n | x >> (32 - n); } static uint64_t rot64(uint64_t x, int n) { return x << n | x >> (64 - n); }
int main(void) {
    v8 a = { 1, -2, 3, -4, 5, -6, 7, -8 }, b = a * a - 3; pv(b); pv(a > b); pv(-a | 1); pv(ident(gvs[0]) + gvs[1]); pv(a >> 1); pv(a % 3); pv((a ^ b) & ~a); vu u = { .v = a }; printf("%d %llx\n", u.s[3], (unsigned long long)u.l[0]); u.v += 100; printf("%d\n", u.s[7]);
    d2 d = { 1.5, -2.5 }; d = d * 2 + (d2){ 1, 1 }; printf("%g %g\n", d[0], d[1]); l2 l = d < 0.0; printf("%lld %lld\n", l[0], l[1]); struct hv h = { { 3, 4 }, 5 }; u2 r = vmix(h, (u2){ 10, 20 }); printf("%u %u %d\n", r[0], r[1], vsum(2, r, h.v)); v8 *pp = &gvs[1]; (*pp)[2] = 6;
    RUN(1) RUN(2) RUN(3) RUN(4) RUN(5) RUN(6) RUN(7) RUN(8) RUN(9) RUN(12) RUN(13) RUN(16) RUN(17) RUN(31) RUN(64)
    struct fd q = fdp((struct fd){ 1.5f, 2 }, 0.25f, (struct fd){ 3, 4.5 }); printf("%g %g %g %g\n", q.f, q.d, f1((struct f1){ 2.5f }).x, uf((union uf){ .f = 1 }).f); printf("%d %d\n", arr(5).a[2], (arr(1), arr(2)).a[1]);
    printf("%lld %x %llx\n", chain(2), rot(0x80000001, 4), (unsigned long long)rot64(1ULL << 63 | 1, 8)); int n = 5; 
    return 0;
}
