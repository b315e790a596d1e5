/* What every case of the path calls uses. A case runs as root in an empty directory and prints what the calls answered. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <utime.h>

#define T(call) told(#call, (long)(call))

/* Print a call and its result, or the error it gave. */
static long told(const char *what, long result) {
    if (result < 0)
        printf("%s: %s\n", what, strerror(errno));
    else
        printf("%s: %ld\n", what, result);
    fflush(stdout);
    return result;
}

/* A file with some text. */
static void put(const char *path, const char *text) {
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (fd < 0 || write(fd, text, strlen(text)) < 0)
        told(path, -1);
    close(fd);
}

/* Print a file. */
static void get(const char *path) {
    char text[200];
    int fd = open(path, O_RDONLY), n = fd < 0 ? -1 : (int)read(fd, text, sizeof text - 1);
    if (n < 0) {
        told(path, -1);
    } else {
        text[n] = 0;
        printf("%s = \"%s\"\n", path, text);
    }
    close(fd);
}

/* Print type, permissions and owner of what a path names, not following links; names of files too. */
static void look(const char *path) {
    struct stat s;
    if (lstat(path, &s) < 0) {
        told(path, -1);
        return;
    }
    printf("%s: %06o %d:%d", path, (unsigned)s.st_mode, (int)s.st_uid, (int)s.st_gid);
    if (!S_ISDIR(s.st_mode))
        printf(" links %d size %ld", (int)s.st_nlink, (long)s.st_size);
    printf("\n");
}

static int by_name(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Print a directory's names, sorted. */
static void list(const char *path) {
    char *names[40];
    int n = 0, i;
    struct dirent *e;
    DIR *d = opendir(path);
    if (!d) {
        told(path, -1);
        return;
    }
    while ((e = readdir(d)))
        names[n++] = strdup(e->d_name);
    closedir(d);
    qsort(names, n, sizeof *names, by_name);
    printf("%s:", path);
    for (i = 0; i < n; i++) {
        printf(" %s", names[i]);
        free(names[i]);
    }
    printf("\n");
}

/* Do `work` as another user. */
static void as(int uid, void (*work)(void)) {
    int status;
    fflush(stdout);
    if (!fork()) {
        if (setgid(uid) < 0 || setuid(uid) < 0)
            exit(99);
        work();
        fflush(stdout);
        _exit(0);
    }
    wait(&status);
    if (status)
        printf("child: status %d\n", status);
}
