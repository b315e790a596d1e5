/* What the files of stdio share among themselves. */
#ifndef _BITS_STDIO_H
#define _BITS_STDIO_H
#include <stdio.h>
#define F_READ 1
#define F_WRITE 2
#define F_EOF 4
#define F_ERROR 8
#define F_LINE 16
#define F_NONE 32   /* unbuffered */
#define F_ASK 64    /* line buffered if it turns out to be a terminal */
#define F_OWNED 128 /* buf came from malloc */
#define F_APPEND 256
#define F_LISTED 512
typedef void (*__sink)(void *to, const char *s, size_t n);
extern FILE *__files;
extern void (*__at_exit_flush)(void);
int __mode(const char *mode, int *flags);
void __list(FILE *f);
int __fill(FILE *f);
size_t __put(FILE *f, const char *s, size_t n);
int __format(__sink put, void *to, const char *format, va_list ap);
#endif
