/* fnmatch, basename and dirname. */
#include <fnmatch.h>
#include <libgen.h>
#include <stdio.h>
#include <string.h>

static const char *patterns[] = {"", "*", "?", "a*", "*a", "a*b*c", "[abc]", "[!abc]", "[a-c]x", "[]a]", "[!]a]", "[[:digit:]]*", "[[:alpha:]_]*[0-9]", "\\*", "a\\?b", "*.c",
                                 ".*", "*/b", "a/*", "*b*d*", "[a-", "a[", "**", "?*?", "[\\]]", "x*y*z*", "[[:upper:][:digit:]]", "a?c", "[.]x"};
static const char *names[] = {"", "a", "b", "ab", "abc", "aXbYc", "]", "*", "a?b", "1abc", "x9", "f.c", ".f", ".x", "a/b", "a/b/c", "abcd", "-", "[", "a[", "A", "xyz", "xxyyzz", "\\"};
static const int flags[] = {0, FNM_PATHNAME, FNM_NOESCAPE, FNM_PERIOD, FNM_PATHNAME | FNM_PERIOD};

int main(void) {
    static const char *paths[] = {"", "/", "a", "a/", "/a", "/a/", "a/b", "a//b//", "/a/b", ".", "..", "/a//b/c", "///a"};
    unsigned p, n, f;
    char buf[32], again[32];
    for (p = 0; p < sizeof patterns / sizeof *patterns; p++)
        for (f = 0; f < 5; f++) {
            printf("%s %d:", patterns[p], flags[f]);
            for (n = 0; n < sizeof names / sizeof *names; n++)
                putchar(fnmatch(patterns[p], names[n], flags[f]) ? '.' : 'm');
            putchar('\n');
        }
    for (p = 0; p < sizeof paths / sizeof *paths; p++) {
        strcpy(buf, paths[p]);
        strcpy(again, paths[p]);
        printf("'%s' '%s'", paths[p], basename(buf));
        printf(" '%s'\n", dirname(again));
    }
    printf("%d %d\n", fnmatch("[[:foo:]]", "f", 0) != 0, fnmatch("aB*", "Abc", 16));
    return 0;
}
