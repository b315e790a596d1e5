/* The exec family. Unnamed arguments lie on the stack in order: that is the vector those with an `l` pass on. */
#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int execv(const char *path, char *const argv[]) {
    return execve(path, argv, environ);
}

/* Search PATH; a file without a known format is a script for /bin/sh. */
int execvpe(const char *file, char *const argv[], char *const envp[]) {
    const char *path = getenv("PATH"), *end;
    char name[PATH_MAX], *script[64];
    int n, failure = ENOENT;
    if (strchr(file, '/'))
        path = "";
    else if (!path)
        path = "/bin";
    do {
        end = strchrnul(path, ':');
        n = end - path;
        if (n + strlen(file) + 2 > sizeof name) {
            errno = ENAMETOOLONG;
            return -1;
        }
        memcpy(name, path, n);
        if (n)
            name[n++] = '/';
        strcpy(name + n, file);
        execve(name, argv, envp);
        if (errno == ENOEXEC) {
            script[0] = "sh";
            script[1] = name;
            for (n = 1; n < 62 && argv[0] && argv[n]; n++)
                script[n + 1] = argv[n];
            script[n + 1] = NULL;
            return execve("/bin/sh", script, envp);
        }
        if (errno == EACCES)
            failure = EACCES;
        else if (errno != ENOENT && errno != ENOTDIR)
            return -1;
        path = end + 1;
    } while (*end);
    errno = failure;
    return -1;
}

int execvp(const char *file, char *const argv[]) {
    return execvpe(file, argv, environ);
}

int execl(const char *path, ...) {
    va_list ap;
    va_start(ap, path);
    return execve(path, (char **)ap, environ);
}

int execlp(const char *file, ...) {
    va_list ap;
    va_start(ap, file);
    return execvpe(file, (char **)ap, environ);
}

int execle(const char *path, ...) {
    va_list ap, end;
    va_start(ap, path);
    va_copy(end, ap);
    while (va_arg(end, char *))
        ;
    return execve(path, (char **)ap, va_arg(end, char **));
}
