/* Messages of errors and signals: one string each, a byte with the number before each text (generated). */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <bits/errlist.h>
#include <bits/siglist.h>
#include <bits/signame.h>

static const char errors[] = __ERRLIST;
static const char signals[] = __SIGLIST;
static const char names[] = __SIGNAMES;

static const char *find(const char *list, int number) {
    for (; *list; list += strlen(list) + 1)
        if (*list == number)
            return list + 1;
    return NULL;
}

static char *message(const char *list, int number, const char *prefix) {
    static char unknown[28];
    const char *s = find(list, number);
    char *p, digits[12];
    unsigned n = number < 0 ? -(unsigned)number : number;
    if (s)
        return (char *)s;
    p = digits + 11;
    *p = 0;
    do
        *--p = '0' + n % 10;
    while (n /= 10);
    if (number < 0)
        *--p = '-';
    strcpy(stpcpy(unknown, prefix), p);
    return unknown;
}

char *strerror(int number) {
    return number ? message(errors, number, "Unknown error ") : "Success";
}

int strerror_r(int number, char *buf, size_t n) {
    return strlcpy(buf, strerror(number), n) < n ? 0 : ERANGE;
}

char *strsignal(int number) {
    return message(signals, number, "Unknown signal ");
}

const char *signame(int number) {
    return find(names, number);
}

int signumber(const char *name) {
    const char *s;
    if (!strncasecmp(name, "SIG", 3))
        name += 3;
    for (s = names; *s; s += strlen(s) + 1)
        if (!strcasecmp(s + 1, name))
            return *s;
    return -1;
}
