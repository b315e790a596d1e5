/* What the files of scanf share among themselves. */
#ifndef _BITS_SCANF_H
#define _BITS_SCANF_H
#include <bits/stdio.h>

struct input {
    FILE *f;
    int c, used;
};

/* What stands between "%" and the conversion. */
struct spec {
    int skip, width, size;
};

void __next(struct input *in);

/* a e f g; not there unless the program passes pointers to floating numbers to variadic functions (lib/scanf_real.c). */
extern int (*const __real_input)(struct input *in, const struct spec *spec, va_list *ap);
#endif
