/* Scheduling and time: every process gets its share, sleeping costs nothing, who waits for a pipe is served while others compute. */
#include "frame.h"
#include <sched.h>
#include <sys/resource.h>
#include <sys/times.h>
#include <time.h>

static long long now(int clock) {
    struct timespec t;
    CHECK(clock_gettime(clock, &t) == 0);
    return t.tv_sec * 1000000000ll + t.tv_nsec;
}

static void spin(unsigned n) {
    volatile unsigned i;
    for (i = 0; i < n; i++)
        ;
}

/* A process that never calls the kernel does not keep the others out. */
static void preemption(void) {
    pid_t loop, other;
    if (!(loop = fork()))
        for (;;)
            ;
    if (!(other = fork())) {
        spin(20000);
        _exit(5);
    }
    CHECK(ended(other) == 5);
    CHECK(waitpid(loop, NULL, WNOHANG) == 0);
    CHECK(kill(loop, SIGKILL) == 0 && ended(loop) == 256 + SIGKILL);
}

/* Processes that compute the same come to an end at about the same time. */
static void fairness(void) {
    int fds[2], i, status;
    long long end[4], least, most;
    CHECK(pipe(fds) == 0);
    for (i = 0; i < 4; i++)
        if (!fork()) {
            spin(60000);
            end[0] = now(1);
            write(fds[1], end, sizeof *end);
            _exit(0);
        }
    for (i = 0; i < 4; i++)
        CHECK(read(fds[0], &end[i], sizeof *end) == sizeof *end);
    least = most = end[0];
    for (i = 1; i < 4; i++) {
        least = end[i] < least ? end[i] : least;
        most = end[i] > most ? end[i] : most;
    }
    while (wait(&status) > 0)
        CHECK(status == 0);
    CHECK(most - least < 8000000);
}

/* A sleep lasts at least as long as asked, and uses no processor. */
static void sleeping(void) {
    long long begin = now(1), used = now(2);
    pass(1500);
    CHECK(now(1) - begin >= 1500000000ll);
    CHECK(now(2) - used < 1000000);
    begin = now(1);
    CHECK(sleep(2) == 0 && now(1) - begin >= 2000000000ll);
    begin = now(1);
    pass(0);
    CHECK(now(1) - begin < 100000000ll);
}

static void sleepers_order(void) {
    static const int delay[] = {30, 10, 40, 20};
    int fds[2], i;
    unsigned char c, last = 0;
    CHECK(pipe(fds) == 0);
    for (i = 0; i < 4; i++)
        if (!fork()) {
            pass(delay[i]);
            c = delay[i];
            write(fds[1], &c, 1);
            _exit(0);
        }
    for (i = 0; i < 4; i++) {
        CHECK(read(fds[0], &c, 1) == 1 && c > last);
        last = c;
    }
}

/* Two processes that pass a byte to and fro go on while two others compute. */
static void served_meanwhile(void) {
    int there[2], back[2], i;
    long long begin;
    pid_t loop[2], echo;
    char c = 'x';
    CHECK(pipe(there) == 0 && pipe(back) == 0);
    for (i = 0; i < 2; i++)
        if (!(loop[i] = fork()))
            for (;;)
                ;
    if (!(echo = fork()))
        for (;;)
            if (read(there[0], &c, 1) == 1)
                write(back[1], &c, 1);
    begin = now(1);
    for (i = 0; i < 30; i++)
        CHECK(write(there[1], &c, 1) == 1 && read(back[0], &c, 1) == 1);
    CHECK(now(1) - begin < 100000000ll);
    for (i = 0; i < 2; i++)
        CHECK(kill(loop[i], SIGKILL) == 0 && ended(loop[i]) == 256 + SIGKILL);
    CHECK(kill(echo, SIGKILL) == 0 && ended(echo) == 256 + SIGKILL);
}

static void niceness(void) {
    int status;
    CHECK(nice(0) == 0 && nice(5) == 5 && nice(3) == 8 && nice(100) == 19 && nice(0) == 19);
    FAILS(nice(-1), EPERM);
    CHECK(!fork() ? (_exit(nice(0)), 0) : (wait(&status), WEXITSTATUS(status) == 19));
}

