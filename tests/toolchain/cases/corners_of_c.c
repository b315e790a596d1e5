#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <alloca.h>
#include <stdalign.h>
#include <stdnoreturn.h>
#include <fenv.h>
#include <iso646.h>
/* unusual but legal C */
int sp = 1, r0 = 2, r15 = 3, pc = 4; int r7(void) { return sp + r0 + r15 + pc; }
typedef int T; 
struct T { T T; }; 
int shadow(T T) { return T + 1; }
void f(void), *g(void), (*h)(void) = f; void f(void) {} void *g(void) { return (void *)h; }
int (*farr[2])(int) = { shadow, shadow };
int (*(*ppf)[2])(int) = &farr;
char (*get_arr(void))[4] { static char a[4] = "abc"; return &a; }
const char *const *volatile cv; 
unsigned long long int long_mixed; long unsigned int long lm2 = 5; int unsigned short us = 7; 
extern int e1; int e1 = 5; static int s1; static int s1 = 7; extern int s1;
enum { E0, E1 = 5, E2, E3 = -1, E4 } ev = E2;
enum big { BIG = 0x7fffffff, HUGE_ = 0x80000000u };
enum ll { LL1 = 1LL << 40, LL2 };
int vis(int (*p)(int), int q) { return (*p)(q) + (**p)(q) + (&*p)(q) + p(q); }
struct bits { unsigned a : 4, b : 4; } bz = { 15, 15 };
int conv(void) { signed char c = -1; unsigned char u = c; short s = u; unsigned x = c; long long l = x; return u == 255 && s == 255 && x == 0xffffffff && l == 0xffffffffLL; }
union mix { char c[8]; double d; struct { int a, b; } s; };
static int count; int side(void) { return ++count; }
int order(void) { int a = (side(), side(), 5); return a * 10 + count; }
int sw(long long x) { switch (x) { case 1LL << 40: return 1; case -1: return 2; case 0x100000000: return 3; default: return 0; } }
int swc(unsigned char c) { switch (c) { case 'a' ... 'z': return 1; case '0' ... '9': return 2; case 200 ... 255: return 3; } return 0; }
int nested_sw(int a, int b) { switch (a) { case 1: switch (b) { case 1: return 11; default: break; } case 2: if (b) { case 3: return 23; } return 2; } return 0; }
int lp(void) { int n = 0; for (;;) { if (n++ > 5) break; else continue; } do n++; while (0); while (n --> 3); return n; }
int compound(int n) { struct { int a; char s[4]; } *p = &(struct { int a; char s[4]; }){ n, "xyz" }; p->a++; return p->a + p->s[2]; }
int arrs(void) { int i, a[10] = { [2] = 3, 4, [9] = 1, [5 ... 7] = 8 }, s = 0; for (i = 0; i < 10; i++) s = s * 3 + a[i]; return s; }
struct nest { struct { int x[2]; struct { char c; } y; } z[2]; int last; } nst = { .z[1].y.c = 5, .z[0].x = { 1, 2 }, .z[1].x[1] = 9, 77 };
struct nest nst2 = { { { { 1, 2 }, { 3 } }, { 4, 5, 6 } }, .last = 8 };
int ptr(void) { int a[3][4], (*p)[4] = a; p++; int *q = *p; return q - a[0] + (p - a) + (int)(sizeof *p / sizeof **p) + (&a[2][3] - &a[0][1]); }
int strs(void) { char s[] = "ab" "cd", *p = "x\0y", t[2] = "zz"; return sizeof s + sizeof "ab" + p[2] + t[1] + "hello"[1] + 1["abc"]; }
float ff(float a) { return a / 3; } double fd(a) float a; { return a / 3; }
long double ld(long double x) { return x * 2; }
int bool_(void) { _Bool b = 0.1, c = (void *)0, d = 256; b += 5; c |= 2; d--; return b * 100 + c * 10 + d; }
int sizes(void) { return sizeof(char) + sizeof('a') * 10 + sizeof(1 ? (char)1 : (char)2) * 100 + sizeof(+(char)1) * 1000 + sizeof(1LL ? 1 : 1LL) * 10000; }
noreturn void quit(int x) { exit(x); }
#define STR(x) #x
#define XSTR(x) STR(x)
#define V(...) (sizeof((int[]){ __VA_ARGS__ }) / sizeof(int))
#define EMPTY
#define F(x) x (2)
#define G(x) (x + 1)
_Static_assert(sizeof(int) == 4, "int"); _Static_assert(1);
int main(int argc, char *argv[]) {
    alignas(8) int al = 5; 
    printf("%d %d %d %d\n", r7(), shadow(3), ((struct T){ 9 }).T, al);
    printf("%d %d %d\n", (*ppf)[1](4), (*get_arr())[1], g() == (void *)f);
    printf("%llu %d %d %d %d %d %d\n", lm2, us, e1, s1, ev, E4, (int)sizeof(enum ll)); printf("%u %lld\n", HUGE_, (long long)LL2);
    printf("%d %d %d\n", vis(shadow, 1), conv(), order()); printf("%d %d %d %d\n", sw(1LL << 40), sw(-1), sw(0x100000000), sw(5));
    printf("%d %d %d %d\n", swc('q'), swc('5'), swc(255), swc('A')); printf("%d %d %d %d\n", nested_sw(1, 1), nested_sw(1, 2), nested_sw(3, 0), nested_sw(2, 0));
    printf("%d %d %d %d %d\n", lp(), compound(4), arrs(), ptr(), strs());
    printf("%d %d %d %d\n", nst.z[1].y.c, nst.z[0].x[1], nst.z[1].x[1], nst.last); printf("%d %d\n", nst2.z[1].y.c, nst2.last);
    printf("%.9g %.17g %g\n", ff(1), fd(1.0), (double)ld(1.25)); printf("%d %d\n", bool_(), sizes());
    printf("%s %d %d %d\n", XSTR(F(G)(1)), (int)V(1, 2, 3), (F(G)), 5 not_eq 4 and not 0);
     { int x = 4; printf("%d\n", x); } 
    int a = 1, b = 2; a ^= b, b ^= a, a ^= b; printf("%d %d\n", a, b);
    union mix m = { .s = { 1, 2 } }; m.c[0] = 9; printf("%d %d\n", m.s.a, m.s.b); char *s = alloca(5); strcpy(s, "okay"); puts(s);
    printf("%d\n", fegetround() == FE_TONEAREST); int i = -5; printf("%d %d %d %u\n", i / 2, i % 3, i >> 1, (unsigned)i >> 28);
    printf("%d%%|%5d|%-5d|%05d|%+d|% d|%x|%#x|%o|%#o|%c|%s|%.2s|%*d|%p\n", 5, 42, 42, 42, 42, 42, 255, 255, 8, 8, 'c', "str", "trunc", 4, 7, (void *)0 == 0 ? (void *)16 : 0);
    quit(argc == 1 ? 3 : 4);
}
