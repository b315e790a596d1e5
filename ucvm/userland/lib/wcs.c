/* Wide strings (C99 7.24.4). */
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

size_t wcslen(const wchar_t *s) {
    size_t n = 0;
    while (s[n])
        n++;
    return n;
}

wchar_t *wmemcpy(wchar_t *to, const wchar_t *from, size_t n) {
    return memcpy(to, from, n * sizeof *to);
}

wchar_t *wmemmove(wchar_t *to, const wchar_t *from, size_t n) {
    return memmove(to, from, n * sizeof *to);
}

wchar_t *wmemset(wchar_t *s, wchar_t c, size_t n) {
    wchar_t *at = s;
    while (n--)
        *at++ = c;
    return s;
}

int wmemcmp(const wchar_t *a, const wchar_t *b, size_t n) {
    for (; n; n--, a++, b++)
        if (*a != *b)
            return *a < *b ? -1 : 1;
    return 0;
}

wchar_t *wmemchr(const wchar_t *s, wchar_t c, size_t n) {
    for (; n; n--, s++)
        if (*s == c)
            return (wchar_t *)s;
    return NULL;
}

wchar_t *wcscpy(wchar_t *to, const wchar_t *from) {
    return wmemcpy(to, from, wcslen(from) + 1);
}

wchar_t *wcsncpy(wchar_t *to, const wchar_t *from, size_t n) {
    size_t at = 0;
    for (; at < n && from[at]; at++)
        to[at] = from[at];
    wmemset(to + at, 0, n - at);
    return to;
}

wchar_t *wcscat(wchar_t *to, const wchar_t *from) {
    wcscpy(to + wcslen(to), from);
    return to;
}

wchar_t *wcsncat(wchar_t *to, const wchar_t *from, size_t n) {
    wchar_t *at = to + wcslen(to);
    while (n-- && *from)
        *at++ = *from++;
    *at = 0;
    return to;
}

int wcscmp(const wchar_t *a, const wchar_t *b) {
    for (; *a && *a == *b; a++)
        b++;
    return (*a > *b) - (*a < *b);
}

int wcsncmp(const wchar_t *a, const wchar_t *b, size_t n) {
    for (; n && *a && *a == *b; a++, n--)
        b++;
    return n ? (*a > *b) - (*a < *b) : 0;
}

int wcscoll(const wchar_t *a, const wchar_t *b) {
    return wcscmp(a, b);
}

size_t wcsxfrm(wchar_t *to, const wchar_t *from, size_t n) {
    size_t length = wcslen(from);
    if (length < n)
        wcscpy(to, from);
    return length;
}

wchar_t *wcschr(const wchar_t *s, wchar_t c) {
    return wmemchr(s, c, wcslen(s) + 1);
}

wchar_t *wcsrchr(const wchar_t *s, wchar_t c) {
    const wchar_t *found = NULL;
    do
        if (*s == c)
            found = s;
    while (*s++);
    return (wchar_t *)found;
}

size_t wcsspn(const wchar_t *s, const wchar_t *set) {
    size_t n = 0;
    while (s[n] && wcschr(set, s[n]))
        n++;
    return n;
}

size_t wcscspn(const wchar_t *s, const wchar_t *set) {
    size_t n = 0;
    while (s[n] && !wcschr(set, s[n]))
        n++;
    return n;
}

wchar_t *wcspbrk(const wchar_t *s, const wchar_t *set) {
    s += wcscspn(s, set);
    return *s ? (wchar_t *)s : NULL;
}

wchar_t *wcsstr(const wchar_t *s, const wchar_t *part) {
    size_t n = wcslen(part);
    for (; wcsncmp(s, part, n); s++)
        if (!*s)
            return NULL;
    return (wchar_t *)s;
}

wchar_t *wcstok(wchar_t *s, const wchar_t *set, wchar_t **rest) {
    s = s ? s : *rest;
    s += wcsspn(s, set);
    *rest = s + wcscspn(s, set);
    if (!*s)
        return NULL;
    if (**rest)
        *(*rest)++ = 0;
    return s;
}

/* Numbers are ASCII, so that the functions for bytes can read a copy; what follows one does not matter beyond LONGEST characters. */
#define LONGEST 400

static char *narrow(const wchar_t *s, char *to) {
    size_t n = 0;
    for (; n < LONGEST - 1 && s[n] > 0 && s[n] < 128; n++)
        to[n] = s[n];
    to[n] = 0;
    return to;
}

#define NUMBER(type, name, ...)                                 \
    type wcs##name(const wchar_t *s, wchar_t **end __VA_ARGS__) \
    {                                                           \
        char copy[LONGEST], *stop;                              \
        type value = str##name(narrow(s, copy), &stop BASE);    \
        if (end)                                                \
            *end = (wchar_t *)s + (stop - copy);                \
        return value;                                           \
    }

#define BASE
NUMBER(double, tod)
NUMBER(float, tof)
NUMBER(long double, told)
#undef BASE
#define BASE , base
NUMBER(long, tol, , int base)
NUMBER(long long, toll, , int base)
NUMBER(unsigned long, toul, , int base)
NUMBER(unsigned long long, toull, , int base)
