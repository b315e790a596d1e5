/* [[ string =~ expression ]]: extended regular expressions of libc; BASH_REMATCH gets the parts that matched. */
#include "sh.h"
#include <regex.h>

#define GROUPS 10

int regmatch(const char *s, char *pattern)
{
    regex_t re;
    regmatch_t m[GROUPS];
    Var *v;
    char *p, *to, *mark = ap;
    int i, c, found;

    for (p = to = pattern; *p; *to++ = *p++)
        if (*p == ESC && strchr(".[\\*^$()|+?{}", *++p))
            *to++ = '\\';
    *to = 0;
    if (regcomp(&re, pattern, REG_EXTENDED))
        error(pattern, "bad regular expression");
    found = !regexec(&re, s, GROUPS, m, 0);
    v = setvar("BASH_REMATCH", 0, 0);
    dropitems(v);
    makearray(v, 0);
    for (i = 0; found && i < GROUPS && i <= re.re_nsub; i++) {
        for (c = m[i].rm_so; c >= 0 && c < m[i].rm_eo; c++)
            put(s[c]);
        put(0);
        setitem(v, itoa(i), mark);
        ap = mark;
    }
    regfree(&re);
    return found;
}
