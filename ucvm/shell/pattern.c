/* Patterns (XCU 2.13): matching and pathname expansion. ESC or a backslash before a character takes its meaning away. */
#include "sh.h"
#include <dirent.h>

#define PATHLEN 256

int shopts;

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

/* [.x.] or [=x=] at p: where its character is; 0 when it is none. */
static const char *collating(const char *p)
{
    return *p == '[' && (p[1] == '.' || p[1] == '=') && p[2] && p[3] == p[1] && p[4] == ']' ? p + 2 : 0;
}

/* A character of a bracket expression at p; *last is where it ends. */
static int member(const char *p, const char **last)
{
    const char *e = collating(p);

    p = e ? e : literal(p);
    *last = e ? p + 2 : p;
    return *p;
}

/* p is after `[`: the end of the bracket expression, or 0 when it has none; *found says whether c is in it. */
static const char *bracket(const char *p, int c, int *found)
{
    const char *first, *e;
    int not = *p == '!' || *p == '^', low, high, has = 0;

    p += not;
    for (first = p; *p != ']' || p == first; p++) {
        if (!*p)
            return 0;
        if (*p == '[' && p[1] == ':' && (e = strstr(p + 2, ":]"))) {
            has |= inclass(p + 2, c) != 0;
            p = e + 1;
            continue;
        }
        low = high = member(p, &p);
        if (p[1] == '-' && p[2] && p[2] != ']')
            high = member(p + 2, &p);
        has |= c >= low && c <= high;
    }
    *found = has ^ not;
    return p + 1;
}

static int small(int c)
{
    return shopts & NOCASE && (unsigned)c - 'A' < 26 ? c | 32 : c;
}

/* Whether the pattern at p, up to end, has a list of alternatives: ?(...) *(...) +(...) @(...) !(...). */
static int islist(const char *p)
{
    return shopts & (EXTGLOB | LISTS) && *p && p[1] == '(' && strchr("?*+@!", *p);
}

/* After the parenthesis that closes the one before p, or 0; *bar is the first `|` on the way. */
static const char *closing(const char *p, const char *end, const char **bar)
{
    int depth = 1;

    for (*bar = 0; p < end; p++) {
        if (*p == '|' && depth == 1 && !*bar)
            *bar = p;
        else if (*p == ESC || *p == '\\')
            p++;
        else if ((depth += (*p == '(') - (*p == ')')) == 0)
            return p + 1;
    }
    return 0;
}

static int matchto(const char *p, const char *pe, const char *s, const char *se);

/* Whether s up to se matches one of the alternatives at p, which ends in a parenthesis before pe. */
static int oneof(const char *p, const char *pe, const char *s, const char *se)
{
    const char *bar;

    do {
        closing(p, pe, &bar);
        if (matchto(p, bar ? bar : pe - 1, s, se))
            return 1;
    } while (bar && (p = bar + 1));
    return 0;
}

/* A list at p that ends at rest. */
static int matchlist(const char *p, const char *rest, const char *pe, const char *s, const char *se)
{
    const char *e;
    int op = *p;

    deep();
    if ((op == '?' || op == '*') && matchto(rest, pe, s, se))
        return 1;
    for (e = s; e <= se; e++) {
        if (oneof(p + 2, rest, s, e) == (op == '!'))
            continue;
        if (matchto(rest, pe, e, se) || (op == '*' || op == '+') && e > s && matchlist(p, rest, pe, e, se))
            return 1;
    }
    return 0;
}

/* What follows in the pattern when its part at p matches c, or 0. */
static const char *one(const char *p, const char *pe, int c)
{
    const char *next = literal(p);
    int ok;

    if (next == p && *p == '?')
        return p + 1;
    if (next == p && *p == '[' && (next = bracket(p + 1, c, &ok)) && next <= pe)
        return ok ? next : 0;
    next = literal(p);
    return small(*next) == small(c) ? next + 1 : 0;
}

/* Whether s up to se matches; after a mismatch the last `*` takes one character more. */
static int matchto(const char *p, const char *pe, const char *s, const char *se)
{
    const char *star = 0, *from = 0, *next, *bar;

    for (;;) {
        if (p < pe && islist(p) && (next = closing(p + 2, pe, &bar))) {
            if (matchlist(p, next, pe, s, se))
                return 1;
            next = 0;
        } else if (p < pe && *p == '*') {
            star = ++p;
            from = s;
            continue;
        } else if (p == pe && s == se)
            return 1;
        else
            next = p < pe && s < se ? one(p, pe, *s) : 0;
        if (next) {
            p = next;
            s++;
        } else if (star && from < se) {
            p = star;
            s = ++from;
        } else
            return 0;
    }
}

int match(const char *p, const char *s)
{
    return matchto(p, p + strlen(p), s, s + strlen(s));
}

void unescape(char *s)
{
    char *t = s;

    for (; *s; *t++ = *s++)
        if (*s == ESC && s[1])
            s++;
    *t = 0;
}

static char *path;
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

/* The end of the component at p; *meta says whether it is a pattern. */
static char *component(char *p, int *meta)
{
    const char *bar, *e;

    for (*meta = 0; *p && *p != '/'; p++)
        if (*p == ESC && p[1])
            p++;
        else if (islist(p) && (e = closing(p + 2, p + strlen(p), &bar))) {
            *meta = 1;
            p = (char *)e - 1;
        } else if (strchr("*?[", *p))
            *meta = 1;
    return p;
}

/* Whether an entry of a directory that matches p is taken: not `.` and `..`, and others with a leading dot only if they are asked for. */
static int visible(const char *name, const char *p)
{
    return *name != '.' || name[1] && (name[1] != '.' || name[2]) && (shopts & DOTGLOB || *literal(p) == '.');
}

static void walk(char *d, char *p);

/* The entries of the directory path that match p, which ends at e; below a `**` their entries, too. */
static void entries(char *d, char *p, char *e)
{
    DIR *dir = opendir(*path ? path : ".");
    int rest = *e, down = shopts & GLOBSTAR && e == p + 2 && p[0] == '*' && p[1] == '*';
    struct dirent *entry;
    struct stat st;
    char *q;

    *e = 0;
    while (dir && (entry = readdir(dir))) {
        q = entry->d_name;
        if (!visible(q, p) || d + strlen(q) + 1 >= path + PATHLEN || !match(p, q))
            continue;
        strcpy(d, q);
        q = d + strlen(d);
        if (!rest)
            addmatch();
        *e = rest;
        if (down && !lstat(path, &st) && S_ISDIR(st.st_mode)) {
            *q = '/';
            walk(q + 1, p);
        } else if (rest && !down)
            walk(q, e);
        *e = 0;
    }
    if (dir)
        closedir(dir);
    *e = rest;
    if (down && rest)
        walk(d, e + 1);
}

/* path is known up to d; p is the rest of the pattern. */
static void walk(char *d, char *p)
{
    char *e;
    int meta;
    struct stat st;

    deep();
    for (;;) {
        while (*p == '/' && d < path + PATHLEN - 1)
            *d++ = *p++;
        *d = 0;
        e = component(p, &meta);
        if (d + (e - p) >= path + PATHLEN)
            return;
        if (meta)
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
    entries(d, p, e);
}

/* Append the sorted names that match to the list; the number of them. */
int globwords(char *pattern, Arg ***tail)
{
    char name[PATHLEN];

    found = 0;
    first = *tail;
    *first = 0;
    path = name;
    walk(path, pattern);
    while (**tail)
        *tail = &(**tail)->next;
    return found;
}
