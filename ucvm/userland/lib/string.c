/* <string.h> and <strings.h>: C locale, bytes compare as unsigned. */
#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void *memccpy(void *to, const void *from, int c, size_t n) {
    const char *end = memchr(from, c, n);
    if (end)
        n = end - (const char *)from + 1;
    memcpy(to, from, n);
    return end ? (char *)to + n : NULL;
}

void *memchr(const void *s, int c, size_t n) {
    const unsigned char *p = s, *end = p + n;
    for (c &= 255; p != end; p++)
        if (*p == c)
            return (void *)p;
    return NULL;
}

int memcmp(const void *a, const void *b, size_t n) {
    const unsigned char *p = a, *q = b, *end = p + n;
    int x, y;
    while (p != end)
        if ((x = *p++) != (y = *q++))
            return x - y;
    return 0;
}

void *memcpy(void *to, const void *from, size_t n) {
    char *d = to;
    const char *s = from;
    size_t odd = ((uintptr_t)d | (uintptr_t)s) & 3 ? SIZE_MAX : 3; /* the bytes that do not go by words */
    while (n & odd)
        n--, d[n] = s[n];
    for (n >>= 2; n;)
        n--, ((unsigned *)d)[n] = ((const unsigned *)s)[n];
    return to;
}

void *memmem(const void *s, size_t n, const void *what, size_t m) {
    const char *p = s;
    for (; n >= m; n--, p++)
        if (!memcmp(p, what, m))
            return (void *)p;
    return NULL;
}

void *memmove(void *to, const void *from, size_t n) {
    char *d = to;
    const char *s = from;
    if (d >= s + n || d + n <= s)
        return memcpy(to, from, n);
    if (d > s)
        while (n)
            n--, d[n] = s[n];
    else
        for (; n; n--)
            *d++ = *s++;
    return to;
}

void *mempcpy(void *to, const void *from, size_t n) {
    return (char *)memcpy(to, from, n) + n;
}

void *memrchr(const void *s, int c, size_t n) {
    const unsigned char *p = s;
    while (n--)
        if (p[n] == (unsigned char)c)
            return (void *)(p + n);
    return NULL;
}

void *memset(void *s, int c, size_t n) {
    char *p = s;
    size_t odd = (uintptr_t)p & 3 ? SIZE_MAX : 3;
    while (n & odd)
        n--, p[n] = c;
    c = (c & 255) * 0x01010101;
    for (n >>= 2; n;)
        n--, ((int *)p)[n] = c;
    return s;
}

char *stpcpy(char *to, const char *from) {
    while ((*to = *from++))
        to++;
    return to;
}

char *stpncpy(char *to, const char *from, size_t n) {
    size_t k = strnlen(from, n);
    memcpy(to, from, k);
    return memset(to + k, 0, n - k);
}

char *strcat(char *to, const char *from) {
    stpcpy(to + strlen(to), from);
    return to;
}

char *strchr(const char *s, int c) {
    s = strchrnul(s, c);
    return *s == (char)c ? (char *)s : NULL;
}

char *strchrnul(const char *s, int c) {
    int x;
    for (c &= 255; (x = *s) && x != c;)
        s++;
    return (char *)s;
}

int strcmp(const char *a, const char *b) {
    int x, y;
    while ((x = *a++) == (y = *b++) && x)
        ;
    return x - y;
}

int strcoll(const char *a, const char *b) {
    return strcmp(a, b);
}

char *strcpy(char *to, const char *from) {
    stpcpy(to, from);
    return to;
}

size_t strcspn(const char *s, const char *set) {
    const char *p = s;
    while (*p && !strchr(set, *p))
        p++;
    return p - s;
}

char *strdup(const char *s) {
    return strndup(s, SIZE_MAX);
}

size_t strlcat(char *to, const char *from, size_t n) {
    size_t k = strnlen(to, n);
    return k + strlcpy(to + k, from, n - k);
}

size_t strlcpy(char *to, const char *from, size_t n) {
    size_t k = strlen(from);
    if (n) {
        n = k < n ? k : n - 1;
        memcpy(to, from, n);
        to[n] = 0;
    }
    return k;
}

size_t strlen(const char *s) {
    const char *p = s;
    while (*p)
        p++;
    return p - s;
}

char *strncat(char *to, const char *from, size_t n) {
    char *p = to + strlen(to);
    *(char *)mempcpy(p, from, strnlen(from, n)) = 0;
    return to;
}

int strncmp(const char *a, const char *b, size_t n) {
    for (; n; n--, a++, b++)
        if (*a != *b || !*a)
            return *a - *b;
    return 0;
}

char *strncpy(char *to, const char *from, size_t n) {
    stpncpy(to, from, n);
    return to;
}

char *strndup(const char *s, size_t n) {
    char *p;
    n = strnlen(s, n);
    p = malloc(n + 1);
    if (p)
        *(char *)mempcpy(p, s, n) = 0;
    return p;
}

size_t strnlen(const char *s, size_t n) {
    size_t k = 0;
    while (k < n && s[k])
        k++;
    return k;
}

char *strpbrk(const char *s, const char *set) {
    s += strcspn(s, set);
    return *s ? (char *)s : NULL;
}

char *strrchr(const char *s, int c) {
    return memrchr(s, c, strlen(s) + 1);
}

char *strsep(char **s, const char *set) {
    char *start = *s, *end;
    if (start) {
        end = start + strcspn(start, set);
        *s = *end ? end + 1 : NULL;
        *end = 0;
    }
    return start;
}

size_t strspn(const char *s, const char *set) {
    const char *p = s;
    while (*p && strchr(set, *p))
        p++;
    return p - s;
}

char *strstr(const char *s, const char *what) {
    return memmem(s, strlen(s), what, strlen(what));
}

char *strtok(char *s, const char *set) {
    static char *save;
    return strtok_r(s, set, &save);
}

char *strtok_r(char *s, const char *set, char **save) {
    if (!s)
        s = *save;
    s += strspn(s, set);
    *save = s + strcspn(s, set);
    if (*s == 0)
        return NULL;
    if (**save)
        *(*save)++ = 0;
    return s;
}

size_t strxfrm(char *to, const char *from, size_t n) {
    return strlcpy(to, from, n);
}

int bcmp(const void *a, const void *b, size_t n) {
    return memcmp(a, b, n);
}

void bcopy(const void *from, void *to, size_t n) {
    memmove(to, from, n);
}

void bzero(void *s, size_t n) {
    memset(s, 0, n);
}

int ffs(int n) {
    int bit = 0;
    if (n)
        for (bit = 1; !(n & 1); n >>= 1)
            bit++;
    return bit;
}

char *index(const char *s, int c) {
    return strchr(s, c);
}

char *rindex(const char *s, int c) {
    return strrchr(s, c);
}

int strcasecmp(const char *a, const char *b) {
    return strncasecmp(a, b, SIZE_MAX);
}

int strncasecmp(const char *a, const char *b, size_t n) {
    int c;
    for (; n; n--, a++, b++)
        if ((c = tolower(*a) - tolower(*b)) || !*a)
            return c;
    return 0;
}
