/* The rest of libc's ways into the system: sigsetjmp, syscall, times, clocks, sleeping, limits, memory, file times, strptime, getopt_long. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <limits.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/times.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <utime.h>

#define NAME "/tmp/calls.tmp"

static sigjmp_buf back;

static void handler(int number) {
    siglongjmp(back, number);
}

static void jumps(void) {
    sigset_t mask;
    volatile int round = 0;
    signal(SIGUSR1, handler);
    while (round < 3)
        if (sigsetjmp(back, 1) == 0)
            raise(SIGUSR1);
        else
            round++;
    sigprocmask(SIG_BLOCK, NULL, &mask);
    printf("%d %d\n", round, sigismember(&mask, SIGUSR1));
    round = sigsetjmp(back, 0);
    if (round < 2)
        siglongjmp(back, round + 1);
    printf("%d\n", round);
}

static void times_and_sleep(void) {
    struct timespec a, b, t = {0, 20000000};
    struct timeval tv;
    struct tms tms;
    time_t now = time(NULL);
    clock_gettime(CLOCK_MONOTONIC, &a);
    nanosleep(&t, NULL);
    usleep(10000);
    clock_gettime(CLOCK_MONOTONIC, &b);
    printf("%d\n", (b.tv_sec - a.tv_sec) * 1000 + (b.tv_nsec - a.tv_nsec) / 1000000 >= 30);
    gettimeofday(&tv, NULL);
    printf("%d %d\n", tv.tv_sec - now < 5, time(&now) == now);
    printf("%d %d\n", times(&tms) != (clock_t)-1, clock() != (clock_t)-1);
    printf("%u\n", sleep(1));
    printf("%u ", alarm(100));
    printf("%d\n", alarm(0) > 90);
    t.tv_nsec = -1;
    printf("%d", nanosleep(&t, NULL));
    printf(" %d\n", errno == EINVAL);
}

static void file_times(void) {
    struct utimbuf u = {1000000000, 1100000000};
    struct timespec ts[2] = {{1200000000, 0}, {0, UTIME_OMIT}};
    struct timeval tv[2] = {{1300000000, 0}, {1400000000, 500000}};
    struct stat st;
    close(creat(NAME, 0666 & ~umask(022)));
    stat(NAME, &st);
    printf("%o\n", (unsigned)st.st_mode);
    utime(NAME, &u);
    stat(NAME, &st);
    printf("%ld %ld\n", (long)st.st_atime, (long)st.st_mtime);
    utimensat(AT_FDCWD, NAME, ts, 0);
    stat(NAME, &st);
    printf("%ld %ld\n", (long)st.st_atime, (long)st.st_mtime);
    utimes(NAME, tv);
    stat(NAME, &st);
    printf("%ld %ld\n", (long)st.st_atime, (long)st.st_mtime);
    utime(NAME, NULL);
    stat(NAME, &st);
    printf("%d\n", time(NULL) - st.st_mtime < 5);
    chmod(NAME, 04751);
    stat(NAME, &st);
    printf("%o\n", (unsigned)st.st_mode);
    printf("%d", truncate(NAME, 12));
    stat(NAME, &st);
    printf(" %d\n", (int)st.st_size);
    unlink(NAME);
    printf("%d", mkfifo(NAME, 0600));
    printf(" %d", lstat(NAME, &st));
    printf(" %d\n", S_ISFIFO(st.st_mode));
    unlink(NAME);
}

static void descriptors(void) {
    int fds[2], fd = open(NAME, O_RDWR | O_CREAT | O_APPEND, 0600), copy;
    struct stat a, b;
    char buf[8];
    pipe2(fds, O_CLOEXEC | O_NONBLOCK);
    printf("%d %d", fcntl(fds[0], F_GETFD), (fcntl(fds[1], F_GETFL) & O_NONBLOCK) != 0);
    printf(" %d", (int)read(fds[0], buf, 8));
    printf(" %d\n", errno == EAGAIN);
    copy = fcntl(fd, F_DUPFD, 10);
    fstat(fd, &a);
    fstat(copy, &b);
    printf("%d %d %d\n", copy, a.st_ino == b.st_ino, (fcntl(fd, F_GETFL) & (O_ACCMODE | O_APPEND)) == (O_RDWR | O_APPEND));
    write(fd, "one", 3);
    lseek(fd, 0, SEEK_SET);
    write(copy, "two", 3);
    lseek(fd, 0, SEEK_SET);
    printf("%d %.6s\n", (int)read(fd, buf, 8), buf);
    fchmod(fd, 0640);
    ftruncate(fd, 2);
    fsync(fd);
    fstat(fd, &a);
    printf("%o %d\n", (unsigned)a.st_mode, (int)a.st_size);
    printf("%d", isatty(fd));
    printf(" %d", errno == ENOTTY);
    printf(" %d\n", ttyname(fd) == NULL);
    close(copy);
    printf("%d", (int)write(copy, "x", 1));
    printf(" %d\n", errno == EBADF);
    close(fd);
    unlink(NAME);
    fd = open("/tmp", O_RDONLY | O_DIRECTORY);
    chdir("/");
    printf("%d", fchdir(fd));
    printf(" %s\n", getcwd(buf, sizeof buf));
    printf("%d", getcwd(buf, 2) == NULL);
    printf(" %d\n", errno == ERANGE);
    close(fd);
}

static void dates(void) {
    static const char *texts[][2] = {{"2025-06-17 01:02:03", "%Y-%m-%d %H:%M:%S"}, {"17 Jun 2025", "%d %b %Y"}, {"Tuesday, June 3, 99", "%A, %B %d, %y"},
                                     {"06/17/25", "%D"}, {"12:34", "%R"}, {"x", "%Y"}, {"1e", "%de"}, {"100", "%j"}, {"2025-13-01", "%F"}};
    struct tm tm;
    unsigned i;
    char *end;
    for (i = 0; i < sizeof texts / sizeof *texts; i++) {
        memset(&tm, 0, sizeof tm);
        end = strptime(texts[i][0], texts[i][1], &tm);
        printf("%s: %d", texts[i][0], end ? (int)(end - texts[i][0]) : -1);
        if (end)
            printf(" %d-%d-%d %d:%d:%d", tm.tm_year, tm.tm_mon, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec);
        printf("\n");
    }
}

static void options(void) {
    char *argv[] = {"prog", "--all", "--name=joe", "-v", "--name", "ann", "--al", "--bad", "--all=x", "--", "--all", NULL};
    int c, index, flag = 0;
    struct option longs[] = {{"all", no_argument, NULL, 'a'}, {"name", required_argument, NULL, 'n'}, {"flag", no_argument, &flag, 7}, {NULL, 0, NULL, 0}};
    opterr = 0;
    while ((c = getopt_long(11, argv, "van:", longs, &index)) != -1)
        printf("%c:%s ", c, c == 'n' ? optarg : "");
    printf("%d\n", optind);
}

int main(void) {
    struct rlimit limit;
    struct utsname uts;
    char *before, *page;
    jumps();
    printf("%d\n", syscall(SYS_getpid) == getpid());
    printf("%d", (int)syscall(SYS_close, 99));
    printf(" %d\n", errno == EBADF);
    times_and_sleep();
    file_times();
    descriptors();
    dates();
    options();
    before = sbrk(0);
    printf("%d", sbrk(64) == before);
    printf(" %d\n", (char *)sbrk(0) - before == 64);
    printf("%d\n", getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur > 8);
    printf("%d %d\n", uname(&uts) == 0, uts.sysname[0] != 0);
    printf("%d %d\n", getppid() != getpid(), getsid(0) != -1);
    printf("%d %d\n", (int)sysconf(_SC_CLK_TCK), (int)sysconf(_SC_PAGESIZE));
    page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    printf("%d\n", page != MAP_FAILED && page[0] == 0 && (page[4095] = 'x') == 'x');
    printf("%d\n", munmap(page, 4096));
    return 0;
}
