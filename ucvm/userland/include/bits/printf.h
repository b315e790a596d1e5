/* What the files of printf share among themselves. */
#ifndef _BITS_PRINTF_H
#define _BITS_PRINTF_H
#include <bits/stdio.h>
#define LEFT 1
#define ZERO 2
#define PLUS 4
#define SPACE 8
#define ALTERNATE 16

/* Where output goes, and the conversion at hand: size is -2 for hh, -1 for h, 1 for l, 2 for ll and j; precision -1 if there is none. */
struct output {
    __sink put;
    void *to;
    int total, flags, width, precision, size;
    va_list ap;
};

void __emit(struct output *o, const char *s, int n);
void __pad(struct output *o, const char *fill, int n);
void __show(struct output *o, const char *prefix, int before, int zeros, const char *s, int n);
int __sign(struct output *o, int negative, char *prefix);
char *__digits(unsigned long long v, unsigned base, int letter, char *end);

/* a e f g; not there unless the program passes floating numbers to variadic functions (lib/printf_real.c). */
extern int (*const __real_conversion)(struct output *o, int c);
#endif
