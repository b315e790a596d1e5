#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <stdint.h>
#include <complex.h>
#include <stdarg.h>
#include <stddef.h>
struct self { struct self *me; int v[2]; } self = { &self, { 1, 2 } }; 
int *lits = (int[]){ 1, 2, 3 }; struct { int *p; const char *s; } lit2 = { .p = (int[]){ 4, 5 }, .s = (char[]){ "abc" } };
struct pt { int x, y; }; static struct pt spt = (struct pt){ 3, 4 }; static int sarr[3] = (int[3]){ 7, 8, 9 }; static struct { struct pt p; int a[2]; } deep = { (struct pt){ 1, 2 }, { 5 } };
wchar_t wa[] = L"wide", wb[8] = { L'a', L'b' }; unsigned short u16[] = u"u16"; uint32_t u32[] = U"u32"; char u8a[] = u8"u8";
int ext[]; int *pext = &ext[1]; int ext[4] = { 1, 2, 3 }; extern const int later[]; static int first(void) { return later[0]; } const int later[] = { 42 };
struct zl { int n; struct { int a; } tail[0]; int end[]; }; struct em { struct {} e; int x; } em = { {}, 5 }; union ue { struct {} e; int i; } uem = { .i = 3 };
int big_sw(int x) { switch (x) { 
#define C4(n) case n: case n + 1000: return n * 3; case n + 1: return n; case n + 2: break;
#define C16(n) C4(n) C4(n + 4) C4(n + 8) C4(n + 12)
#define C64(n) C16(n) C16(n + 16) C16(n + 32) C16(n + 48)
C64(0) C64(64) default: return -1; } return -2; }
double complex cv(int n, ...) { va_list ap; va_start(ap, n); double complex s = 0; while (n--) s += va_arg(ap, double complex); va_end(ap); return s; }
float complex cf(float complex a, char c, double complex b) { return a * c + b; }
int brk(void) { int n = 0; for (int i = 0; i < 10; i++) { n += ({ if (i == 3) continue; if (i == 6) break; i; }); } return n; }
int sw_in_expr(int x) { return ({ int r; switch (x) { case 1: r = 10; break; default: r = 20; } r; }) + 1; }
long long mixed(int a, long long b, char c, double d, struct pt p, short e, float f, long long g) { return a + b + c + (int)d + p.x + p.y + e + (int)f + g; }
int deepx(int a) { return ((((((((((((((((((((((((((((((((((((((((a + 1) * 2) - 1) ^ 3) + 1) * 2) - 1) ^ 3) + 1) * 2) - 1) ^ 3) + 1) * 2) - 1) ^ 3) + 1) * 2) - 1) ^ 3) + 1) * 2) - 1) ^ 3) + 1) * 2) - 1) ^ 3) + 1) * 2) - 1) ^ 3) + 1) * 2) - 1) ^ 3) + 1) * 2) - 1) ^ 3); }
struct bf { int a : 5; unsigned b : 5; } bfs[2] = { { -1, 31 }, { .b = 7 } }; volatile struct bf vbf;
static int *vp(volatile int *p) { return (int *)p; } int cmp(const void *a, const void *b) { return **(char *const *)a - **(char *const *)b; }
int an_identifier_that_is_very_long_indeed_and_goes_on_for_more_than_sixty_three_characters_to_see_a = 1, an_identifier_that_is_very_long_indeed_and_goes_on_for_more_than_sixty_three_characters_to_see_b = 2;
int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); } int ack(int m, int n) { return m ? n ? ack(m - 1, ack(m, n - 1)) : ack(m - 1, 1) : n + 1; }
struct l { struct l *n; int v; }; static struct l *rev(struct l *p) { struct l *r = 0; while (p) { struct l *n = p->n; p->n = r; r = p; p = n; } return r; }
typedef int (*op)(int, int); static int add(int a, int b) { return a + b; } static int mul(int a, int b) { return a * b; } static op ops(char c) { return c == '+' ? add : c == '*' ? mul : 0; }
int main(void) {
    printf("%d %d %d %s\n", self.me->v[1], lits[2], lit2.p[1], lit2.s); printf("%d %d %d %d\n", spt.y, sarr[2], deep.p.y, deep.a[0]);
    printf("%d %x %d %x %x %s\n", (int)wcslen(wa), wa[3], wb[1], u16[2], u32[0], u8a); printf("%d %d %d\n", *pext, ext[2], first()); printf("%d %d %d %d\n", (int)sizeof(struct zl), (int)sizeof em, em.x, uem.i);
    for (int i = 0; i < 12; i++) printf("%d ", big_sw(i * 97 % 1200)); puts("");
    double complex z = cv(2, 1.0 + 2.0 * I, 3.0 - 1.0 * I); printf("%g %g\n", creal(z), cimag(z)); float complex w = cf(1 + I, 2, 3 * I); printf("%g %g\n", crealf(w), cimagf(w));
    printf("%d %d %d %lld\n", brk(), sw_in_expr(1), sw_in_expr(2), mixed(1, 1LL << 33, 'a', 2.9, (struct pt){ 5, 6 }, -7, 3.9f, -(1LL << 32))); printf("%d\n", deepx(5));
    printf("%d %u %d\n", bfs[0].a, bfs[0].b, bfs[1].b + bfs[1].a); vbf.a = 3; vbf.b += vbf.a; printf("%d\n", vbf.b); int v = 5; *vp(&v) = 6; printf("%d\n", v);
    const char *w2[] = { "pear", "apple", "fig" }; qsort(w2, 3, sizeof *w2, cmp); printf("%s %s %s\n", w2[0], w2[1], w2[2]);
    printf("%d\n", an_identifier_that_is_very_long_indeed_and_goes_on_for_more_than_sixty_three_characters_to_see_a + an_identifier_that_is_very_long_indeed_and_goes_on_for_more_than_sixty_three_characters_to_see_b);
    printf("%d %d\n", fib(15), ack(2, 3)); struct l c = { 0, 3 }, b = { &c, 2 }, a = { &b, 1 }; struct l *r = rev(&a); printf("%d%d%d %d\n", r->v, r->n->v, r->n->n->v, r->n->n->n == 0); printf("%d %d %d\n", ops('+')(3, 4), ops('*')(3, 4), !ops('x'));
    printf("%hhd %hu %zu %td %jd %5.2f %-8s| %+.3e %g %G %#o %#X %c%c %.*s %i\n", (char)300, (unsigned short)70000, sizeof(int), (ptrdiff_t)-5, (intmax_t)1 << 40, 3.14159, "left", 12345.678, 1e-5, 1e20, 8, 255, 65, 'b', 2, "xyz", -3);
    int n1; printf("%s%n %d\n", "count", &n1, 1); printf("%d\n", n1); char buf[30]; snprintf(buf, 5, "%s", "truncated"); puts(buf); int i1; char c1; float f1; int cn = sscanf("12 x 3.5", "%d %c %f", &i1, &c1, &f1); printf("%d %d %c %g\n", cn, i1, c1, f1);
    int8_t i8 = -128; uint8_t ui8 = 200; i8--; ui8 += 100; printf("%d %d %d\n", i8, ui8, INT32_MAX + (int)(UINT64_C(1) << 31 >> 31)); printf("%d\n", __LINE__);
    return 0;
}
