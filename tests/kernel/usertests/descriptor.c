/* Descriptors: POSIX.1-2017, dup(), dup2(), fcntl(), close(), and what fork and the special files do with them. */
#include "frame.h"
#include <sys/resource.h>

static int three(void) {
    int fd;
    put("f", "0123456789", 10);
    CHECK((fd = open("f", O_RDWR)) >= 0);
    return fd;
}

static void lowest_first(void) {
    int a = three(), b = dup(a), c = dup(a);
    CHECK(b > a && c == b + 1);
    CHECK(close(b) == 0 && open("f", O_RDONLY) == b);
    CHECK(close(a) == 0 && close(b) == 0);
    CHECK(dup(c) == a && open("f", O_RDONLY) == b);
    FAILS(close(c + 1), EBADF);
    FAILS(dup(c + 1), EBADF);
}

static void one_description(void) {
    int a = three(), b = dup(a), c;
    char buf[4];
    CHECK(read(a, buf, 3) == 3 && lseek(b, 0, SEEK_CUR) == 3);
    CHECK(lseek(b, 7, SEEK_SET) == 7 && read(a, buf, 1) == 1 && buf[0] == '7');
    CHECK(fcntl(b, F_SETFL, O_APPEND) == 0 && fcntl(a, F_GETFL) & O_APPEND);
    CHECK(close(a) == 0 && read(b, buf, 1) == 1 && buf[0] == '8');
    CHECK((c = open("f", O_RDWR)) == a && lseek(c, 0, SEEK_CUR) == 0 && !(fcntl(c, F_GETFL) & O_APPEND));
}

static void to_a_number(void) {
    int a = three(), b = open("/dev/null", O_RDWR);
    char c;
    CHECK(dup2(a, 20) == 20 && read(20, &c, 1) == 1 && c == '0');
    CHECK(dup2(b, 20) == 20 && read(20, &c, 1) == 0);
    CHECK(dup2(a, a) == a && read(a, &c, 1) == 1 && c == '1');
    FAILS(dup2(25, 20), EBADF);
    CHECK(fcntl(20, F_GETFD) == 0);
    FAILS(dup2(25, 25), EBADF);
    FAILS(dup2(a, -1), EBADF);
    FAILS(dup2(a, 100000), EBADF);
    CHECK(fcntl(a, F_SETFD, FD_CLOEXEC) == 0 && dup2(a, 21) == 21 && fcntl(21, F_GETFD) == 0);
    CHECK(dup2(a, a) == a && fcntl(a, F_GETFD) == FD_CLOEXEC);
}

static void controlling(void) {
    int a = three(), b;
    CHECK(fcntl(a, F_GETFD) == 0 && fcntl(a, F_SETFD, FD_CLOEXEC) == 0 && fcntl(a, F_GETFD) == FD_CLOEXEC);
    CHECK((b = fcntl(a, F_DUPFD, 10)) == 10 && fcntl(b, F_GETFD) == 0 && fcntl(a, F_DUPFD, 10) == 11);
    CHECK((fcntl(a, F_GETFL) & O_ACCMODE) == O_RDWR);
    CHECK(fcntl(a, F_SETFL, O_NONBLOCK | O_WRONLY) == 0);
    CHECK((fcntl(a, F_GETFL) & (O_ACCMODE | O_NONBLOCK)) == (O_RDWR | O_NONBLOCK));
    CHECK((b = open("f", O_WRONLY | O_APPEND | O_CREAT | O_TRUNC, 0600)) >= 0);
    CHECK((fcntl(b, F_GETFL) & (O_ACCMODE | O_APPEND | O_CREAT | O_TRUNC)) == (O_WRONLY | O_APPEND));
    FAILS(fcntl(99, F_GETFD), EBADF);
    FAILS(fcntl(a, 12345), EINVAL);
    FAILS(fcntl(a, F_DUPFD, -1), EINVAL);
}

/* All can be open at once, and a limit holds. */
static void limits(void) {
    struct rlimit r;
    int fd = three(), n = 0, last = -1, next;
    r.rlim_cur = r.rlim_max = 16;
    CHECK(setrlimit(RLIMIT_NOFILE, &r) == 0);
    while ((next = dup(fd)) >= 0)
        last = next, n++;
    CHECK(errno == EMFILE && last == 15);
    FAILS(fcntl(fd, F_DUPFD, 3), EMFILE);
    FAILS(dup2(fd, 16), EBADF);
    r.rlim_max = 100;
    FAILS(setrlimit(RLIMIT_NOFILE, &r), EPERM);
    r.rlim_cur = 200;
    FAILS(setrlimit(RLIMIT_NOFILE, &r), EINVAL);
    CHECK(getrlimit(RLIMIT_NOFILE, &r) == 0 && r.rlim_cur == 16);
    CHECK(close(last) == 0 && dup(fd) == last);
}

