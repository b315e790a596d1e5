/* <err.h>: "program: message: error" on standard error. */
#include <err.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *getprogname(void) {
    char *slash = __progname ? strrchr(__progname, '/') : NULL;
    return slash ? slash + 1 : __progname ? __progname : "";
}

static void complain(const char *format, va_list ap, int number) {
    dprintf(2, "%s: ", getprogname());
    if (format)
        vdprintf(2, format, ap);
    if (number)
        dprintf(2, format ? ": %s\n" : "%s\n", strerror(number));
    else
        dprintf(2, "\n");
}

void vwarn(const char *format, va_list ap) {
    complain(format, ap, errno);
}

void vwarnx(const char *format, va_list ap) {
    complain(format, ap, 0);
}

void verr(int status, const char *format, va_list ap) {
    complain(format, ap, errno);
    exit(status);
}

void verrx(int status, const char *format, va_list ap) {
    complain(format, ap, 0);
    exit(status);
}

void warn(const char *format, ...) {
    va_list ap;
    va_start(ap, format);
    complain(format, ap, errno);
}

void warnx(const char *format, ...) {
    va_list ap;
    va_start(ap, format);
    complain(format, ap, 0);
}

void err(int status, const char *format, ...) {
    va_list ap;
    va_start(ap, format);
    verr(status, format, ap);
}

void errx(int status, const char *format, ...) {
    va_list ap;
    va_start(ap, format);
    verrx(status, format, ap);
}
