#ifndef _MATH_H
#define _MATH_H
typedef float float_t;
typedef double double_t;
#define HUGE_VAL 1e999
#define HUGE_VALF 1e999f
#define HUGE_VALL 1e999L
#define INFINITY 1e999f
#define NAN (0.0f / 0.0f)
#define M_E 2.7182818284590452354
#define M_LOG2E 1.4426950408889634074
#define M_LOG10E 0.43429448190325182765
#define M_LN2 0.69314718055994530942
#define M_LN10 2.30258509299404568402
#define M_PI 3.14159265358979323846
#define M_PI_2 1.57079632679489661923
#define M_PI_4 0.78539816339744830962
#define M_1_PI 0.31830988618379067154
#define M_2_PI 0.63661977236758134308
#define M_2_SQRTPI 1.12837916709551257390
#define M_SQRT2 1.41421356237309504880
#define M_SQRT1_2 0.70710678118654752440
#define FP_NAN 0
#define FP_INFINITE 1
#define FP_ZERO 2
#define FP_SUBNORMAL 3
#define FP_NORMAL 4
#define FP_ILOGB0 (-0x7fffffff - 1)
#define FP_ILOGBNAN (-0x7fffffff - 1)
#define MATH_ERRNO 1
#define MATH_ERREXCEPT 2
#define math_errhandling 0 /* neither errno nor flags tell of an error: the result does */
int __fpclassify(double x);
int __fpclassifyf(float x);
int __signbit(double x);
#define fpclassify(x) (sizeof(x) == sizeof(float) ? __fpclassifyf(x) : __fpclassify(x))
#define isfinite(x) (__fpclassify(x) >= FP_ZERO)
#define isinf(x) (__fpclassify(x) == FP_INFINITE)
#define isnan(x) ((x) != (x))
#define isnormal(x) (fpclassify(x) == FP_NORMAL)
#define signbit(x) __signbit(x)
#define isgreater(x, y) ((x) > (y))
#define isgreaterequal(x, y) ((x) >= (y))
#define isless(x, y) ((x) < (y))
#define islessequal(x, y) ((x) <= (y))
#define islessgreater(x, y) ((x) < (y) || (x) > (y))
#define isunordered(x, y) (isnan(x) || isnan(y))

double acos(double x);
double acosh(double x);
double asin(double x);
double asinh(double x);
double atan(double x);
double atan2(double y, double x);
double atanh(double x);
double cbrt(double x);
double ceil(double x);
double copysign(double x, double sign);
double cos(double x);
double cosh(double x);
double erf(double x);
double erfc(double x);
double exp(double x);
double exp2(double x);
double expm1(double x);
double fabs(double x);
double fdim(double x, double y);
double floor(double x);
double fma(double x, double y, double z);
double fmax(double x, double y);
double fmin(double x, double y);
double fmod(double x, double y);
double frexp(double x, int *exponent);
double hypot(double x, double y);
int ilogb(double x);
double ldexp(double x, int n);
double lgamma(double x);
long long llrint(double x);
long long llround(double x);
double log(double x);
double log10(double x);
double log1p(double x);
double log2(double x);
double logb(double x);
long lrint(double x);
long lround(double x);
double modf(double x, double *whole);
double nan(const char *tag);
double nearbyint(double x);
double nextafter(double x, double y);
double nexttoward(double x, long double y);
double pow(double x, double y);
double remainder(double x, double y);
double remquo(double x, double y, int *quotient);
double rint(double x);
double round(double x);
double scalbln(double x, long n);
double scalbn(double x, int n);
double sin(double x);
double sinh(double x);
double sqrt(double x);
double tan(double x);
double tanh(double x);
double tgamma(double x);
double trunc(double x);

float acosf(float x);
float acoshf(float x);
float asinf(float x);
float asinhf(float x);
float atan2f(float y, float x);
float atanf(float x);
float atanhf(float x);
float cbrtf(float x);
float ceilf(float x);
float copysignf(float x, float sign);
float cosf(float x);
float coshf(float x);
float erfcf(float x);
float erff(float x);
float exp2f(float x);
float expf(float x);
float expm1f(float x);
float fabsf(float x);
float fdimf(float x, float y);
float floorf(float x);
float fmaf(float x, float y, float z);
float fmaxf(float x, float y);
float fminf(float x, float y);
float fmodf(float x, float y);
float frexpf(float x, int *exponent);
float hypotf(float x, float y);
int ilogbf(float x);
float ldexpf(float x, int n);
float lgammaf(float x);
long long llrintf(float x);
long long llroundf(float x);
float log10f(float x);
float log1pf(float x);
float log2f(float x);
float logbf(float x);
float logf(float x);
long lrintf(float x);
long lroundf(float x);
float modff(float x, float *whole);
float nanf(const char *tag);
float nearbyintf(float x);
float nextafterf(float x, float y);
float nexttowardf(float x, long double y);
float powf(float x, float y);
float remainderf(float x, float y);
float remquof(float x, float y, int *quotient);
float rintf(float x);
float roundf(float x);
float scalblnf(float x, long n);
float scalbnf(float x, int n);
float sinf(float x);
float sinhf(float x);
float sqrtf(float x);
float tanf(float x);
float tanhf(float x);
float tgammaf(float x);
float truncf(float x);

/* long double is double. */
#define acosl acos
#define acoshl acosh
#define asinl asin
#define asinhl asinh
#define atanl atan
#define atan2l atan2
#define atanhl atanh
#define cbrtl cbrt
#define ceill ceil
#define copysignl copysign
#define cosl cos
#define coshl cosh
#define erfl erf
#define erfcl erfc
#define expl exp
#define exp2l exp2
#define expm1l expm1
#define fabsl fabs
#define fdiml fdim
#define floorl floor
#define fmal fma
#define fmaxl fmax
#define fminl fmin
#define fmodl fmod
#define frexpl frexp
#define hypotl hypot
#define ilogbl ilogb
#define ldexpl ldexp
#define lgammal lgamma
#define llrintl llrint
#define llroundl llround
#define logl log
#define log10l log10
#define log1pl log1p
#define log2l log2
#define logbl logb
#define lrintl lrint
#define lroundl lround
#define modfl modf
#define nanl nan
#define nearbyintl nearbyint
#define nextafterl nextafter
#define nexttowardl nexttoward
#define powl pow
#define remainderl remainder
#define remquol remquo
#define rintl rint
#define roundl round
#define scalblnl scalbln
#define scalbnl scalbn
#define sinl sin
#define sinhl sinh
#define sqrtl sqrt
#define tanl tan
#define tanhl tanh
#define tgammal tgamma
#define truncl trunc
#endif
