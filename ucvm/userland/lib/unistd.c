/* <unistd.h> and its neighbours: what is a turn of phrase away from a system call. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <utime.h>
#include <bits/stubs.h>

int open(const char *path, int flags, ...) {
    va_list ap;
    va_start(ap, flags);
    return _open(path, flags, va_arg(ap, mode_t));
}

int creat(const char *path, mode_t mode) {
    return _open(path, O_WRONLY | O_CREAT | O_TRUNC, mode);
}

int fcntl(int fd, int command, ...) {
    va_list ap;
    va_start(ap, command);
    return _fcntl(fd, command, va_arg(ap, int));
}

int ioctl(int fd, unsigned request, ...) {
    va_list ap;
    va_start(ap, request);
    return _ioctl(fd, request, va_arg(ap, void *));
}

int ftruncate(int fd, off_t length) {
    return _fcntl(fd, F_TRUNCATE, length);
}

int fchmod(int fd, mode_t mode) {
    return _fcntl(fd, F_CHMOD, mode);
}

int fchdir(int fd) {
    return _fcntl(fd, F_CHDIR, 0);
}

int fsync(int fd) {
    if (_fcntl(fd, F_GETFD, 0) < 0)
        return -1;
    sync();
    return 0;
}

int fdatasync(int fd) {
    return fsync(fd);
}

int pipe2(int fds[2], int flags) {
    if (pipe(fds) < 0)
        return -1;
    if (flags & O_CLOEXEC) {
        _fcntl(fds[0], F_SETFD, FD_CLOEXEC);
        _fcntl(fds[1], F_SETFD, FD_CLOEXEC);
    }
    if (flags & O_NONBLOCK) {
        _fcntl(fds[0], F_SETFL, O_NONBLOCK);
        _fcntl(fds[1], F_SETFL, O_NONBLOCK);
    }
    return 0;
}

int mkfifo(const char *path, mode_t mode) {
    return mknod(path, (mode & ~S_IFMT) | S_IFIFO, 0);
}

int chown(const char *path, uid_t uid, gid_t gid) {
    return _chown(path, uid, gid, 1);
}

int lchown(const char *path, uid_t uid, gid_t gid) {
    return _chown(path, uid, gid, 0);
}

char *getcwd(char *buf, size_t n) {
    char *s = buf;
    if (!s && !(s = malloc(n = PATH_MAX)))
        return NULL;
    if (_getcwd(s, n) < 0) {
        if (!buf)
            free(s);
        return NULL;
    }
    return s;
}

uid_t getuid(void) {
    return _getuid(0);
}

uid_t geteuid(void) {
    return _getuid(1);
}

gid_t getgid(void) {
    return _getgid(0);
}

gid_t getegid(void) {
    return _getgid(1);
}

int getgroups(int n, gid_t list[]) {
    if (n > 0)
        *list = getegid();
    return 1;
}

pid_t getpgrp(void) {
    return getpgid(0);
}

int setpgrp(void) {
    return setpgid(0, 0);
}

pid_t vfork(void) {
    return fork();
}

pid_t wait(int *status) {
    return waitpid(-1, status, 0);
}

static char *top;

int brk(void *addr) {
    char *new = (char *)_brk(addr);
    if (new == (char *)-1)
        return -1;
    top = new;
    return 0;
}

void *sbrk(int increment) {
    char *old;
    if (!top)
        top = (char *)_brk(NULL);
    old = top;
    return increment && brk(top + increment) < 0 ? (void *)-1 : old;
}

void *mmap(void *addr, size_t n, int prot, int flags, int fd, off_t offset) {
    (void)flags, (void)fd, (void)offset;
    return (void *)_mmap(addr, n, prot);
}

int umount(const char *target) {
    return mount("", target, MS_UNMOUNT);
}

int getrlimit(int resource, struct rlimit *r) {
    return _rlimit(resource, NULL, r);
}

int setrlimit(int resource, const struct rlimit *r) {
    return _rlimit(resource, r, NULL);
}

int gethostname(char *name, size_t n) {
    struct utsname u;
    uname(&u);
    if (strlcpy(name, u.nodename, n) < n)
        return 0;
    errno = ENAMETOOLONG;
    return -1;
}

int getpagesize(void) {
    return PAGE_SIZE;
}

long sysconf(int name) {
    switch (name) {
    case _SC_ARG_MAX:
        return ARG_MAX;
    case _SC_CHILD_MAX:
        return CHILD_MAX;
    case _SC_CLK_TCK:
        return CLK_TCK;
    case _SC_OPEN_MAX:
        return OPEN_MAX;
    case _SC_PAGESIZE:
        return PAGE_SIZE;
    case _SC_LINE_MAX:
        return LINE_MAX;
    case _SC_NPROCESSORS_CONF:
    case _SC_NPROCESSORS_ONLN:
        return 1;
    }
    errno = EINVAL;
    return -1;
}

long fpathconf(int fd, int name) {
    (void)fd;
    return pathconf("", name);
}

long pathconf(const char *path, int name) {
    (void)path;
    if (name == _PC_NAME_MAX)
        return NAME_MAX;
    if (name == _PC_PATH_MAX)
        return PATH_MAX;
    if (name == _PC_PIPE_BUF)
        return PIPE_BUF;
    errno = EINVAL;
    return -1;
}

size_t confstr(int name, char *buf, size_t n) {
    if (name == 0)
        return strlcpy(buf, "/bin", n) + 1;
    errno = EINVAL;
    return 0;
}

int isatty(int fd) {
    struct termios t;
    return tcgetattr(fd, &t) == 0;
}

int tcgetattr(int fd, struct termios *t) {
    return _ioctl(fd, TCGETS, t);
}

int tcsetattr(int fd, int when, const struct termios *t) {
    return _ioctl(fd, TCSETS + when, t);
}

void cfmakeraw(struct termios *t) {
    t->c_iflag &= ~(BRKINT | ISTRIP | INLCR | IGNCR | ICRNL | IXON);
    t->c_oflag &= ~OPOST;
    t->c_lflag &= ~(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
    t->c_cc[VMIN] = 1;
    t->c_cc[VTIME] = 0;
}

/* A terminal here has no line whose speed could be set. */
speed_t cfgetispeed(const struct termios *t) {
    (void)t;
    return B38400;
}

