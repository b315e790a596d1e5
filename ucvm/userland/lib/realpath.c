/* realpath: every symbolic link followed, no "." and "..". */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Put `link` before what is left of the path, which is empty or begins with a slash. */
static int splice(char *rest, const char *link, int n) {
    int m = strlen(rest);
    if (n + m + 2 > PATH_MAX) {
        errno = ENAMETOOLONG;
        return -1;
    }
    memmove(rest + n, rest, m + 1);
    memcpy(rest, link, n);
    return 0;
}

static char *resolve(char *rest, char *out) {
    char link[PATH_MAX], *name, *end;
    struct stat st;
    int n, links = 0, at = strlen(out);
    while (*rest) {
        if (*rest == '/') {
            memmove(rest, rest + 1, strlen(rest));
            continue;
        }
        end = strchrnul(rest, '/');
        n = end - rest;
        if (n == 2 && rest[0] == '.' && rest[1] == '.') {
            name = strrchr(out, '/');
            at = name > out ? name - out : 1;
            out[at] = 0;
        } else if (n > 1 || *rest != '.') {
            name = out + at;
            if (at + n + 2 > PATH_MAX) {
                errno = ENAMETOOLONG;
                return NULL;
            }
            if (at > 1)
                *name++ = '/';
            memcpy(name, rest, n);
            name[n] = 0;
            if (lstat(out, &st) < 0)
                return NULL;
            if (S_ISLNK(st.st_mode)) {
                n = readlink(out, link, sizeof link);
                memmove(rest, end, strlen(end) + 1);
                if (n < 0 || splice(rest, link, n) < 0)
                    return NULL;
                if (++links > SYMLOOP_MAX) {
                    errno = ELOOP;
                    return NULL;
                }
                if (*link == '/')
                    at = 1;
                out[at] = 0;
                continue;
            }
            if (*end && !S_ISDIR(st.st_mode)) {
                errno = ENOTDIR;
                return NULL;
            }
            at = name + n - out;
        }
        memmove(rest, end, strlen(end) + 1);
    }
    return out;
}

char *realpath(const char *path, char *out) {
    char rest[PATH_MAX], *result = out;
    if (!*path || strlcpy(rest, path, sizeof rest) >= sizeof rest) {
        errno = *path ? ENAMETOOLONG : ENOENT;
        return NULL;
    }
    if (!result && !(result = malloc(PATH_MAX)))
        return NULL;
    strcpy(result, "/");
    if ((*path != '/' && !getcwd(result, PATH_MAX)) || !resolve(rest, result)) {
        if (!out)
            free(result);
        return NULL;
    }
    return result;
}
