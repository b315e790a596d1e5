/* basename and dirname as POSIX has them: they may write into their argument. */
#include <libgen.h>
#include <string.h>

/* Cut trailing slashes, except the first byte. */
static char *trim(char *path, char *end) {
    while (end > path && *end == '/')
        *end-- = 0;
    return end;
}

char *basename(char *path) {
    char *slash;
    if (!path || !*path)
        return ".";
    trim(path, path + strlen(path) - 1);
    slash = strrchr(path, '/');
    return slash && slash[1] ? slash + 1 : path;
}

char *dirname(char *path) {
    char *slash;
    if (!path || !*path)
        return ".";
    trim(path, path + strlen(path) - 1);
    slash = strrchr(path, '/');
    if (!slash)
        return ".";
    slash[slash == path] = 0;
    trim(path, slash == path ? path : slash - 1);
    return path;
}
