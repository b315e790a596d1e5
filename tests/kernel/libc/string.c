/* <string.h>: each function at every alignment and at its edges. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <stdlib.h>

static char a[64], b[64];
static unsigned hash;

static void mix(const char *p, int n) {
    while (n--)
        hash = hash * 31 + (unsigned char)*p++;
}

static int sign(int n) {
    return (n > 0) - (n < 0);
}

static void blocks(void) {
    int from, to, n, i;
    for (from = 0; from < 6; from++)
        for (to = 0; to < 6; to++)
            for (n = 0; n < 20; n++) {
                for (i = 0; i < 64; i++)
                    a[i] = i, b[i] = 100 + i;
                memcpy(b + to, a + from, n);
                mix(b, 64);
                memmove(a + to, a + from, n);
                mix(a, 64);
                memset(b + from, n + 200, n);
                mix(b, 64);
                hash += sign(memcmp(a + from, b + to, n));
            }
    printf("blocks %08x\n", hash);
}

static void strings(void) {
    static char *s[] = {"", "a", "b", "ab", "abc", "abd", "abcabc", "cab", "\xff", "\x80z", "aab", "bbb"};
    int i, j, n;
    for (i = 0; i < 12; i++)
        for (j = 0; j < 12; j++) {
            char *p = strstr(s[i], s[j]), *q = strpbrk(s[i], s[j]);
            hash = hash * 31 + sign(strcmp(s[i], s[j])) + 2;
            hash = hash * 31 + (p ? p - s[i] : 77) + (q ? q - s[i] : 99);
            hash = hash * 31 + strspn(s[i], s[j]) * 8 + strcspn(s[i], s[j]);
            for (n = 0; n < 5; n++) {
                hash = hash * 31 + sign(strncmp(s[i], s[j], n)) + 3;
                memset(a, '#', 20);
                strncpy(a, s[i], n);
                mix(a, 20);
                strcpy(a, s[i]);
                strncat(a, s[j], n);
                mix(a, 20);
            }
        }
    printf("strings %08x\n", hash);
}

int main(void) {
    char text[] = "one,,two;three", *save, *p, *q = text;
    blocks();
    strings();
    printf("%s\n", strchr("hello", 'l'));
    printf("%s\n", strrchr("hello", 'l'));
    printf("%d %d\n", strchr("x", 'y') == NULL, *strchr("x", 0));
    printf("%s\n", (char *)memchr("abcdef", 'd', 6));
    printf("%d\n", memchr("abcdef", 'd', 3) == NULL);
    for (p = strtok_r(text, ",;", &save); p; p = strtok_r(NULL, ",;", &save))
        printf("<%s>", p);
    printf("\n");
    strcpy(text, "a,,b;c");
    while ((p = strsep(&q, ",;")))
        printf("<%s>", p);
    printf("\n");
    p = strdup("copy");
    printf("%s %s\n", p, strndup("copying", 3));
    printf("%d %d %d\n", sign(strcasecmp("HeLLo", "hEllO")), sign(strcasecmp("abc", "ABD")), sign(strncasecmp("abcX", "ABCy", 3)));
    printf("%d %d %d %d\n", ffs(0), ffs(1), ffs(8), ffs(-2147483647 - 1));
    printf("%zu %zu\n", strnlen("hello", 3), strnlen("hi", 9));
    printf("%s|\n", stpcpy(a, "xyz") - 3);
    printf("%s %s\n", strcat(strcpy(a, "ab"), "cd"), strpbrk("a=b", "=:"));
    for (hash = 0, save = NULL; (int)hash < 256; hash++)
        printf("%x", !!isalnum(hash) | !!isalpha(hash) << 1 | !!iscntrl(hash) << 2 | !!isdigit(hash) << 3 | !!isgraph(hash) << 4 | !!islower(hash) << 5 |
                         !!isprint(hash) << 6 | !!ispunct(hash) << 7 | !!isspace(hash) << 8 | !!isupper(hash) << 9 | !!isxdigit(hash) << 10 |
                         !!isblank(hash) << 11);
    printf("\n%d %d %d %d %d\n", isalpha(EOF), isspace(EOF), isprint(EOF), tolower(EOF), toupper('z'));
    printf("%s / %s / %s\n", strerror(2), strerror(13), strerror(0));
    return 0;
}
