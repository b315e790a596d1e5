#ifndef _STDLIB_H
#define _STDLIB_H
#include <stddef.h>
#define EXIT_SUCCESS 0
#define EXIT_FAILURE 1
#define RAND_MAX 0x7fffffff
#define MB_CUR_MAX 4
typedef struct {
    int quot, rem;
} div_t;
typedef struct {
    long quot, rem;
} ldiv_t;
typedef struct {
    long long quot, rem;
} lldiv_t;
void abort(void);
int abs(int n);
int atexit(void (*function)(void));
double atof(const char *s);
int atoi(const char *s);
long atol(const char *s);
long long atoll(const char *s);
void *bsearch(const void *key, const void *base, size_t n, size_t size, int (*compare)(const void *, const void *));
void *calloc(size_t n, size_t size);
div_t div(int n, int d);
void exit(int status);
void _Exit(int status);
void free(void *p);
char *getenv(const char *name);
long labs(long n);
ldiv_t ldiv(long n, long d);
long long llabs(long long n);
lldiv_t lldiv(long long n, long long d);
void *malloc(size_t n);
int mblen(const char *s, size_t n);
size_t mbstowcs(wchar_t *to, const char *s, size_t n);
int mbtowc(wchar_t *to, const char *s, size_t n);
char *mkdtemp(char *pattern);
int mkstemp(char *pattern);
char *mktemp(char *pattern);
int putenv(char *entry);
void qsort(void *base, size_t n, size_t size, int (*compare)(const void *, const void *));
int rand(void);
int rand_r(unsigned *seed);
long random(void);
void srandom(unsigned seed);
void *realloc(void *p, size_t n);
void *reallocarray(void *p, size_t n, size_t size);
char *realpath(const char *path, char *out);
int setenv(const char *name, const char *value, int overwrite);
void srand(unsigned seed);
double strtod(const char *s, char **end);
float strtof(const char *s, char **end);
long double strtold(const char *s, char **end);
long strtol(const char *s, char **end, int base);
long long strtoll(const char *s, char **end, int base);
unsigned long strtoul(const char *s, char **end, int base);
unsigned long long strtoull(const char *s, char **end, int base);
int system(const char *command);
size_t wcstombs(char *to, const wchar_t *s, size_t n);
int wctomb(char *s, wchar_t c);
int unsetenv(const char *name);
int clearenv(void);
#endif
