#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <stdarg.h>
int $dollar = 3, mid$dle = 4; enum inc; struct hasinc { enum inc *p; }; enum inc { I1 = 5 };
struct three { int a[3]; }; struct three mk(void) { return (struct three){ { 7, 8, 9 } }; }
#define eprintf(format, args...) printf(format, ##args)
#define VA(fmt, ...) printf(fmt, ##__VA_ARGS__)
#define CALL(f, ...) f(__VA_ARGS__)
int fnattr(int) __attribute__((const, nothrow)) __attribute__((warn_unused_result)); __attribute__((pure)) int fnattr(int x) { return x * 2; }
void noret(void) __attribute__((__noreturn__)); void noret(void) { exit(0); }
static void *nn(void *p) __attribute__((nonnull(1), returns_nonnull, malloc, alloc_size(1))); static void *nn(void *p) { return p; }
int fmtf(const char *f, ...) __attribute__((format(printf, 1, 2))); int fmtf(const char *f, ...) { va_list a; va_start(a, f); int n = vprintf(f, a); va_end(a); return n; }
typedef int aligned_int __attribute__((aligned(8))); struct ai { char c; aligned_int i; }; int may_alias(void) { typedef int __attribute__((may_alias)) mi; float f = 1; return *(mi *)&f; }
int depr __attribute__((deprecated("x"))), sect __attribute__((section(".data"), used)); int (*fpa)(int) __attribute__((unused)) = fnattr; void vf(int a __attribute__((unused)), int b) { (void)b; }
int lab(int x) { switch (x) { case 1: x++; __attribute__((fallthrough)); case 2: return x; default: ; } goto l; l: __attribute__((unused)); return 9; }
struct __attribute__((__packed__)) pf { char a; int b; } __attribute__((aligned(2))); enum en { EA __attribute__((deprecated)), EB = 4 }; 
static int __attribute__((noinline)) *ptrret(int *p) { return p; } int *__attribute__((noinline)) pr2(int *p) { return p; } const char *__restrict cp; int __attribute__((cold)) (paren)(int x) { return x; }
int isr(void) { static const char *const t[] = { [0 ... 2] = "x", [3] = "y" }; return t[2][0] + t[3][0]; } union cu { int i; double d; }; int castu(union cu u) { return u.i; }
int main(void) {
    char buf[8] = "abcdefg"; void *v = buf; v += 2; v++; printf("%c %d %d %d\n", *(char *)v, (int)sizeof(void), (int)sizeof(main), (int)((char *)(v + 1) - buf)); printf("%d %d %d\n", $dollar, mid$dle, mk().a[1]);
    eprintf("none\n"); eprintf("%d %d\n", 1, 2); VA("x\n"); VA("%s\n", "y"); printf("%d\n", CALL(fnattr, 4)); fmtf("%d-%s\n", 5, "z"); printf("%d %d %x\n", (int)sizeof(struct ai), (int)__alignof__(aligned_int), may_alias());
    printf("%d %d %d\n", lab(1), lab(2), lab(7)); printf("%d %d %d\n", (int)sizeof(struct pf), EB, isr()); int q = 3; printf("%d %d %d %d\n", *ptrret(&q), *pr2(&q), paren(6), castu((union cu)q)); printf("%s %s\n", __FUNCTION__, __PRETTY_FUNCTION__); printf("%d\n", '\e');
    _Float64 d64 = 1.5; _Float32 f32 = 2.5f; printf("%g %g\n", d64, (double)f32); int arr[] = { [5] = 1, 2, [0] = 3 }; printf("%d %d\n", (int)(sizeof arr / sizeof 0[arr]), 6[arr]); __extension__ long long ell = 5LL; printf("%lld\n", __extension__ ell); int a0[0]; printf("%d\n", (int)sizeof a0);
    int x = 5; x = x ?: 7; int y = 0; y = y ?: x++ ?: 9; printf("%d %d\n", x, y); printf("%d\n", __builtin_expect(x > 3, 1) ? 1 : 0); if (__builtin_expect(!!(x), 0)) puts("ok"); printf("%d %d\n", __builtin_object_size(buf, 0) >= 8, (int)__builtin_object_size(buf, 1)); __builtin_prefetch(buf, 0, 1); 
    printf("%d %d\n", __builtin_isdigit('5') != 0, __builtin_toupper('q')); char *ap = __builtin_assume_aligned(buf, 4); printf("%c\n", *ap); printf("%d\n", __builtin_frame_address(0) != 0); printf("%d\n", __builtin_LINE()); printf("%g %g %g\n", __builtin_fabs(-2.5), __builtin_sqrt(16), __builtin_pow(2, 10)); printf("%d %d\n", __builtin_memcmp("ab", "ac", 2) < 0, (int)__builtin_strlen(buf)); printf("%s\n", (char *)__builtin_memcpy(buf, "xyz", 3)); printf("%d\n", __builtin_classify_type(1.0) == 8);
    noret();
}
