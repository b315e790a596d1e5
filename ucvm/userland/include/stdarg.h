#ifndef _STDARG_H
#define _STDARG_H
/* A va_list points to the next argument word: unnamed arguments all lie on the stack. */
typedef char *va_list;
#define __VA_SIZE(type) ((sizeof(type) + 3) & ~3)
#define va_start(ap, last) ((ap) = __builtin_va_start())
#define va_arg(ap, type) (*(type *)(((ap) += __VA_SIZE(type)) - __VA_SIZE(type)))
#define va_copy(to, from) ((to) = (from))
#define va_end(ap) ((void)0)
#endif
