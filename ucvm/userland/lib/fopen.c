/* Opening and closing of streams, pipes to commands, temporary files. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <bits/stdio.h>

/* open's flags for a mode such as "r+", or -1 with EINVAL. */
int __open_flags(const char *mode) {
    int flags;
    switch (*mode++) {
    case 'r':
        flags = O_RDONLY;
        break;
    case 'w':
        flags = O_WRONLY | O_CREAT | O_TRUNC;
        break;
    case 'a':
        flags = O_WRONLY | O_CREAT | O_APPEND;
        break;
    default:
        errno = EINVAL;
        return -1;
    }
    for (; *mode; mode++)
        if (*mode == '+')
            flags = (flags & ~O_ACCMODE) | O_RDWR;
        else if (*mode == 'x')
            flags |= O_EXCL;
        else if (*mode == 'e')
            flags |= O_CLOEXEC;
    return flags;
}

static int rights(int flags) {
    flags &= O_ACCMODE;
    return flags == O_RDWR ? F_READ | F_WRITE : flags == O_WRONLY ? F_WRITE : F_READ;
}

static FILE *make(int fd, int flags) {
    FILE *f = malloc(sizeof *f + BUFSIZ);
    if (f) {
        memset(f, 0, sizeof *f);
        f->fd = fd;
        f->flags = rights(flags) | F_ASK | F_OWNED;
        f->size = BUFSIZ;
        f->buf = f->pos = (unsigned char *)(f + 1);
    }
    return f;
}

FILE *fdopen(int fd, const char *mode) {
    int flags = __open_flags(mode);
    if (flags < 0 || fcntl(fd, F_GETFL) < 0)
        return NULL;
    if (flags & O_APPEND)
        fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_APPEND);
    return make(fd, flags);
}

FILE *fopen(const char *path, const char *mode) {
    FILE *f;
    int fd, flags = __open_flags(mode);
    if (flags < 0 || (fd = open(path, flags, 0666)) < 0)
        return NULL;
    if (!(f = make(fd, flags)))
        close(fd);
    return f;
}

/* Write what is pending and take f out of the list. */
static int finish(FILE *f) {
    FILE **link;
    int status = __flush(f);
    for (link = &__files; *link; link = &(*link)->next)
        if (*link == f) {
            *link = f->next;
            break;
        }
    f->flags &= ~F_LISTED;
    f->rend = f->wend = NULL;
    return status;
}

int fclose(FILE *f) {
    int status = finish(f);
    status |= close(f->fd);
    if (f->flags & F_OWNED)
        free(f);
    return status;
}

FILE *freopen(const char *path, const char *mode, FILE *f) {
    int fd, flags = __open_flags(mode);
    finish(f);
    f->pos = f->buf;
    f->flags &= ~(F_EOF | F_ERROR | F_READ | F_WRITE);
    if (flags < 0 || (path && (fd = open(path, flags, 0666)) < 0)) {
        close(f->fd);
        return NULL;
    }
    if (path && fd != f->fd) {
        dup2(fd, f->fd);
        close(fd);
    }
    f->flags |= rights(flags);
    return f;
}

FILE *popen(const char *command, const char *mode) {
    int fds[2], ours = *mode == 'w', pid;
    FILE *f;
    if (*mode != 'r' && *mode != 'w') {
        errno = EINVAL;
        return NULL;
    }
    if (pipe2(fds, O_CLOEXEC) < 0)
        return NULL;
    if (!(f = fdopen(fds[ours], mode)) || (pid = fork()) < 0) {
        free(f);
        close(fds[0]);
        close(fds[1]);
        return NULL;
    }
    if (!pid) {
        if (fds[!ours] == !ours)
            fcntl(!ours, F_SETFD, 0);
        else
            dup2(fds[!ours], !ours);
        execl("/bin/sh", "sh", "-c", command, NULL);
        _exit(127);
    }
    close(fds[!ours]);
    f->pid = pid;
    return f;
}

int pclose(FILE *f) {
    int pid = f->pid, status;
    fclose(f);
    while (waitpid(pid, &status, 0) < 0)
        if (errno != EINTR)
            return -1;
    return status;
}

FILE *tmpfile(void) {
    char path[] = "/tmp/tmpXXXXXX";
    int fd = mkstemp(path);
    if (fd < 0)
        return NULL;
    unlink(path);
    return make(fd, O_RDWR);
}