/* Nice values of others: a process, the own group; never lower for a user, never those of root. */
static void priorities(void) {
    int child = fork();
    if (!child) {
        pause();
        _exit(0);
    }
    CHECK(setpriority(PRIO_PROCESS, child, 3) == 0 && setpriority(PRIO_PROCESS, 0, 4) == 0 && nice(0) == 4);
    FAILS(setpriority(PRIO_PROCESS, child, 2), EACCES);
    FAILS(setpriority(PRIO_PROCESS, 1, 5), EPERM);
    FAILS(setpriority(PRIO_PROCESS, 9999, 5), ESRCH);
    FAILS(setpriority(3, 0, 5), EINVAL);
    CHECK(setpriority(PRIO_PGRP, 0, 6) == 0 && nice(0) == 6);
    FAILS(setpriority(PRIO_PROCESS, child, 5), EACCES);
    CHECK(kill(child, SIGKILL) == 0 && ended(child) == 256 + SIGKILL);
}

/* Of two who compute the same, the nicer one ends last although it began first. */
static void nicer_is_later(void) {
    int fds[2], i, status;
    char first;
    CHECK(pipe(fds) == 0);
    for (i = 0; i < 2; i++)
        if (!fork()) {
            if (!i)
                nice(19);
            spin(120000);
            write(fds[1], i ? "b" : "a", 1);
            _exit(0);
        }
    CHECK(read(fds[0], &first, 1) == 1);
#ifdef __UCVM__
    CHECK(first == 'b');
#endif
    while (wait(&status) > 0)
        CHECK(status == 0);
}

static void yielding(void) {
    int fds[2];
    char buf[40];
    int i, n = 0;
    CHECK(pipe(fds) == 0);
    for (i = 0; i < 2; i++)
        if (!fork()) {
            int j;
            for (j = 0; j < 10; j++) {
                write(fds[1], i ? "b" : "a", 1);
                CHECK(sched_yield() == 0);
            }
            _exit(0);
        }
    close(fds[1]);
    while ((i = read(fds[0], buf + n, sizeof buf - n)) > 0)
        n += i;
    CHECK(n == 20);
#ifdef __UCVM__
    for (i = 1; i < 20; i++)
        CHECK(buf[i] != buf[i - 1]);
#endif
}

/* What a process used, and its children that were waited for. */
static void accounting(void) {
    struct tms before, after;
    clock_t begin, end;
    pid_t pid;
    begin = times(&before);
    if (!(pid = fork())) {
        while (now(2) < 40000000)
            ;
        _exit(0);
    }
    CHECK(ended(pid) == 0);
    end = times(&after);
    CHECK(end - begin >= 3);
    CHECK(after.tms_cutime + after.tms_cstime - before.tms_cutime - before.tms_cstime >= 3);
    CHECK(after.tms_utime - before.tms_utime < 3);
}

static void clocks(void) {
    long long a = now(1), b = now(0), c = now(2);
    time_t t = time(NULL);
    spin(1000);
    CHECK(now(1) > a && now(0) > b && now(2) > c);
    CHECK(time(NULL) - t <= 1 && t - b / 1000000000 <= 1);
    CHECK(t > 1700000000);
}

static volatile int warned;
static void warn(int number) {
    warned = number;
}

/* RLIMIT_CPU: SIGXCPU when the time is used up. */
static void limited_time(void) {
    struct rlimit r;
    r.rlim_cur = 0;
    r.rlim_max = RLIM_INFINITY;
    CHECK(setrlimit(RLIMIT_CPU, &r) == 0);
    handle(SIGXCPU, warn, 0);
    while (!warned)
        ;
    CHECK(warned == SIGXCPU);
}

const struct test tests[] = {
    {"preemption", preemption},
    {"fairness", fairness},
    {"sleeping", sleeping},
    {"sleepers_order", sleepers_order},
    {"served_meanwhile", served_meanwhile},
    {"niceness", niceness},
    {"priorities", priorities},
    {"nicer_is_later", nicer_is_later},
    {"yielding", yielding},
    {"accounting", accounting},
    {"clocks", clocks},
#ifdef __UCVM__
    {"limited_time", limited_time},
#endif
    {NULL, NULL},
};
