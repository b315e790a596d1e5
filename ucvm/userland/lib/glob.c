/* glob: path names that match a pattern, one component at a time, sorted. */
#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <glob.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct search {
    glob_t *g;
    int flags;
    int (*error)(const char *, int);
    char path[PATH_MAX];
};

static int add(glob_t *g, const char *path, int mark) {
    size_t n = strlen(path);
    char **grown = realloc(g->gl_pathv, (g->gl_offs + g->gl_pathc + 2) * sizeof *grown), *copy;
    if (!grown)
        return GLOB_NOSPACE;
    g->gl_pathv = grown;
    if (!(copy = malloc(n + 2)))
        return GLOB_NOSPACE;
    strcpy(copy, path);
    if (mark)
        strcpy(copy + n, "/");
    grown += g->gl_offs + g->gl_pathc++;
    grown[0] = copy;
    grown[1] = NULL;
    return 0;
}

static int magic(const char *s, const char *end) {
    for (; s < end; s++)
        if (*s == '*' || *s == '?' || *s == '[')
            return 1;
    return 0;
}

static int found(struct search *s) {
    struct stat st;
    if (lstat(s->path, &st) < 0)
        return 0;
    return add(s->g, s->path, s->flags & GLOB_MARK && !stat(s->path, &st) && S_ISDIR(st.st_mode));
}

/* Append a component, without its escapes if it is taken literally. */
static int literal(struct search *s, int at, const char *p, const char *end) {
    for (; p < end && at < PATH_MAX - 2; p++) {
        if (*p == '\\' && p + 1 < end && !(s->flags & GLOB_NOESCAPE))
            p++;
        s->path[at++] = *p;
    }
    s->path[at] = 0;
    return at;
}

static int walk(struct search *s, int at, const char *pattern);

static int scan(struct search *s, int at, const char *pattern, const char *end) {
    char name[NAME_MAX + 1];
    DIR *d = opendir(at ? s->path : ".");
    struct dirent *e;
    int status = 0;
    size_t n = end - pattern;
    if (!d) {
        if (errno == ENOENT || errno == ENOTDIR)
            return 0;
        return (s->error && s->error(s->path, errno)) || s->flags & GLOB_ERR ? GLOB_ABORTED : 0;
    }
    if (n > NAME_MAX)
        n = NAME_MAX;
    memcpy(name, pattern, n);
    name[n] = 0;
    while (!status && (e = readdir(d))) {
        n = strlen(e->d_name);
        if (at + n + 2 > PATH_MAX || fnmatch(name, e->d_name, FNM_PERIOD | (s->flags & GLOB_NOESCAPE ? FNM_NOESCAPE : 0)))
            continue;
        if (*end && e->d_type != DT_DIR && e->d_type != DT_LNK && e->d_type != DT_UNKNOWN)
            continue;
        strcpy(s->path + at, e->d_name);
        status = walk(s, at + n, end);
    }
    closedir(d);
    return status;
}

/* s->path[0..at) stands for what lies before `pattern`. */
static int walk(struct search *s, int at, const char *pattern) {
    const char *end;
    while (*pattern == '/' && at < PATH_MAX - 2)
        s->path[at++] = *pattern++;
    s->path[at] = 0;
    if (!*pattern)
        return found(s);
    end = strchrnul(pattern, '/');
    if (magic(pattern, end))
        return scan(s, at, pattern, end);
    return walk(s, literal(s, at, pattern, end), end);
}

static int compare(const void *a, const void *b) {
    return strcoll(*(char **)a, *(char **)b);
}

int glob(const char *pattern, int flags, int (*error)(const char *path, int number), glob_t *g) {
    struct search *s;
    size_t before, offset;
    int status;
    if (!(flags & GLOB_DOOFFS))
        g->gl_offs = 0;
    if (!(flags & GLOB_APPEND)) {
        g->gl_pathc = 0;
        g->gl_pathv = calloc(g->gl_offs + 1, sizeof *g->gl_pathv);
    }
    if (!g->gl_pathv || !(s = malloc(sizeof *s)))
        return GLOB_NOSPACE;
    before = g->gl_pathc;
    offset = g->gl_offs + before;
    s->g = g;
    s->flags = flags;
    s->error = error;
    status = walk(s, 0, pattern);
    free(s);
    if (!status && g->gl_pathc == before)
        return flags & GLOB_NOCHECK ? add(g, pattern, 0) : GLOB_NOMATCH;
    if (!(flags & GLOB_NOSORT))
        qsort(g->gl_pathv + offset, g->gl_pathc - before, sizeof *g->gl_pathv, compare);
    return status;
}

void globfree(glob_t *g) {
    size_t i;
    for (i = 0; i < g->gl_pathc; i++)
        free(g->gl_pathv[g->gl_offs + i]);
    free(g->gl_pathv);
    g->gl_pathv = NULL;
    g->gl_pathc = 0;
}
