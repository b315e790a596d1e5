/* The environment. The first entry that is added moves the vector to the heap; entries that are replaced stay where they are. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char **vector;

/* Index of the entry NAME=..., or of the NULL behind the last one. */
static int find(const char *name, size_t n) {
    int i = 0;
    if (environ)
        for (; environ[i]; i++)
            if (!strncmp(environ[i], name, n) && environ[i][n] == '=')
                break;
    return i;
}

/* Length of a name that may be changed, or -1 with EINVAL. */
static int check(const char *name) {
    int n = strlen(name);
    if (n && !strchr(name, '='))
        return n;
    errno = EINVAL;
    return -1;
}

static int put(char *entry, size_t n) {
    int i = find(entry, n);
    char **p;
    if (!environ || !environ[i]) {
        if (!(p = realloc(vector, (i + 2) * sizeof *p)))
            return -1;
        if (environ && environ != vector)
            memcpy(p, environ, i * sizeof *p);
        p[i + 1] = NULL;
        environ = vector = p;
    }
    environ[i] = entry;
    return 0;
}

char *getenv(const char *name) {
    size_t n = strlen(name);
    char *entry = environ ? environ[find(name, n)] : NULL;
    return entry ? entry + n + 1 : NULL;
}

int putenv(char *entry) {
    char *equals = strchr(entry, '=');
    return equals ? put(entry, equals - entry) : unsetenv(entry);
}

int setenv(const char *name, const char *value, int overwrite) {
    int n = check(name);
    char *entry;
    if (n < 0)
        return -1;
    if (!overwrite && getenv(name))
        return 0;
    if (!(entry = malloc(n + strlen(value) + 2)))
        return -1;
    strcpy(stpcpy(stpcpy(entry, name), "="), value);
    return put(entry, n);
}

int unsetenv(const char *name) {
    int n = check(name);
    char **e;
    if (n < 0)
        return -1;
    while (environ && *(e = environ + find(name, n)))
        for (; *e; e++)
            *e = e[1];
    return 0;
}

int clearenv(void) {
    environ = NULL;
    return 0;
}
