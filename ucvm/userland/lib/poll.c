/* select over poll, readv and writev over read and write, what is left of timers and priorities. */
#include <bits/stubs.h>
#include <errno.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/uio.h>
#include <unistd.h>

#define EXCEPT POLLPRI

static unsigned bits(const fd_set *set, int n) {
    return set ? set->bits & (n < FD_SETSIZE ? (1u << n) - 1 : ~0u) : 0;
}

/* The records for the descriptors below n that are in a set; how many. */
static int records(struct pollfd *p, int n, unsigned in, unsigned out, unsigned except) {
    int fd, count = 0;
    for (fd = 0; fd < n; fd++)
        if ((in | out | except) >> fd & 1) {
            p[count].fd = fd;
            p[count++].events = (in >> fd & 1 ? POLLIN : 0) | (out >> fd & 1 ? POLLOUT : 0) | (except >> fd & 1 ? EXCEPT : 0);
        }
    return count;
}

/* Keeps in a set what is ready for one of the events and was in it. */
static int keep(fd_set *set, unsigned asked, const struct pollfd *p, int count, int events) {
    int i, found = 0;
    if (!set)
        return 0;
    set->bits = 0;
    for (i = 0; i < count; i++)
        if (asked >> p[i].fd & 1 && p[i].revents & events) {
            FD_SET(p[i].fd, set);
            found++;
        }
    return found;
}

static int milliseconds(const struct timespec *t) {
    return t ? t->tv_sec > 2000000 ? 2000000000 : t->tv_sec * 1000 + (t->tv_nsec + 999999) / 1000000 : -1;
}

int pselect(int n, fd_set *in, fd_set *out, fd_set *except, const struct timespec *timeout, const sigset_t *mask) {
    struct pollfd p[FD_SETSIZE];
    unsigned reading = bits(in, n), writing = bits(out, n), rare = bits(except, n);
    int count, i, ready;
    sigset_t old;
    if (n < 0 || n > FD_SETSIZE || (timeout && (timeout->tv_nsec < 0 || timeout->tv_nsec >= 1000000000))) {
        errno = EINVAL;
        return -1;
    }
    count = records(p, n, reading, writing, rare);
    if (mask)
        sigprocmask(SIG_SETMASK, mask, &old);
    ready = poll(p, count, milliseconds(timeout));
    if (mask) {
        int saved = errno;
        sigprocmask(SIG_SETMASK, &old, 0);
        errno = saved;
    }
    for (i = 0; ready > 0 && i < count; i++)
        if (p[i].revents & POLLNVAL) {
            errno = EBADF;
            ready = -1;
        }
    if (ready < 0)
        return -1;
    return keep(in, reading, p, count, POLLIN | POLLHUP | POLLERR) + keep(out, writing, p, count, POLLOUT | POLLERR) + keep(except, rare, p, count, EXCEPT);
}

int select(int n, fd_set *in, fd_set *out, fd_set *except, struct timeval *timeout) {
    struct timespec t;
    if (timeout) {
        t.tv_sec = timeout->tv_sec;
        t.tv_nsec = timeout->tv_usec * 1000;
    }
    return pselect(n, in, out, except, timeout ? &t : 0, 0);
}

/* As far as the first part that is not whole. */
static ssize_t each(ssize_t (*call)(int, void *, size_t), int fd, const struct iovec *parts, int count) {
    ssize_t done = 0;
    for (; count > 0; count--, parts++) {
        ssize_t n = call(fd, parts->iov_base, parts->iov_len);
        if (n < 0)
            return done ? done : -1;
        done += n;
        if ((size_t)n < parts->iov_len)
            break;
    }
    return done;
}

ssize_t readv(int fd, const struct iovec *parts, int count) {
    return each(read, fd, parts, count);
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
    return each((ssize_t(*)(int, void *, size_t))write, fd, parts, count);
}

int setitimer(int which, const struct itimerval *value, struct itimerval *old) {
    return _setitimer(which, value, old);
}

int getitimer(int which, struct itimerval *value) {
    return _setitimer(which, 0, value);
}

int getpriority(int which, id_t who) {
    int value;
    return _getpriority(which, who, &value) < 0 ? -1 : value;
}
