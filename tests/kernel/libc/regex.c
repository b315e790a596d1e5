/* regcomp and regexec: both syntaxes, classes, intervals, back-references, leftmost-longest, flags, errors. */
#include <regex.h>
#include <stdio.h>
#include <string.h>

static void try(const char *pattern, int cflags, const char *text, int eflags) {
    regex_t re;
    regmatch_t m[4];
    int code = regcomp(&re, pattern, cflags), i;
    char message[80];
    printf("/%s/%d '%s': ", pattern, cflags, text);
    if (code) {
        regerror(code, &re, message, sizeof message);
        printf("%s\n", message);
        return;
    }
    code = regexec(&re, text, 4, m, eflags);
    if (code)
        printf("no\n");
    else {
        for (i = 0; i < 4; i++)
            printf("(%d,%d)", (int)m[i].rm_so, (int)m[i].rm_eo);
        printf(" %d\n", (int)re.re_nsub);
    }
    regfree(&re);
}

int main(void) {
    static const char *basic[] = {"abc", "a.c", "a*b", "^a", "c$", "^abc$", "[a-c]*x", "[^a-c]", "\\(a\\)\\(b\\)", "\\(ab\\)*c", "a\\{2\\}", "a\\{1,2\\}b", "\\(.\\)\\1",
                                  "\\(a*\\)b\\1", "*a", "a\\|x", "ab\\+", "ab\\?c", "^*a", "\\(^a\\)", "[[:digit:]]\\{1,\\}", "[]x]", "a^b", "a$b", "\\<b", "b\\>", "\\.", "\\w\\w", "x\\{0\\}a"};
    static const char *extended[] = {"abc", "a|b|c", "(a|ab)(c|bcd)(d*)", "a+b?", "(a+)(b*)(c?)", "(ab|a)(bc)?", "^(a|b)*$", "[[:alpha:]]+[[:digit:]]+", "(x|(y))+", "a{2,}", "(a{1,2}){2}",
                                     "(a)(b)(c)", "()", "a||b", "(^|x)a", "a($|b)", "\\(a\\)", "(a*)*", "(a*)+b", "([a-z]+)-\\1", ".*", "x?", "(foo|foobar)(bar)?", "\\bb", "[0-9]{3}-[0-9]{4}"};
    static const char *texts[] = {"abc", "aabbcc", "xyz 12 abab", "aa-aa foobar 555-1234", "abcd"};
    static const char *bad[] = {"[a", "\\(a", "a\\{1", "a\\{2,1\\}", "\\1", "[[:foo:]]", "[b-a]", "\\"};
    unsigned i, t;
    for (i = 0; i < sizeof basic / sizeof *basic; i++)
        for (t = 0; t < 5; t++)
            try(basic[i], 0, texts[t], 0);
    for (i = 0; i < sizeof extended / sizeof *extended; i++)
        for (t = 0; t < 5; t++)
            try(extended[i], REG_EXTENDED, texts[t], 0);
    for (i = 0; i < sizeof bad / sizeof *bad; i++)
        try(bad[i], 0, "", 0);
    try("(a", REG_EXTENDED, "", 0);
    try("a{1,0}", REG_EXTENDED, "", 0);
    try("*a", REG_EXTENDED, "", 0);
    try("ABC", REG_ICASE, "xabc", 0);
    try("[a-c]B\\(c\\)\\1", REG_ICASE, "xAbcC", 0);
    try("^b", REG_NEWLINE, "a\nb", 0);
    try("a$", REG_NEWLINE, "a\nb", 0);
    try("a.b", REG_NEWLINE, "a\nb", 0);
    try("a[^x]b", REG_NEWLINE, "a\nb", 0);
    try("a.b", 0, "a\nb", 0);
    try("^a", 0, "ab", REG_NOTBOL);
    try("b$", 0, "ab", REG_NOTEOL);
    try("(a*)*(a*)*(a*)*b", REG_EXTENDED, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac", 0);
    return 0;
}
