/* <complex.h> for float: by double, rounded once more. */
#include <complex.h>

#define REAL(name)                    \
    float name##f(float complex z) {  \
        return name(z);               \
    }
#define COMPLEX(name)                        \
    float complex name##f(float complex z) { \
        return name(z);                      \
    }

REAL(cabs)
REAL(carg)
REAL(cimag)
REAL(creal)
COMPLEX(cacos)
COMPLEX(cacosh)
COMPLEX(casin)
COMPLEX(casinh)
COMPLEX(catan)
COMPLEX(catanh)
COMPLEX(ccos)
COMPLEX(ccosh)
COMPLEX(cexp)
COMPLEX(clog)
COMPLEX(conj)
COMPLEX(cproj)
COMPLEX(csin)
COMPLEX(csinh)
COMPLEX(csqrt)
COMPLEX(ctan)
COMPLEX(ctanh)

float complex cpowf(float complex z, float complex w) {
    return cpow(z, w);
}
