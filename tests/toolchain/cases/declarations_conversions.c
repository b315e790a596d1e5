#include <stdio.h>
#include <string.h>
#include <stdlib.h>
#include <float.h>
#include <math.h>
/* declarations the standard allows */
static int (*table[3])(int (*)(void), int), n0; typedef int A3[3]; typedef const A3 CA3; A3 *pa3; CA3 ca = { 1, 2, 3 }; typedef int FT(int), *PFT(int), (*PF)(int); FT ft; PFT pft; PF pf = ft; int ft(int x) { return x + 1; } int *pft(int x) { static int v; v = x; return &v; }
struct S { struct S *n; int (*m)(struct S *); const char *const nm; unsigned f : 3; } s0 = { 0, 0, "nm", 5 }; int meth(struct S *s) { return s->f; }
int (*ret_fp(int k))(int) { return k ? ft : 0; } int (*(*ret2(void))(int))(int) { return ret_fp; } char *(*strfn)(const char *, int) = (char *(*)(const char *, int))strchr;
void qual(const char *const *restrict p, volatile int *volatile q, int a[const 3], int b[restrict static 2]) { *q = p[0][0] + a[0] + b[1]; }
int proto(int, char, float, ...), proto2(); int proto2(int a) { return a; } int proto(int a, char b, float c, ...) { return a + b + (int)c; } int noargs(void), emptyp(); int noargs() { return 9; } int emptyp(void) { return 8; }
enum color { RED, GREEN = 5, BLUE } paint = BLUE; int enarr[BLUE + 1] = { [RED] = 1, [GREEN] = 2 }; enum { ANON = sizeof(int) * 2 }; 
int tagscope(void) { struct S { char c; } x = { 'q' }; enum color { RED = 77 }; { struct S; struct S { double d; }; return sizeof(struct S) + x.c + RED; } }
extern int redecl(int[], int (*)(int)); int redecl(int *a, int f(int)) { return a[0] + f(1); } int vararr(int n, int m[][3], int (*p)[3]) { return m[1][2] + p[0][0] + n; }
static const int k1 = 5; static int k2 = sizeof k1 + (5 > 3 ? 2 : 1 / 1), k3 = -(-5) << 2 | 1, k4 = !0 + ~0, k5 = 'a'; double kd = 1 / 3.0 * 3, ke = 5 / 2, kf = (float)0.1; float kg = 1e-40f; int ki = (int)1e3 % 7, kj = 1.5 > 1; char *kp = "base" + 2; unsigned kl = -1 / 2u, km = (unsigned char)-1; long long kn = 1LL << 40 | 5, ko = -1u, kq = (int)0xffffffff;
int side; int se(int v) { side = side * 10 + v; return v; }
int main(void) {
    int a[3] = { 4, 5, 6 }, (*pa)[3] = &a, *p = a, **pp = &p, v = 0; const char *strs[] = { "A" }; qual(strs, &v, a, a); printf("%d %d %d\n", v, (*pa)[1], **pp);
    printf("%d %d %d %d\n", pf(1), (*ret2())(1)(5), *pft(6), (int)(strfn("hello", 'l') - strfn("hello", 'h')) < 100); s0.m = meth; printf("%d %s\n", s0.m(&s0), s0.nm); printf("%d %d %d\n", ca[1], (int)sizeof(CA3), (int)sizeof(*pa3));
    printf("%d %d %d %d\n", proto(1, 2, 3.9f, 4), proto2(5), noargs(), emptyp()); printf("%d %d %d %d\n", paint, enarr[GREEN], ANON, tagscope()); printf("%d %d\n", redecl(a, ft), vararr(1, (int[2][3]){ { 0 }, { 1, 2, 3 } }, &a));
    printf("%d %d %d %d\n", k2, k3, k4, k5); printf("%.17g %g %.9g %g\n", kd, ke, kf, kg); printf("%d %d %s %u %u %lld %lld %lld\n", ki, kj, kp, kl, km, kn, ko, kq);
    /* sequence points, evaluation */
    se(1) && se(0) && se(2); se(0) || se(3) || se(4); printf("%d\n", side); side = 0; (void)(se(1) ? se(2) : se(3)), se(4); printf("%d\n", side); int i = 0; i = (i++, i + 5); printf("%d\n", i); int x = 3, y = x++ + 5; printf("%d %d\n", x, y);
    for (i = 0; i < 3; i++) { if (i == 1) continue; switch (i) { case 2: goto end; default: printf("%d ", i); } } end: puts("end"); do { if (x > 0) { x = -5; continue; } break; } while (x++ < 0); printf("%d\n", x); while (1) { while (1) { break; } break; } 
    /* conversions */
    unsigned char uc = -1; signed char sc = 255; short sh = 70000; unsigned short us = -70000; printf("%d %d %d %d\n", uc, sc, sh, us); printf("%d %d %d\n", uc == (unsigned char)sc, -1 > 1u, (short)-1 < (unsigned short)1); printf("%d %u %lld %llu\n", (int)-2.9, (unsigned)4e9, (long long)-1e18, (unsigned long long)1e19);
    printf("%g %g %g\n", (float)16777217, (double)(float)0.1, (float)1e40 > FLT_MAX ? 1.0 : 0.0); printf("%d %d %d\n", (int)(char)'\x80', (_Bool)0.5, (int)(_Bool)"x"); printf("%d %d\n", 5 / -2, 5 % -2); printf("%d %d %d\n", 1 << 31 >> 31, (int)(0x80000000 >> 31), (int)(-1LL >> 60)); printf("%g %g %d\n", 7.0 / 2, fmod(7, -3), (int)lrint(2.5)); float ff = 0.1f; ff *= 3; double dd = 0.1; dd *= 3; printf("%.9g %.17g %d\n", ff, dd, ff == 0.3f); printf("%d %d\n", NAN != NAN, !(1.0 < NAN)); int big = 2147483647; big++; printf("%d\n", big); unsigned u = 0; u--; printf("%u\n", u); printf("%d\n", (int)sizeof(1 ? 1 : 1.0) + (int)sizeof(char) + (int)sizeof("abc"[0] + 0)); long double ld = 1.0L / 3; printf("%d\n", ld > 0.333L); 
    return 0;
}
