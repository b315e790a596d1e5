#ifndef _BITS_CLASS_H
#define _BITS_CLASS_H
#include <stddef.h>
int __in_class(const char *name, size_t n, int c);
#endif
