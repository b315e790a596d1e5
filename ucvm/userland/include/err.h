#ifndef _ERR_H
#define _ERR_H
#include <stdarg.h>
extern char *__progname;
void err(int status, const char *format, ...);
void errx(int status, const char *format, ...);
const char *getprogname(void);
void verr(int status, const char *format, va_list ap);
void verrx(int status, const char *format, va_list ap);
void vwarn(const char *format, va_list ap);
void vwarnx(const char *format, va_list ap);
void warn(const char *format, ...);
void warnx(const char *format, ...);
#endif
