#ifndef _WCHAR_H
#define _WCHAR_H
/* Wide strings; multibyte characters are UTF-8. Streams are of bytes. */
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <time.h>
typedef unsigned wint_t;
typedef struct {
    unsigned __value;
    int __left;
} mbstate_t;
#define WEOF 0xffffffffu
#define WCHAR_MAX 0x7fffffff
#define WCHAR_MIN (-0x7fffffff - 1)
wint_t btowc(int c);
size_t mbrlen(const char *s, size_t n, mbstate_t *state);
size_t mbrtowc(wchar_t *to, const char *s, size_t n, mbstate_t *state);
int mbsinit(const mbstate_t *state);
size_t mbsrtowcs(wchar_t *to, const char **from, size_t n, mbstate_t *state);
size_t wcrtomb(char *s, wchar_t c, mbstate_t *state);
wchar_t *wcscat(wchar_t *to, const wchar_t *from);
wchar_t *wcschr(const wchar_t *s, wchar_t c);
int wcscmp(const wchar_t *a, const wchar_t *b);
int wcscoll(const wchar_t *a, const wchar_t *b);
wchar_t *wcscpy(wchar_t *to, const wchar_t *from);
size_t wcscspn(const wchar_t *s, const wchar_t *set);
size_t wcslen(const wchar_t *s);
wchar_t *wcsncat(wchar_t *to, const wchar_t *from, size_t n);
int wcsncmp(const wchar_t *a, const wchar_t *b, size_t n);
wchar_t *wcsncpy(wchar_t *to, const wchar_t *from, size_t n);
wchar_t *wcspbrk(const wchar_t *s, const wchar_t *set);
wchar_t *wcsrchr(const wchar_t *s, wchar_t c);
size_t wcsrtombs(char *to, const wchar_t **from, size_t n, mbstate_t *state);
size_t wcsspn(const wchar_t *s, const wchar_t *set);
wchar_t *wcsstr(const wchar_t *s, const wchar_t *part);
double wcstod(const wchar_t *s, wchar_t **end);
float wcstof(const wchar_t *s, wchar_t **end);
wchar_t *wcstok(wchar_t *s, const wchar_t *set, wchar_t **rest);
long wcstol(const wchar_t *s, wchar_t **end, int base);
long double wcstold(const wchar_t *s, wchar_t **end);
long long wcstoll(const wchar_t *s, wchar_t **end, int base);
unsigned long wcstoul(const wchar_t *s, wchar_t **end, int base);
unsigned long long wcstoull(const wchar_t *s, wchar_t **end, int base);
size_t wcsxfrm(wchar_t *to, const wchar_t *from, size_t n);
int wctob(wint_t c);
wchar_t *wmemchr(const wchar_t *s, wchar_t c, size_t n);
int wmemcmp(const wchar_t *a, const wchar_t *b, size_t n);
wchar_t *wmemcpy(wchar_t *to, const wchar_t *from, size_t n);
wchar_t *wmemmove(wchar_t *to, const wchar_t *from, size_t n);
wchar_t *wmemset(wchar_t *s, wchar_t c, size_t n);
#endif
