#ifndef _COMPLEX_H
#define _COMPLEX_H
#define complex _Complex
#define _Complex_I 1.0fi
#define I _Complex_I
#define CMPLX(x, y) __builtin_complex((double)(x), (double)(y))
#define CMPLXF(x, y) __builtin_complex((float)(x), (float)(y))
#define CMPLXL(x, y) __builtin_complex((long double)(x), (long double)(y))
double cabs(double complex z);
double carg(double complex z);
double cimag(double complex z);
double creal(double complex z);
double complex cacos(double complex z);
double complex cacosh(double complex z);
double complex casin(double complex z);
double complex casinh(double complex z);
double complex catan(double complex z);
double complex catanh(double complex z);
double complex ccos(double complex z);
double complex ccosh(double complex z);
double complex cexp(double complex z);
double complex clog(double complex z);
double complex conj(double complex z);
double complex cpow(double complex z, double complex w);
double complex cproj(double complex z);
double complex csin(double complex z);
double complex csinh(double complex z);
double complex csqrt(double complex z);
double complex ctan(double complex z);
double complex ctanh(double complex z);

float cabsf(float complex z);
float cargf(float complex z);
float cimagf(float complex z);
float crealf(float complex z);
float complex cacosf(float complex z);
float complex cacoshf(float complex z);
float complex casinf(float complex z);
float complex casinhf(float complex z);
float complex catanf(float complex z);
float complex catanhf(float complex z);
float complex ccosf(float complex z);
float complex ccoshf(float complex z);
float complex cexpf(float complex z);
float complex clogf(float complex z);
float complex conjf(float complex z);
float complex cpowf(float complex z, float complex w);
float complex cprojf(float complex z);
float complex csinf(float complex z);
float complex csinhf(float complex z);
float complex csqrtf(float complex z);
float complex ctanf(float complex z);
float complex ctanhf(float complex z);

/* long double is double. */
#define cabsl cabs
#define cargl carg
#define cimagl cimag
#define creall creal
#define cacosl cacos
#define cacoshl cacosh
#define casinl casin
#define casinhl casinh
#define catanl catan
#define catanhl catanh
#define ccosl ccos
#define ccoshl ccosh
#define cexpl cexp
#define clogl clog
#define conjl conj
#define cpowl cpow
#define cprojl cproj
#define csinl csin
#define csinhl csinh
#define csqrtl csqrt
#define ctanl ctan
#define ctanhl ctanh
#endif
