/* Bad arguments: what a program hands to the kernel wrongly is an error for it and nothing else. */
#include "frame.h"
#include <sys/syscall.h>
#include <sys/times.h>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <time.h>

/* Where nothing may be read; where nothing may be written (text) but read; beyond all memory. */
static const unsigned unreadable[] = {0, 1, 0x40, 0xfff, 0xF000, 0xFFFF, 0x10000, 0x80000000, 0xFFFFFFFC, 0xFFFFFFFF};
#define COUNT (sizeof unreadable / sizeof *unreadable)

/* Numbers around all that exist. */
static void wild_numbers(void) {
    static const unsigned wild[] = {0x100, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffffe, 1000, 0x10000, 95, 99};
    unsigned i;
    for (i = 0; i < sizeof wild / sizeof *wild; i++)
        FAILS(syscall(wild[i], 1, 2, 3, 4, 5), ENOSYS);
}

#define WILD(name, call) \
    for (i = 0; i < COUNT; i++) { \
        p = (void *)unreadable[i]; \
        errno = 0; \
        if ((int)(call) != -1 || errno != EFAULT) \
            bad(name, unreadable[i]); \
    }

static void bad(const char *name, unsigned address) {
    char text[80];
    strcpy(text, name);
    strcat(text, " at ");
    strcat(text, decimal(address));
    strange(__LINE__, text, errno);
}

static void wild_paths(void) {
    unsigned i;
    void *p;
    char *argv[2] = {"x", NULL};
    struct stat st;
    put("f", "x", 1);
    WILD("open", open(p, O_RDONLY));
    WILD("stat", stat(p, &st));
    WILD("lstat", lstat(p, &st));
    WILD("mkdir", mkdir(p, 0700));
    WILD("rmdir", rmdir(p));
    WILD("unlink", unlink(p));
    WILD("link", link(p, "x"));
    WILD("link", link("f", p));
    WILD("symlink", symlink(p, "x"));
    WILD("symlink", symlink("x", p));
    WILD("readlink", readlink(p, (char *)&st, 10));
    WILD("rename", rename(p, "x"));
    WILD("rename", rename("f", p));
    WILD("chdir", chdir(p));
    WILD("chmod", chmod(p, 0));
    WILD("chown", chown(p, -1, -1));
    WILD("access", access(p, F_OK));
    WILD("truncate", truncate(p, 0));
    WILD("mknod", mkfifo(p, 0600));
    WILD("exec", execve(p, argv, argv));
    WILD("utime", syscall(SYS_utime, p, 0, 1));
    WILD("statfs", syscall(SYS_statfs, p, &st));
}

static void wild_outputs(void) {
    unsigned i;
    void *p;
    int fds[2], fd = open("/dev/zero", O_RDWR), dir = open("/", O_RDONLY), file;
    put("f", "data", 4);
    CHECK((file = open("f", O_RDWR)) >= 0 && pipe(fds) == 0 && write(fds[1], "abc", 3) == 3);
    CHECK(symlink("target", "l") == 0);
    WILD("read device", read(fd, p, 10));
    WILD("read file", read(file, p, 4));
    WILD("read pipe", read(fds[0], p, 3));
    WILD("write device", write(fd, p, 10));
    WILD("write file", write(file, p, 10));
    WILD("write pipe", write(fds[1], p, 10));
    WILD("stat", stat("/", p));
    WILD("lstat", lstat("/", p));
    WILD("fstat", fstat(fd, p));
    WILD("readlink", readlink("l", p, 10));
    WILD("getdents", syscall(SYS_getdents, dir, p, 200));
    WILD("getcwd", syscall(SYS_getcwd, p, 200));
    WILD("pipe", pipe(p));
    WILD("clock", clock_gettime(0, p));
    WILD("uname", uname(p));
    WILD("statfs", syscall(SYS_statfs, "/", p));
    WILD("sigpending", sigpending(p));
    WILD("entropy", syscall(SYS_entropy_probe, p, 4));
    CHECK(lseek(file, 0, SEEK_CUR) == 0 && holds("f", "data"));
    CHECK(read(fds[0], &p, 4) == 3);
    FAILS(read(file, (void *)&wild_outputs, 4), EFAULT);
    FAILS(fstat(file, (void *)&wild_outputs), EFAULT);
    FAILS(stat("/", (void *)0xEFFF), EFAULT);
}