speed_t cfgetospeed(const struct termios *t) {
    return cfgetispeed(t);
}

int cfsetispeed(struct termios *t, speed_t speed) {
    (void)t, (void)speed;
    return 0;
}

int cfsetospeed(struct termios *t, speed_t speed) {
    return cfsetispeed(t, speed);
}

/* Output has left when write returns; input is dropped by setting the attributes as they are. */
int tcdrain(int fd) {
    return isatty(fd) ? 0 : -1;
}

int tcflush(int fd, int queue) {
    struct termios t;
    if (tcgetattr(fd, &t) < 0)
        return -1;
    return queue == TCOFLUSH ? 0 : tcsetattr(fd, TCSAFLUSH, &t);
}

pid_t tcgetpgrp(int fd) {
    int pgid;
    return _ioctl(fd, TIOCGPGRP, &pgid) < 0 ? -1 : pgid;
}

int tcsetpgrp(int fd, pid_t pgid) {
    return _ioctl(fd, TIOCSPGRP, &pgid);
}

pid_t tcgetsid(int fd) {
    return isatty(fd) ? getsid(0) : -1;
}

unsigned sleep(unsigned seconds) {
    struct timespec t;
    t.tv_sec = seconds;
    t.tv_nsec = 0;
    return nanosleep(&t, &t) < 0 ? t.tv_sec : 0;
}

int usleep(unsigned microseconds) {
    struct timespec t;
    t.tv_sec = microseconds / 1000000;
    t.tv_nsec = microseconds % 1000000 * 1000;
    return nanosleep(&t, NULL);
}

int gettimeofday(struct timeval *tv, void *zone) {
    struct timespec t;
    (void)zone;
    clock_gettime(CLOCK_REALTIME, &t);
    tv->tv_sec = t.tv_sec;
    tv->tv_usec = t.tv_nsec / 1000;
    return 0;
}

int clock_getres(clockid_t id, struct timespec *ts) {
    (void)id;
    ts->tv_sec = 0;
    ts->tv_nsec = 10;
    return 0;
}

clock_t clock(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return t.tv_sec * CLOCKS_PER_SEC + t.tv_nsec / 1000;
}

time_t time(time_t *t) {
    struct timespec ts;
    clock_gettime(CLOCK_REALTIME, &ts);
    if (t)
        *t = ts.tv_sec;
    return ts.tv_sec;
}

int utime(const char *path, const struct utimbuf *times) {
    struct timespec t[2];
    if (!times)
        return _utime(path, NULL, 1);
    t[0].tv_sec = times->actime;
    t[1].tv_sec = times->modtime;
    t[0].tv_nsec = t[1].tv_nsec = 0;
    return _utime(path, t, 1);
}

static int set_times(const char *path, const struct timeval *times, int follow) {
    struct timespec t[2];
    int i;
    if (times)
        for (i = 0; i < 2; i++) {
            t[i].tv_sec = times[i].tv_sec;
            t[i].tv_nsec = times[i].tv_usec * 1000;
        }
    return _utime(path, times ? t : NULL, follow);
}

int utimes(const char *path, const struct timeval times[2]) {
    return set_times(path, times, 1);
}

int lutimes(const char *path, const struct timeval times[2]) {
    return set_times(path, times, 0);
}

/* fd must be AT_FDCWD: the machine has no calls relative to a directory. */
int utimensat(int fd, const char *path, const struct timespec times[2], int flags) {
    struct timespec t[2], now;
    struct stat st;
    int i, follow = !(flags & AT_SYMLINK_NOFOLLOW);
    if (fd != AT_FDCWD && *path != '/') {
        errno = EBADF;
        return -1;
    }
    if (!times)
        return _utime(path, NULL, follow);
    if ((follow ? stat : lstat)(path, &st) < 0 || clock_gettime(CLOCK_REALTIME, &now) < 0)
        return -1;
    for (i = 0; i < 2; i++) {
        t[i] = times[i];
        if (t[i].tv_nsec == UTIME_NOW)
            t[i] = now;
        else if (t[i].tv_nsec == UTIME_OMIT) {
            t[i].tv_sec = i ? st.st_mtime : st.st_atime;
            t[i].tv_nsec = i ? st.st_mtime_nsec : st.st_atime_nsec;
        }
    }
    return _utime(path, t, follow);
}
