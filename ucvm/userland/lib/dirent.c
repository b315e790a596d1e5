/* <dirent.h>: an entry points into the DIR's buffer and lives until the next readdir. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

DIR *fdopendir(int fd) {
    DIR *d = malloc(sizeof *d);
    if (d) {
        d->fd = fd;
        d->pos = d->end = d->told = 0;
    }
    return d;
}

DIR *opendir(const char *path) {
    DIR *d;
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return NULL;
    if (!(d = fdopendir(fd)))
        close(fd);
    return d;
}

struct dirent *readdir(DIR *d) {
    struct dirent *e;
    if (d->pos >= d->end) {
        d->pos = 0;
        d->end = getdents(d->fd, d->buf, sizeof d->buf);
        if (d->end <= 0)
            return NULL;
    }
    e = (struct dirent *)(d->buf + d->pos);
    d->pos += e->d_reclen;
    d->told++;
    return e;
}

void rewinddir(DIR *d) {
    lseek(d->fd, 0, SEEK_SET);
    d->pos = d->end = d->told = 0;
}

long telldir(DIR *d) {
    return d->told;
}

void seekdir(DIR *d, long pos) {
    rewinddir(d);
    while (d->told < pos && readdir(d))
        ;
}

int dirfd(DIR *d) {
    return d->fd;
}

int closedir(DIR *d) {
    int fd = d->fd;
    free(d);
    return close(fd);
}

int alphasort(const struct dirent **a, const struct dirent **b) {
    return strcoll((*a)->d_name, (*b)->d_name);
}

/* The vector grows by so many entries, so that it does not leave a hole behind at each. */
enum { STEP = 64 };

int scandir(const char *path, struct dirent ***list, int (*select)(const struct dirent *),
            int (*compare)(const struct dirent **, const struct dirent **)) {
    DIR *d = opendir(path);
    struct dirent *e, *copy, **names = NULL, **grown;
    int n = 0;
    if (!d)
        return -1;
    while ((e = readdir(d))) {
        if (select && !select(e))
            continue;
        grown = n % STEP ? names : realloc(names, (n + STEP) * sizeof *names);
        if (!grown || !(names = grown, copy = malloc(e->d_reclen))) {
            closedir(d);
            return -1;
        }
        names[n++] = memcpy(copy, e, e->d_reclen);
    }
    closedir(d);
    if (compare)
        qsort(names, n, sizeof *names, (int (*)(const void *, const void *))compare);
    *list = names;
    return n;
}