/* Pointers that may be 0. */
static void wild_options(void) {
    unsigned i;
    void *p;
    int status;
    char *argv[2];
    struct rlimit limits;
    pid_t pid;
    for (i = 1; i < COUNT; i++) {
        p = (void *)unreadable[i];
        FAILS(sigaction(SIGUSR1, NULL, p), EFAULT);
        FAILS(syscall(SYS_sigaction, SIGUSR1, p, 0), EFAULT);
        FAILS(sigprocmask(SIG_BLOCK, p, NULL), EFAULT);
        FAILS(sigprocmask(SIG_BLOCK, NULL, p), EFAULT);
        FAILS(nanosleep(p, NULL), EFAULT);
        FAILS(times(p), EFAULT);
        FAILS(getrlimit(RLIMIT_CPU, p), EFAULT);
        FAILS(setrlimit(RLIMIT_CPU, p), EFAULT);
        FAILS(execve(self, p, NULL), EFAULT);
        FAILS(execve(self, NULL, p), EFAULT);
        argv[0] = p;
        argv[1] = NULL;
        FAILS(execve(self, argv, NULL), EFAULT);
        FAILS(execve(self, NULL, argv), EFAULT);
        FAILS(syscall(SYS_utime, ".", p, 1), EFAULT);
    }
    if (!(pid = fork()))
        _exit(3);
    FAILS(waitpid(pid, (int *)0x100, 0), EFAULT);
    CHECK(waitpid(pid, &status, 0) == pid || errno == ECHILD);
    CHECK(getrlimit(RLIMIT_CPU, &limits) == 0);
}

/* Buffers whose beginning is good and whose end is not. */
static void half_good(void) {
    char *end = (char *)0xF000, c;
    int fd, i;
    put("f", "0123456789", 10);
    CHECK((fd = open("f", O_RDWR)) >= 0);
    CHECK(write(fd, end - 4, 4) == 4 && lseek(fd, 0, SEEK_SET) == 0);
    FAILS(write(fd, end - 4, 8), EFAULT);
    FAILS(write(fd, end - 4, 0x7fffffff), EFAULT);
    FAILS(write(fd, end - 4, 0xffffffff), EFAULT);
    CHECK(lseek(fd, 0, SEEK_CUR) == 0);
    FAILS(fstat(fd, (void *)(end - 8)), EFAULT);
    FAILS(pipe((int *)(end - 4)), EFAULT);
    for (i = 0; i < 50; i++)
        FAILS(pipe((int *)(end - 4)), EFAULT);
    CHECK((i = dup(fd)) == fd + 1);
    CHECK(read(fd, &c, 1) == 1);
}

static void bad_descriptors(void) {
    static const int wild[] = {-1, 31, 32, 33, 1000, 0x7fffffff, -0x7fffffff - 1, 0x40000000};
    unsigned i;
    struct stat st;
    char buf[8];
    for (i = 0; i < sizeof wild / sizeof *wild; i++) {
        int fd = wild[i];
        FAILS(read(fd, buf, 1), EBADF);
        FAILS(write(fd, buf, 1), EBADF);
        FAILS(read(fd, (void *)1, 1), EBADF);
        FAILS(close(fd), EBADF);
        FAILS(dup(fd), EBADF);
        FAILS(dup2(fd, 5), EBADF);
        if (fd != 31)
            FAILS(dup2(0, fd), EBADF);
        FAILS(lseek(fd, 0, SEEK_SET), EBADF);
        FAILS(fstat(fd, &st), EBADF);
        FAILS(fcntl(fd, F_GETFL), EBADF);
        FAILS(syscall(SYS_ioctl, fd, 0, 0), EBADF);
        FAILS(syscall(SYS_getdents, fd, buf, 8), EBADF);
        FAILS(ftruncate(fd, 0), EBADF);
        FAILS(fchmod(fd, 0), EBADF);
        FAILS(fchdir(fd), EBADF);
    }
}

