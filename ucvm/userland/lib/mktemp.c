/* Names for temporary files, from the process id and a counter: the same run gives the same names. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Try names until make(path) does not fail with EEXIST. */
static int attempt(char *pattern, int (*make)(const char *)) {
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    static unsigned counter;
    int n = strlen(pattern), try, i, result;
    unsigned value;
    if (n < 6 || strcmp(pattern + n - 6, "XXXXXX")) {
        errno = EINVAL;
        return -1;
    }
    for (try = 0; try < 1000; try++) {
        value = (getpid() * 1021 + counter++) * 2654435761u;
        for (i = n - 6; i < n; i++, value /= 36)
            pattern[i] = letters[value % 36];
        result = make(pattern);
        if (result >= 0 || errno != EEXIST)
            return result;
    }
    return -1;
}

static int make_file(const char *path) {
    return open(path, O_RDWR | O_CREAT | O_EXCL, 0600);
}

static int make_directory(const char *path) {
    return mkdir(path, 0700);
}

static int make_nothing(const char *path) {
    struct stat st;
    if (lstat(path, &st) < 0)
        return errno == ENOENT ? 0 : -1;
    errno = EEXIST;
    return -1;
}

int mkstemp(char *pattern) {
    return attempt(pattern, make_file);
}

char *mkdtemp(char *pattern) {
    return attempt(pattern, make_directory) < 0 ? NULL : pattern;
}

char *mktemp(char *pattern) {
    if (attempt(pattern, make_nothing) < 0)
        *pattern = 0;
    return pattern;
}
