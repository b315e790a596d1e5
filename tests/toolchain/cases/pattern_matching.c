/* Wildcards, a small regular expression matcher, Knuth-Morris-Pratt. */
#include <stdio.h>
#include <string.h>
static int glob(const char *p, const char *s)
{
    for (; *p; p++, s++) {
        if (*p == '*') {
            do {
                if (glob(p + 1, s))
                    return 1;
            } while (*s++);
            return 0;
        }
        if (!*s || (*p != '?' && *p != *s))
            return 0;
    }
    return !*s;
}
static int here(const char *re, const char *s);
static int star(int c, const char *re, const char *s)
{
    do {
        if (here(re, s))
            return 1;
    } while (*s && (*s++ == c || c == '.'));
    return 0;
}
static int here(const char *re, const char *s)
{
    if (!*re)
        return 1;
    if (re[1] == '*')
        return star(*re, re + 2, s);
    if (*re == '$' && !re[1])
        return !*s;
    return *s && (*re == '.' || *re == *s) && here(re + 1, s + 1);
}
static int match(const char *re, const char *s)
{
    if (*re == '^')
        return here(re + 1, s);
    do
        if (here(re, s))
            return 1;
    while (*s++);
    return 0;
}
static int kmp(const char *text, const char *what)
{
    int fail[20], i, k = 0, n = strlen(what), found = 0;
    fail[0] = 0;
    for (i = 1; i < n; i++) {
        while (k && what[k] != what[i])
            k = fail[k - 1];
        fail[i] = k += what[k] == what[i];
    }
    for (k = 0; *text; text++) {
        while (k && (k == n || what[k] != *text))
            k = fail[k - 1];
        k += what[k] == *text;
        found += k == n;
    }
    return found;
}
int main(void)
{
    printf("%d%d%d%d%d%d\n", glob("*.c", "main.c"), glob("*.c", "main.h"), glob("a?c*", "abcde"), glob("*", ""), glob("a*b*c", "axxbxxc"), glob("?", ""));
    printf("%d%d%d%d%d%d\n", match("^ab*c$", "abbbc"), match("^ab*c$", "abbbd"), match("x.z", "wxyz!"), match("b*", ""), match("^$", "a"), match("a.*d$", "abcd"));
    printf("%d %d %d\n", kmp("abababab", "abab"), kmp("mississippi", "issi"), kmp("aaaa", "b"));
    return 0;
}
