#include <stdio.h>
#include <math.h>
#include <float.h>
#include <string.h>
/* floating point corners */
union d { double d; unsigned long long u; }; union f { float f; unsigned u; };
static double id(double x) { return x; } static float idf(float x) { return x; } volatile double vz = 0.0, vm = -0.0, vi = 1e308; volatile float vf = 3.5f;
static int cls(double x) { return isnan(x) ? 0 : isinf(x) ? 1 : x == 0 ? 2 : fabs(x) < DBL_MIN ? 3 : 4; }
#define CMP(a, b) printf("%d%d%d%d%d%d ", (a) < (b), (a) <= (b), (a) > (b), (a) >= (b), (a) == (b), (a) != (b))
static float facc(const float *a, int n) { float s = 0; while (n--) s += *a++ * 2 - 1; return s; } static double poly(double x) { return ((x * 3 - 2) * x + 1) * x - 0.5; } static long double ldm(long double a, int b) { return a * b; }
static double mixed(int i, float f, double d, long long l, unsigned u, unsigned long long ul, char c) { return i + f * d - l / 2 + u * 0.5f + ul + c; } static int tests(double x) { int r = 0; if (x) r |= 1; if (!x) r |= 2; r |= (x && 1) << 2; r |= (x ? 1 : 0) << 3; while (x > 1) { x /= 2; r += 16; } return r; }
struct fs { float a; double b; float c[2]; }; static struct fs g = { 1.5f, -2.25, { 0.1f, 1e-30f } }; static double arr[] = { 1, 2.5f, 3e2, 0x1p-3, .5, 5., -1e-2 };
int main(void) {
    double nan = vz / vz, inf = 1 / vz; CMP(nan, 1.0); CMP(1.0, nan); CMP(inf, 1.0); CMP(vm, vz); CMP(-inf, inf); puts(""); printf("%d %d %d %d %d\n", cls(nan), cls(inf), cls(vm), cls(4e-320), cls(1)); union d u = { vm }; printf("%llx %d\n", u.u, 1 / vm < 0); u.d = vi * 10; printf("%llx\n", u.u); union f uf = { -vf }; printf("%x\n", uf.u);
    printf("%d %d %d %d\n", (int)1e9, (int)-1.999, (unsigned)3e9 == 3000000000u, (signed char)-3.7); printf("%lld %llu %lld\n", (long long)-9e18, (unsigned long long)1.8e19, (long long)idf(1e10f)); printf("%.9g %.9g %.9g %.17g\n", (float)16777217, (float)-2147483647, (float)4294967295u, (double)9007199254740993LL); printf("%.9g %.17g %.9g\n", (float)(1LL << 62 | 1), (double)0xffffffffffffffffULL, (float)0xffffff7fffffffffULL);
    float fa[] = { 0.1f, 0.2f, 0.3f, 1e7f }; printf("%.9g %.17g %d\n", facc(fa, 4), poly(0.3), (int)ldm(2.5L, 3)); printf("%.17g\n", mixed(-3, 0.1f, 2.5, 7LL, 9u, 1ULL << 53, 'a')); printf("%d %d %d %d\n", tests(0), tests(vm), tests(5), tests(nan)); printf("%.9g %.17g %.9g %.9g %d\n", g.a, g.b, g.c[0], g.c[1], (int)sizeof g); for (int i = 0; i < 7; i++) printf("%g ", arr[i]); puts("");
    double d = 1; d += 1.5f; d -= 1; d *= 2; d /= 3; printf("%.17g\n", d); float f = 1; f += 0.1; f *= 3; f -= 1e-3; f /= 7; f++; --f; printf("%.9g\n", f); int i = 7; i *= 1.5; i += 0.9; i -= 0.1f; i /= 2.0; printf("%d\n", i); unsigned char c = 250; c += 3.7; printf("%d\n", c); long long l = 5; l *= 2.5; l <<= 1; printf("%lld\n", l); unsigned uu = 10; uu /= 0.3; printf("%u\n", uu);
    printf("%d %d %d %d\n", 0.1 + 0.2 == 0.3, 0.1f + 0.2f == 0.3f, (float)0.1 == 0.1, id(0.5) == idf(0.5f)); printf("%g %g %g %g\n", DBL_MAX, DBL_MIN, DBL_EPSILON, (double)FLT_MAX); printf("%g %g %g\n", 5e-324, 5e-324 / 2, 1.7976931348623157e308 * 10); printf("%a %a %a\n", 1e-310, 0.1f, 255.5); printf("%.0f %.0f %.0f %.1f %.3e %G\n", 0.5, 1.5, 2.5, 0.25, 123456.0, 1e-10); printf("%d %d\n", signbit(-0.0) != 0, signbit(nan) == signbit(nan)); 
    printf("%g %g %g %g %g\n", floor(-1.5), ceil(-1.5), trunc(-1.5), round(-2.5), fmod(5.5, -2)); int e; double m = frexp(48.0, &e); printf("%g %d %g %g\n", m, e, ldexp(0.75, 4), modf(-3.25, &d)); printf("%g\n", d); printf("%d %d\n", -0.0 == 0.0, memcmp(&(double){ -0.0 }, &(double){ 0.0 }, 8) != 0); const float cf = 1.0f / 3; static const double cd = 2.0 / 3 + 1e-3f; printf("%.9g %.17g\n", cf, cd); printf("%d\n", (int)(cf * 3 == 1)); switch ((int)2.7) { case 2: puts("two"); } double z = -0.0; z = -z; printf("%g %g\n", z, 0 - 0.0); printf("%d\n", sizeof(1.0f + 1) == 4 && sizeof(1.0 + 1.0f) == 8);
    return 0;
}
