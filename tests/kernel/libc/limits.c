/* Resource limits: what they forbid, and the signals they send; priorities and what was used. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static void limit(int resource, unsigned current, unsigned most) {
    struct rlimit r;
    r.rlim_cur = current;
    r.rlim_max = most;
    if (setrlimit(resource, &r) < 0)
        printf("setrlimit: %s\n", strerror(errno));
}

static void end(const char *what, void (*body)(void)) {
    int status, pid = fork();
    if (!pid) {
        body();
        _exit(0);
    }
    waitpid(pid, &status, 0);
    if (WIFSIGNALED(status))
        printf("%s: signal %d\n", what, WTERMSIG(status));
    else
        printf("%s: status %d\n", what, WEXITSTATUS(status));
}

static void too_long(void) {
    int fd = open("limits.tmp", O_RDWR | O_CREAT | O_TRUNC, 0600), n;
    char data[100];
    memset(data, 'x', 100);
    limit(RLIMIT_FSIZE, 150, 200);
    signal(SIGXFSZ, SIG_IGN);
    n = write(fd, data, 100);
    printf("%d", n);
    n = write(fd, data, 100);
    printf(" %d", n);
    n = write(fd, data, 100);
    printf(" %d %s\n", n, strerror(errno));
    printf("truncate: %d\n", ftruncate(fd, 151));
    printf("shorter: %d\n", ftruncate(fd, 10));
    signal(SIGXFSZ, SIG_DFL);
    lseek(fd, 150, SEEK_SET);
    write(fd, data, 1);
}

static void too_many_files(void) {
    int fd, n = 0;
    limit(RLIMIT_NOFILE, 10, 10);
    while ((fd = open("/dev/null", O_RDONLY)) >= 0)
        n = fd;
    printf("last %d, %s\n", n, strerror(errno));
    n = dup2(0, 10);
    printf("dup2: %d %s\n", n, strerror(errno));
    n = fcntl(0, F_DUPFD, 10);
    printf("dup: %d %s\n", n, strerror(errno));
}

static void raise_it(void) {
    struct rlimit r;
    limit(RLIMIT_FSIZE, 1000, 2000);
    limit(RLIMIT_FSIZE, 2000, 2000);
    getrlimit(RLIMIT_FSIZE, &r);
    printf("%u %u\n", (unsigned)r.rlim_cur, (unsigned)r.rlim_max);
    limit(RLIMIT_FSIZE, 2001, 2000);
}

static void memory(void) {
    char *start = sbrk(0), *end;
    limit(RLIMIT_AS, 1, RLIM_INFINITY);
    errno = 0;
    end = sbrk(8192);
    printf("no more memory: %d %s\n", end == (void *)-1, strerror(errno));
    printf("the same end: %d\n", sbrk(0) == start);
    limit(RLIMIT_AS, RLIM_INFINITY, RLIM_INFINITY);
    printf("again: %d\n", sbrk(4096) == (void *)-1);
}

static void priorities(void) {
    int n;
    errno = 0;
    printf("nice %d\n", getpriority(PRIO_PROCESS, 0));
    setpriority(PRIO_PROCESS, 0, 5);
    printf("nice %d, group %d\n", getpriority(PRIO_PROCESS, getpid()), getpriority(PRIO_PGRP, 0) <= 5);
    printf("nice(3): %d\n", nice(3));
    n = getpriority(PRIO_PROCESS, 30000);
    printf("none: %d %s\n", n, strerror(errno));
    n = getpriority(7, 0);
    printf("senseless: %d %s\n", n, strerror(errno));
}

static void used(void) {
    struct rusage before, after;
    volatile int i;
    int n;
    getrusage(RUSAGE_SELF, &before);
    for (i = 0; i < 300000; i++)
        ;
    getrusage(RUSAGE_SELF, &after);
    printf("time passed: %d\n", after.ru_utime.tv_sec > before.ru_utime.tv_sec || after.ru_utime.tv_usec > before.ru_utime.tv_usec);
    printf("memory: %d\n", after.ru_maxrss > 0);
    n = getrusage(5, &after);
    printf("who: %d %s\n", n, strerror(errno));
}

int main(void) {
    setvbuf(stdout, 0, _IONBF, 0);
    end("file size", too_long);
    end("files", too_many_files);
    end("raise", raise_it);
    end("memory", memory);
    end("priorities", priorities);
    end("used", used);
    unlink("limits.tmp");
    return 0;
}