static void bad_values(void) {
    struct timespec t;
    char buf[8];
    int fd;
    put("f", "x", 1);
    CHECK((fd = open("f", O_RDWR)) >= 0);
    t.tv_sec = 0;
    t.tv_nsec = 1000000000;
    FAILS(nanosleep(&t, NULL), EINVAL);
    t.tv_nsec = -1;
    FAILS(nanosleep(&t, NULL), EINVAL);
    FAILS(clock_gettime(77, &t), EINVAL);
    FAILS(clock_gettime(-1, &t), EINVAL);
    FAILS(lseek(fd, 0, 3), EINVAL);
    FAILS(lseek(fd, 0, -1), EINVAL);
    FAILS(fcntl(fd, 4711), EINVAL);
    FAILS(fcntl(fd, F_DUPFD, 32), EINVAL);
    FAILS(fcntl(fd, F_DUPFD, -1), EINVAL);
    FAILS(kill(getpid(), 64), EINVAL);
    FAILS(access("f", 8), EINVAL);
    FAILS(truncate("f", -5), EINVAL);
    FAILS(syscall(SYS_getdents, fd, buf, 8), ENOTDIR);
    CHECK((fd = open("/", O_RDONLY)) >= 0);
    FAILS(syscall(SYS_getdents, fd, buf, 3), EINVAL);
    FAILS(readlink("f", buf, 8), EINVAL);
    FAILS(syscall(SYS_rlimit, 99, 0, 0), EINVAL);
    FAILS(setpgid(0, -5), EINVAL);
    FAILS(setpgid(32000, 0), ESRCH);
    FAILS(getpgid(32000), ESRCH);
    FAILS(getsid(-3), ESRCH);
    FAILS(setuid(-1), EINVAL);
    FAILS(syscall(SYS_mount, "proc", "/tmp", 0), EPERM);
    FAILS(syscall(SYS_halt, 0), EPERM);
    FAILS(mknod("device", S_IFCHR | 0600, 0x103), EPERM);
    FAILS(syscall(SYS_nice, -1), EPERM);
}

/* Every call with senseless words: none of them ends the process or hangs it. (Delegation waits for the host, a traced process for its tracer.) */
static void every_call(void) {
    static const unsigned words[] = {0, 1, 0xffffffff, 0x80000000, 0x7fffffff, 0xEFFE, 0x8001, 40};
    int number, i, status;
    for (number = 0; number < 128; number++) {
        if (number == SYS_exit || number == SYS_fork || number == SYS_sigreturn || number == SYS_sigsuspend || number == SYS_nanosleep ||
            number == SYS_websearch || number == SYS_repl || number == SYS_delegate || number == SYS_delegate_file || number == SYS_trace)
            continue;
        if (!fork()) {
            alarm(2);
            close(0);
            for (i = 0; i < 8; i++) {
                if (number == SYS_kill || number == SYS_alarm)
                    break;
                syscall(number, words[i], words[(i * 3 + 1) % 8], words[(i * 5 + 2) % 8], words[(i + 4) % 8], words[i]);
            }
            _exit(17);
        }
        CHECK(wait(&status) > 0);
        CHECK((WIFEXITED(status) && WEXITSTATUS(status) == 17) || (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM));
    }
}

/* sigreturn from nowhere restores what lies on the stack, here a pc of 0, and gives no rights. */
static void lost_return(void) {
    volatile unsigned zeros[60];
    int i;
    for (i = 0; i < 60; i++)
        zeros[i] = 0;
    syscall(SYS_sigreturn, 0, 0, 0, 0, 0);
    _exit(0);
}

static void wild_return(void) {
    CHECK(apart(lost_return) == 256 + SIGSEGV);
    CHECK(getuid() == USER);
}

const struct test tests[] = {
    {"wild_numbers", wild_numbers},
    {"wild_paths", wild_paths},
    {"wild_outputs", wild_outputs},
    {"wild_options", wild_options},
    {"half_good", half_good},
    {"bad_descriptors", bad_descriptors},
    {"bad_values", bad_values},
    {"every_call", every_call},
    {"wild_return", wild_return},
    {NULL, NULL},
};