static void file_size_limit(void) {
    struct rlimit r;
    struct stat st;
    int fd = three();
    r.rlim_cur = r.rlim_max = 12;
    CHECK(setrlimit(RLIMIT_FSIZE, &r) == 0);
    signal(SIGXFSZ, SIG_IGN);
    CHECK(lseek(fd, 10, SEEK_SET) == 10 && write(fd, "abcd", 4) == 2);
    FAILS(write(fd, "e", 1), EFBIG);
    CHECK(fstat(fd, &st) == 0 && st.st_size == 12);
    signal(SIGXFSZ, SIG_DFL);
    if (!fork()) {
        write(fd, "e", 1);
        _exit(0);
    }
    CHECK(wait(&fd) > 0 && WIFSIGNALED(fd) && WTERMSIG(fd) == SIGXFSZ);
}

static void directions(void) {
    int fd = three(), reader, writer;
    char c;
    CHECK((reader = open("f", O_RDONLY)) >= 0 && (writer = open("f", O_WRONLY)) >= 0);
    FAILS(write(reader, "x", 1), EBADF);
    FAILS(read(writer, &c, 1), EBADF);
    CHECK(write(writer, "X", 1) == 1 && read(reader, &c, 1) == 1 && c == 'X' && read(fd, &c, 1) == 1);
}

static void special_files(void) {
    struct stat st;
    char buf[64];
    int fd, i, different = 0;
    CHECK((fd = open("/dev/null", O_RDWR)) >= 0);
    CHECK(read(fd, buf, 64) == 0 && write(fd, buf, 64) == 64 && read(fd, buf, 64) == 0);
    CHECK(fstat(fd, &st) == 0 && S_ISCHR(st.st_mode));
    memset(buf, 1, 64);
    CHECK((fd = open("/dev/zero", O_RDWR)) >= 0 && read(fd, buf, 63) == 63 && write(fd, buf, 5) == 5);
    for (i = 0; i < 63; i++)
        CHECK(!buf[i]);
    CHECK(buf[63] == 1);
    CHECK((fd = open("/dev/full", O_RDWR)) >= 0);
    FAILS(write(fd, "x", 1), ENOSPC);
    CHECK(read(fd, buf + 63, 1) == 1 && buf[63] == 0);
    CHECK((fd = open("/dev/urandom", O_RDONLY)) >= 0 && read(fd, buf, 64) == 64);
    for (i = 1; i < 64; i++)
        different += buf[i] != buf[0];
    CHECK(different > 40);
    CHECK(!isatty(fd) && errno == ENOTTY);
    CHECK((fd = open("/dev/null", O_WRONLY | O_TRUNC | O_CREAT, 0600)) >= 0 && close(fd) == 0);
}

/* /dev/tty is the controlling terminal: there is none here. */
static void no_terminal(void) {
    CHECK(setsid() == -1 && errno == EPERM);
    if (!fork()) {
        CHECK(setsid() == getpid() && getpgrp() == getpid() && getsid(0) == getpid());
        FAILS(open("/dev/tty", O_RDWR), ENXIO);
        FAILS(setsid(), EPERM);
        _exit(0);
    }
    {
        int status;
        CHECK(wait(&status) > 0 && status == 0);
    }
}

static void inherited(void) {
    int fd = three(), pid;
    char c;
    if (!(pid = fork())) {
        CHECK(read(fd, &c, 1) == 1 && c == '0');
        CHECK(close(fd) == 0);
        FAILS(read(fd, &c, 1), EBADF);
        _exit(0);
    }
    CHECK(ended(pid) == 0);
    CHECK(read(fd, &c, 1) == 1 && c == '1');
}

const struct test tests[] = {
    {"lowest_first", lowest_first},
    {"one_description", one_description},
    {"to_a_number", to_a_number},
    {"controlling", controlling},
    {"limits", limits},
    {"file_size_limit", file_size_limit},
    {"directions", directions},
    {"special_files", special_files},
    {"no_terminal", no_terminal},
    {"inherited", inherited},
    {NULL, NULL},
};
