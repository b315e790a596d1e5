#include <stdio.h>
#include <string.h>
#include <stdlib.h>
struct A { unsigned long long a : 33, b : 31; long long c : 40; } ;
struct Bs { int a : 3; unsigned b : 3; unsigned char c : 3; short d : 9; long long e : 5; unsigned long long f : 35; char g; };
struct C { char x; int y : 7; int : 0; int z : 9; char w; short v : 4; };
struct __attribute__((packed)) D { char x; int y : 7; int z : 30; long long w : 50; short v; int q; double dd; struct { short s; int i; } in; };
struct E { char x; int y __attribute__((packed)); long long z __attribute__((aligned(8))); };
struct F { char c; struct D d; } f;
union G { struct { unsigned lo : 16, hi : 16; } h; unsigned w; unsigned long long l : 48; };
struct H { int a; char b; } __attribute__((aligned(16)));
struct I { char c; struct H h; };
typedef struct { char a; short b; int c; } __attribute__((packed, aligned(2))) J;
int ps(struct D d) { return d.y + d.z + (int)d.w + d.v; }
struct D rd(int n) { struct D d; memset(&d, 0, sizeof d); d.z = n; d.w = -n; d.q = n * 3; d.dd = n / 2.0; d.in.i = n; return d; }
struct D gd = { 1, -5, 123456, -98765432101LL, 7, 0x12345678, 2.5, { 3, 4 } };
struct D arrd[2] = { [1] = { .q = 9, .w = 1LL << 48 } };
#define S(t) printf(#t " %d %d\n", (int)sizeof(t), (int)_Alignof(t))
void dump(void *p, int n) { unsigned char *c = p; while (n--) printf("%02x", *c++); puts(""); }
int main(void) {
    S(struct A); S(struct Bs); S(struct C); S(struct D); S(struct E); S(struct F); S(union G); S(struct H); S(struct I); S(J);
    struct A a; memset(&a, 0, sizeof a); a.a = 0x1ffffffffULL; a.b = 0x7fffffff; a.c = -3; dump(&a, sizeof a);
    printf("%d %d\n", a.a + 1 == 0, (int)(a.b + 1 == 0x80000000)); printf("%d\n", a.c < 0u ? 1 : 2);
    printf("%lld %llu\n", (long long)a.c, (unsigned long long)a.a); a.a++; a.c--; a.b += 5; a.c <<= 3; a.c *= 7; printf("%llu %u %lld\n", (unsigned long long)a.a, (unsigned)a.b, (long long)a.c);
    struct Bs b; memset(&b, 0, sizeof b); b.a = -4; b.b = 7; b.c = 5; b.d = -256; b.e = -16; b.f = 0x7ffffffffULL; b.g = 'z'; dump(&b, sizeof b);
    printf("%d %u %d %d %d %llu\n", b.a, b.b, b.c, b.d, (int)b.e, (unsigned long long)b.f); printf("%d %d\n", b.b - 8 < 0, b.c - 6 < 0);
    printf("%d\n", (b.f = 0xfffffffffffULL) == 0x7ffffffffULL); printf("%d\n", (b.a = 3) + (b.a += 1)); printf("%lld\n", (long long)(b.e++ + ++b.e));
    struct C c; memset(&c, 0, sizeof c); c.x = 1; c.y = -1; c.z = -2; c.w = 3; c.v = -4; dump(&c, sizeof c);
    dump(&gd, sizeof gd); dump(arrd, sizeof arrd); printf("%d\n", ps(gd)); struct D d = rd(77); dump(&d, sizeof d); f.d = d; f.d.in.s = -3; f.d.dd *= 3; dump(&f, sizeof f);
    struct D *p = &f.d; p->y++; p->z -= 5; p->w = ~p->w; p->q ^= 0xff; p->in.i++; p->v--; p->dd += 0.25; dump(p, sizeof *p); printf("%g %d\n", p->dd, p->q);
    union G g; memset(&g, 0, sizeof g); g.w = 0xdeadbeef; printf("%x %x\n", g.h.lo, g.h.hi); g.l = ~0ULL; g.h.hi = 5; dump(&g, sizeof g);
    static struct H h; struct H lh; printf("%d %d\n", (int)((unsigned long)&h & 15), (int)((unsigned long)&lh & 15));
    lh.a = 5; lh.b = 6; h = lh; struct I i = { 1, lh }; printf("%d %d\n", h.a, i.h.b);
    J j = { 1, 2, 3 }; j.c += 0x01020304; j.b--; dump(&j, sizeof j);
    _Alignas(8) char buf[5]; printf("%d %d\n", (int)((unsigned long)buf & 7), (int)sizeof buf);
    struct { _Bool a : 1; unsigned b : 1; int : 3; signed c : 2; } k = { 1, 1, -2 }; k.a = 4; k.c++; printf("%d %d %d\n", k.a, k.b, k.c);
    return 0;
}
