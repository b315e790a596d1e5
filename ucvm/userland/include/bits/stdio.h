/* What the files of stdio share among themselves. */
#ifndef _BITS_STDIO_H
#define _BITS_STDIO_H
#include <stdio.h>
#define F_READ 1
#define F_WRITE 2
#define F_EOF 4
#define F_ERROR 8
#define F_LINE 16   /* flushed by a newline */
#define F_NONE 32   /* unbuffered: every write goes through */
#define F_ASK 64    /* F_LINE if it turns out to be a terminal */
#define F_OWNED 128 /* the FILE came from malloc */
#define F_LISTED 256
typedef void (*__sink)(void *to, const char *s, size_t n);
extern FILE *__files;
extern void (*__at_exit_flush)(void);
int __open_flags(const char *mode);
int __fill(FILE *f);
int __flush(FILE *f);
size_t __put(FILE *f, const char *s, size_t n);
int __format(__sink put, void *to, const char *format, va_list ap);
#endif
