#include <stdio.h>
#include <complex.h>
#include <math.h>
typedef int v4 __attribute__((vector_size(16)));
typedef float f4 __attribute__((vector_size(16)));
typedef unsigned char b8 __attribute__((vector_size(8)));
double complex g1 = 1.5 + 2.5 * I;
float complex g2 = 3.0f;
double complex ga[2] = {1, 2 * I};
static v4 gv = {1, 2, 3, 4};
double complex addc(double complex a, float complex b) { return a + b; }
v4 vadd(v4 a, v4 b) { return a + b * 2; }
struct S { char c; double complex z; } s = {'x', 5 - 1 * I};
void pc(double complex z) { printf("%.6g %.6g\n", creal(z), cimag(z)); }
int main(void) {
    double complex z = 3 + 4 * I, w;
    pc(z); pc(z * z); pc(z / (1 - 2 * I)); pc(z + 1); pc(2 - z); pc(conj(z)); pc(~z); pc(-z); pc(z * 2); pc(1 / z);
    printf("%g %g %d %d\n", cabs(z), carg(1 + I), z == 3 + 4 * I, z != w * 0 + z);
    w = addc(z, g2); pc(w); pc(g1); pc(ga[1]); pc(s.z);
    __real__ w = 9; __imag__ w += 1; pc(w); w *= z; pc(w); w++; pc(w); w -= 3; pc(w);
    pc(csqrt(-4)); pc(cexp(I * M_PI)); pc(clog(z)); pc(cpow(z, 2)); pc(csin(z)); pc(ctanh(z)); pc(casin(0.5)); pc(cacos(2)); pc(catan(z));
    float complex f = z; pc(f * f); printf("%d %d %d\n", (int)sizeof f, (int)sizeof z, (int)sizeof(s));
    double d = z; printf("%g %d\n", d, !z);
    if (z) puts("true");
    int _Complex ic = 3 + 4i; ic = ic * ic; printf("%d %d\n", __real__ ic, __imag__ ic);
    double complex *p = &z; *p = 7; pc(*p ? *p : 0); pc((d, z)); 
    double complex arr[3] = {[1] = 1 + I}; pc(arr[0] + arr[1]);
    v4 a = {1, 2, 3, 4}, b = a + 1; v4 c = vadd(a, b) - gv; printf("%d %d %d %d\n", c[0], c[1], c[2], c[3]);
    c = a > 2; printf("%d %d %d %d\n", c[0], c[1], c[2], c[3]); c = -a; c[2] = 77; c <<= 1; printf("%d %d %d %d\n", c[0], c[1], c[2], c[3]);
    f4 fv = {1.5, 2, 3}; fv = fv * fv / 2; printf("%g %g %g %g\n", fv[0], fv[1], fv[2], fv[3]);
    b8 bv = {250, 1, 2}; bv += 10; printf("%d %d %d\n", bv[0], bv[1], bv[7]);
    v4 m = {3, 2, 1, 0}; c = __builtin_shuffle(a, m); printf("%d %d %d %d\n", c[0], c[1], c[2], c[3]);
    v4 fi = (v4)fv; printf("%x\n", fi[0]);
    long long ll = (long long)bv; printf("%llx\n", ll);
    int r; { int o = __builtin_add_overflow(2147483647, 1, &r); printf("%d %d\n", o, r); }
    unsigned u; { int o = __builtin_sub_overflow(1, 2, &u); printf("%d %u\n", o, u); }
    long long L; { int o = __builtin_mul_overflow(1LL << 40, 1LL << 40, &L); printf("%d %lld\n", o, L); }
    { int o = __builtin_add_overflow(-5LL, 3u, &L); printf("%d %lld\n", o, L); }
    { int o = __builtin_smul_overflow(65536, 65536, &r); printf("%d %d\n", o, r); }
    signed char sc; { int o = __builtin_add_overflow(100, 100, &sc); printf("%d %d\n", o, sc); }
    unsigned long long U; { int o = __builtin_sub_overflow(0ULL, 1, &U); printf("%d %llu\n", o, U); } { int o = __builtin_umulll_overflow(~0ULL, 2, &U); printf("%d %llu\n", o, U); }
    printf("%d %d %d %d %d\n", __builtin_clz(1), __builtin_ctz(8), __builtin_popcountll(~0ULL), __builtin_parity(7), __builtin_ffs(0));
    printf("%d %d %x %llx %x\n", __builtin_clrsb(-1), __builtin_clrsbll(5), __builtin_bswap32(0x12345678), __builtin_bswap64(1), __builtin_bswap16(0x1234));
    volatile int vi = 0x0f0; printf("%d %d %d %d\n", __builtin_clz(vi), __builtin_clrsb(vi), __builtin_ffs(vi), __builtin_bswap16(vi));
    volatile double n = NAN, inf = INFINITY; printf("%d %d %d %d %d %d\n", __builtin_isnan(n), __builtin_isinf_sign(-inf), __builtin_isfinite(n), __builtin_isunordered(n, 1.0), __builtin_isless(1.0, n), !!__builtin_signbit(-0.0));
    printf("%d %d\n", __builtin_types_compatible_p(int, int), __builtin_choose_expr(1, 5, "x"));
    printf("%d\n", __builtin_constant_p(3) && !__builtin_constant_p(vi));
    int at = 5; at += __sync_fetch_and_add(&at, 3); printf("%d\n", at); 
    return 0;
}
