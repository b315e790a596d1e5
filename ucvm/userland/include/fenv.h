#ifndef _FENV_H
#define _FENV_H
/* Arithmetic rounds to nearest and has no flags (C99 7.6 lets an implementation define none of the macros for what it does not have). */
typedef int fenv_t;
typedef int fexcept_t;
#define FE_ALL_EXCEPT 0
#define FE_TONEAREST 0
#define FE_DFL_ENV ((const fenv_t *)0)
int feclearexcept(int which);
int fegetexceptflag(fexcept_t *flags, int which);
int feraiseexcept(int which);
int fesetexceptflag(const fexcept_t *flags, int which);
int fetestexcept(int which);
int fegetround(void);
int fesetround(int mode);
int fegetenv(fenv_t *env);
int feholdexcept(fenv_t *env);
int fesetenv(const fenv_t *env);
int feupdateenv(const fenv_t *env);
#endif
