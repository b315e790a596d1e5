/* Patterns (XCU 2.13): matching and pathname expansion. ESC or a backslash before a character takes its meaning away. */
#include "sh.h"
#include <dirent.h>

#define PATHLEN 256

/* The first five letters of a class's name and the kinds of characters in it, as bits of kinds(). */
static const char classes[] = "alpha\3alnum\7digit\4lower\1upper\2space\70blank\60punct\100graph\107print\147xdigi\204cntrl";

static int kinds(int c)
{
    int letter = (unsigned)(c | 32) - 'a' < 26;

    return letter ? (c & 32 ? 1 : 2) | ((c | 32) <= 'f' ? 128 : 0) : (unsigned)c - '0' < 10 ? 4 : c == ' ' ? 32 : c == '\t' ? 16
        : (unsigned)c - '\n' < 4 ? 8 : (unsigned)c - ' ' < 95 ? 64 : 0;
}

static int inclass(const char *name, int c)
{
    const char *s;

    for (s = classes; *s; s += 6)
        if (!strncmp(s, name, 5))
            return s[5] ? s[5] & kinds(c) : c < ' ' || c == 127;
    return 0;
}

static const char *literal(const char *p)
{
    return (*p == ESC || *p == '\\') && p[1] ? p + 1 : p;
}

/* p is after `[`: the end of the bracket expression, or 0 when it has none; *found says whether c is in it. */
static const char *bracket(const char *p, int c, int *found)
{
    const char *first, *e;
    int not = *p == '!' || *p == '^', low, has = 0;

    p += not;
    for (first = p; *p != ']' || p == first; p++) {
        if (!*p)
            return 0;
        if (*p == '[' && p[1] == ':' && (e = strstr(p + 2, ":]"))) {
            has |= inclass(p + 2, c) != 0;
            p = e + 1;
            continue;
        }
        p = literal(p);
        low = *p;
        if (p[1] == '-' && p[2] && p[2] != ']') {
            p = literal(p + 2);
            has |= c >= low && c <= *p;
        } else
            has |= c == low;
    }
    *found = has ^ not;
    return p + 1;
}

/* Whether the whole of s matches; after a mismatch the last `*` takes one character more. */
int match(const char *p, const char *s)
{
    const char *star = 0, *from = 0, *next;
    int ok;

    for (;;) {
        if (*p == '*') {
            star = ++p;
            from = s;
            continue;
        }
        next = literal(p);
        ok = *next == *s;
        if (next == p && *s) {
            if (*p == '?')
                ok = 1;
            else if (*p == '[' && !(next = bracket(p + 1, *s, &ok))) {
                next = p;
                ok = *s == '[';
            } else if (*p == '[')
                next--;
        }
        if (ok && !*s)
            return 1;
        if (ok) {
            p = next + 1;
            s++;
        } else if (star && *from) {
            p = star;
            s = ++from;
        } else
            return 0;
    }
}

void unescape(char *s)
{
    char *t = s;

    for (; *s; *t++ = *s++)
        if (*s == ESC && s[1])
            s++;
    *t = 0;
}

static char path[PATHLEN];
static Arg **first;         /* where the sorted names begin */
static int found;

static void addmatch(void)
{
    Arg **p = first, *a;

    while (*p && strcmp((*p)->text, path) < 0)
        p = &(*p)->next;
    a = alloc(sizeof *a);
    puts0(path);
    a->next = *p;
    *p = a;
    found++;
}

/* path is known up to d; p is the rest of the pattern. */
static void walk(char *d, char *p)
{
    char *e, *q;
    int meta, rest;
    DIR *dir;
    struct dirent *entry;
    struct stat st;

    for (;;) {
        while (*p == '/' && d < path + PATHLEN - 1)
            *d++ = *p++;
        *d = 0;
        meta = 0;
        for (e = p; *e && *e != '/'; e++)
            if (*e == ESC && e[1])
                e++;
            else if (strchr("*?[", *e))
                meta = 1;
        if (meta || d + (e - p) >= path + PATHLEN)
            break;
        for (; p < e; *d++ = *p++)
            if (*p == ESC && p[1])
                p++;
        *d = 0;
        if (!*p) {
            if (!lstat(path, &st))
                addmatch();
            return;
        }
    }
    if (!meta || !(dir = opendir(*path ? path : ".")))
        return;
    rest = *e;
    *e = 0;
    while ((entry = readdir(dir))) {
        q = entry->d_name;
        if (*q == '.' && *literal(p) != '.' || d + strlen(q) >= path + PATHLEN || !match(p, q))
            continue;
        strcpy(d, q);
        if (!rest)
            addmatch();
        else {
            *e = '/';
            walk(d + strlen(d), e);
            *e = 0;
        }
    }
    closedir(dir);
    *e = rest;
}

/* Append the sorted names that match to the list; the number of them. */
int globwords(char *pattern, Arg ***tail)
{
    found = 0;
    first = *tail;
    *first = 0;
    walk(path, pattern);
    while (**tail)
        *tail = &(**tail)->next;
    return found;
}
