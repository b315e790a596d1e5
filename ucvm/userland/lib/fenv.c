/* <fenv.h> of arithmetic that rounds to nearest and has no flags: what is asked for is there (0), or cannot be had (not 0). */
#include <fenv.h>

int feclearexcept(int which) {
    return which != 0;
}

int fegetexceptflag(fexcept_t *flags, int which) {
    *flags = 0;
    return which != 0;
}

int feraiseexcept(int which) {
    return which != 0;
}

int fesetexceptflag(const fexcept_t *flags, int which) {
    (void)flags;
    return which != 0;
}

int fetestexcept(int which) {
    (void)which;
    return 0;
}

int fegetround(void) {
    return FE_TONEAREST;
}

int fesetround(int mode) {
    return mode != FE_TONEAREST;
}

int fegetenv(fenv_t *env) {
    *env = 0;
    return 0;
}

int feholdexcept(fenv_t *env) {
    *env = 0;
    return 0;
}

int fesetenv(const fenv_t *env) {
    (void)env;
    return 0;
}

int feupdateenv(const fenv_t *env) {
    (void)env;
    return 0;
}
