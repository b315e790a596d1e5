/* fnmatch: the patterns of the shell. A star is retried from the last one only, which is all it takes. */
#include <ctype.h>
#include <fnmatch.h>
#include <string.h>
#include <bits/class.h>

static int fold(int c, int flags) {
    return flags & FNM_CASEFOLD ? tolower(c) : c;
}

/* Match c against the bracket whose inside begins at p; *end is behind its "]", or NULL if it has none. */
static int bracket(const char *p, const char **end, int c, int flags) {
    int invert = *p == '!' || *p == '^', found = 0, first = 1, low, high;
    const char *close;
    *end = NULL;
    for (p += invert; *p != ']' || first; first = 0) {
        if (*p == '[' && (p[1] == ':' || p[1] == '.' || p[1] == '=') && (close = strchr(p + 2, ']')) && close[-1] == p[1] &&
            close - 1 > p + 1) {
            if (p[1] == ':')
                found |= __in_class(p + 2, close - p - 3, c) == 1;
            else
                found |= p[2] == c;
            p = close + 1;
            continue;
        }
        if (*p == '\\' && !(flags & FNM_NOESCAPE))
            p++;
        if (!*p || (*p == '/' && flags & FNM_PATHNAME))
            return 0;
        low = high = *p++;
        if (*p == '-' && p[1] && p[1] != ']') {
            p++;
            if (*p == '\\' && !(flags & FNM_NOESCAPE))
                p++;
            high = *p++;
        }
        found |= fold(low, flags) <= c && c <= fold(high, flags);
    }
    *end = p + 1;
    return found != invert;
}

/* 1 if the one byte c at s is matched by the element at p; *after is behind the element. */
static int element(const char *p, const char **after, int c, int flags) {
    const char *end;
    int result;
    *after = p + 1;
    if (*p == '?')
        return 1;
    if (*p == '[') {
        result = bracket(p + 1, &end, fold(c, flags), flags);
        if (end) {
            *after = end;
            return result;
        }
    } else if (*p == '\\' && p[1] && !(flags & FNM_NOESCAPE)) {
        p++;
        *after = p + 1;
    }
    return fold(*p, flags) == fold(c, flags);
}

int fnmatch(const char *p, const char *s, int flags) {
    const char *star = NULL, *retry = NULL, *after, *start = s;
    for (;;) {
        int period = *s == '.' && flags & FNM_PERIOD && (s == start || (flags & FNM_PATHNAME && s[-1] == '/'));
        if (*p == '*' && !period) {
            star = ++p;
            retry = s;
            continue;
        }
        if (!*s && !*p)
            return 0;
        if (*s && *p && (*s != '/' || !(flags & FNM_PATHNAME) || *p == '/' || *p == '\\') &&
            (!period || *p == '.' || *p == '\\') && element(p, &after, *s, flags)) {
            p = after;
            s++;
            continue;
        }
        if (!star || !*retry || (*retry == '/' && flags & FNM_PATHNAME))
            return FNM_NOMATCH;
        p = star;
        s = ++retry;
    }
}
