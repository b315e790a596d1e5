/* Paths and trees (tool.h). */
#include <tool.h>

char path[PATH_MAX];
const char *unreachable = "cannot access '%s'";

/* Appends "/name" to the path at `at`; its old length, to cut it off again. 0 after a complaint if it gets too long. */
size_t push(char *at, const char *name)
{
    size_t n = strlen(at), m = strlen(name), slash = n > 0 && at[n - 1] != '/';
    if (n + m + slash >= PATH_MAX) {
        errno = ENAMETOOLONG;
        complain("%s/%s", at, name);
        return 0;
    }
    if (slash)
        at[n] = '/';
    memcpy(at + n + slash, name, m + 1);
    return n;
}

typedef int (*visitor)(const struct stat *st, int depth, int when);

enum { OPEN = 5 };
static struct stat found;

static int look(int flags)
{
    return flags && stat(path, &found) == 0 ? 0 : lstat(path, &found);
}

static void walk_at(int flags, visitor visit, int depth);

/* Deep in a tree the directory is closed while its children are visited: descriptors and memory are few. */
static void walk_directory(int flags, visitor visit, int depth)
{
    DIR *d = opendir(path);
    struct dirent *entry;
    long at = 0;
    size_t n;
    if (!d) {
        complain("%s", path);
        return;
    }
    while ((entry = readdir(d))) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        if (depth > OPEN)
            at = telldir(d);
        n = push(path, entry->d_name);
        if (!n)
            continue;
        if (depth > OPEN)
            closedir(d);
        walk_at(flags & ~WALK_FOLLOW, visit, depth + 1);
        path[n] = 0;
        if (depth > OPEN) {
            if (!(d = opendir(path)))
                return;
            seekdir(d, at);
        }
    }
    closedir(d);
}

static void walk_at(int flags, visitor visit, int depth)
{
    if (look(flags) < 0) {
        complain(depth ? "%s" : unreachable, path);
        return;
    }
    if (!S_ISDIR(found.st_mode)) {
        visit(&found, depth, LEAF);
        return;
    }
    if (visit(&found, depth, PRE))
        walk_directory(flags, visit, depth);
    if (look(flags) == 0)
        visit(&found, depth, POST);
}

int walk(const char *start, int flags, visitor visit)
{
    if (strlen(start) >= PATH_MAX) {
        errno = ENAMETOOLONG;
        complain("%s", start);
        return -1;
    }
    strcpy(path, start);
    walk_at(flags, visit, 0);
    return 0;
}

/* The last component; "" after a final slash. */
const char *base(const char *name)
{
    const char *slash = strrchr(name, '/');
    return slash ? slash + 1 : name;
}

/* Without slashes at its end, but "/" stays. In place. */
char *strip(char *name)
{
    size_t n = strlen(name);
    while (n > 1 && name[n - 1] == '/')
        name[--n] = 0;
    return name;
}

int is_directory(const char *name)
{
    struct stat st;
    return stat(name, &st) == 0 && S_ISDIR(st.st_mode);
}

/* Asks on stderr "prog: QUESTION 'NAME'? "; whether the answer begins with y. */
int confirmed(const char *question, const char *name)
{
    char text[PATH_MAX + 80], c, first = 0;
    outflush();
    writeall(2, text, snprintf(text, sizeof text, "%s: %s '%s'? ", prog, question, name));
    while (read(0, &c, 1) == 1 && c != '\n')
        if (!first)
            first = c;
    return first == 'y' || first == 'Y';
}

/* The name without links, dots and doubled slashes; the last component may be missing unless existing. */
int canonical(const char *name, char *to, int existing)
{
    struct stat st;
    char *slash;
    if (realpath(name, to))
        return 0;
    if (existing || errno != ENOENT || strlen(name) >= PATH_MAX || lstat(name, &st) == 0)
        return -1;
    strcpy(path, name);
    slash = strrchr(path, '/');
    if (slash)
        *slash = 0;
    if (!realpath(slash ? slash == path ? "/" : path : ".", to))
        return -1;
    return push(to, base(name)) ? 0 : -1;
}
