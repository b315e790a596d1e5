#ifndef _STRING_H
#define _STRING_H
#include <stddef.h>
#include <strings.h>
void *memccpy(void *to, const void *from, int c, size_t n);
void *memchr(const void *s, int c, size_t n);
int memcmp(const void *a, const void *b, size_t n);
void *memcpy(void *to, const void *from, size_t n);
void *memmem(const void *s, size_t n, const void *what, size_t m);
void *memmove(void *to, const void *from, size_t n);
void *mempcpy(void *to, const void *from, size_t n);
void *memrchr(const void *s, int c, size_t n);
void *memset(void *s, int c, size_t n);
char *stpcpy(char *to, const char *from);
char *stpncpy(char *to, const char *from, size_t n);
char *strcat(char *to, const char *from);
char *strchr(const char *s, int c);
char *strchrnul(const char *s, int c);
int strcmp(const char *a, const char *b);
int strcoll(const char *a, const char *b);
char *strcpy(char *to, const char *from);
size_t strcspn(const char *s, const char *set);
char *strdup(const char *s);
char *strerror(int number);
int strerror_r(int number, char *buf, size_t n);
size_t strlcat(char *to, const char *from, size_t n);
size_t strlcpy(char *to, const char *from, size_t n);
size_t strlen(const char *s);
char *strncat(char *to, const char *from, size_t n);
int strncmp(const char *a, const char *b, size_t n);
char *strncpy(char *to, const char *from, size_t n);
char *strndup(const char *s, size_t n);
size_t strnlen(const char *s, size_t n);
char *strpbrk(const char *s, const char *set);
char *strrchr(const char *s, int c);
char *strsep(char **s, const char *set);
char *strsignal(int number);
size_t strspn(const char *s, const char *set);
char *strstr(const char *s, const char *what);
char *strtok(char *s, const char *set);
char *strtok_r(char *s, const char *set, char **save);
size_t strxfrm(char *to, const char *from, size_t n);
#endif
