/* fork and wait: POSIX.1-2017, fork(), wait(), _exit(). */
#include "frame.h"
#include <signal.h>

static void sixty_children(void) {
    int i, round, status, sum = 0;
    for (round = 0; round < 3; round++) {
        for (i = 0; i < 60; i++) {
            pid_t pid = fork();
            CHECK(pid >= 0);
            if (!pid)
                _exit(i);
        }
        for (i = 0; i < 60; i++) {
            CHECK(wait(&status) > 0);
            CHECK(WIFEXITED(status));
            sum += WEXITSTATUS(status);
        }
        FAILS(wait(&status), ECHILD);
    }
    CHECK(sum == 3 * 59 * 60 / 2);
}

#ifdef __UCVM__
/* A full table of processes is EAGAIN, and afterwards as many fit as before. */
static void full_table(void) {
    int round, count[2];
    for (round = 0; round < 2; round++) {
        pid_t pid;
        int gate[2], n = 0;
        char c;
        CHECK(pipe(gate) == 0);
        while ((pid = fork()) > 0)
            n++;
        if (!pid) {
            close(gate[1]);
            _exit(read(gate[0], &c, 1));
        }
        CHECK(errno == EAGAIN);
        CHECK(n > 40 && n < 64);
        FAILS(fork(), EAGAIN);
        close(gate[0]);
        close(gate[1]);
        count[round] = n;
        while (n--) {
            int status = -1;
            CHECK(wait(&status) > 0);
            CHECK(status == 0);
        }
    }
    CHECK(count[0] == count[1]);
}
#endif

#ifdef __UCVM__
#include <sys/resource.h>
/* RLIMIT_NPROC counts the processes of a user. */
static void limited_number(void) {
    struct rlimit r = {5, 5};
    int n = 0;
    pid_t pid;
    CHECK(setrlimit(RLIMIT_NPROC, &r) == 0);
    while ((pid = fork()) > 0)
        n++;
    if (!pid)
        for (;;)
            pause();
    CHECK(errno == EAGAIN && n == 4);
    CHECK(signal(SIGTERM, SIG_IGN) != SIG_ERR && kill(0, SIGTERM) == 0);
    while (n--) {
        int status;
        CHECK(wait(&status) > 0 && WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
    }
    CHECK((pid = fork()) >= 0);
    if (!pid)
        _exit(0);
    CHECK(ended(pid) == 0);
}
#endif

static void chosen_order(void) {
    pid_t pid[8];
    int i;
    for (i = 0; i < 8; i++)
        if (!(pid[i] = fork()))
            _exit(10 + i);
    for (i = 7; i >= 0; i--)
        CHECK(ended(pid[i]) == 10 + i);
    FAILS(waitpid(pid[3], NULL, 0), ECHILD);
    FAILS(waitpid(-1, NULL, 0), ECHILD);
}

static void without_hanging(void) {
    int gate[2], status = 77, i;
    pid_t pid;
    CHECK(pipe(gate) == 0);
    if (!(pid = fork())) {
        char c;
        read(gate[0], &c, 1);
        _exit(5);
    }
    CHECK(waitpid(pid, &status, WNOHANG) == 0);
    CHECK(waitpid(-1, &status, WNOHANG) == 0);
    CHECK(status == 77);
    FAILS(waitpid(pid, &status, 0x4000), EINVAL);
    CHECK(write(gate[1], "x", 1) == 1);
    for (i = 0; i < 1000 && waitpid(pid, &status, WNOHANG) == 0; i++)
        pass(1);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 5);
    FAILS(waitpid(pid, &status, WNOHANG), ECHILD);
}

static void stop_and_continue(void) {
    int status;
    pid_t pid = fork();
    if (!pid)
        for (;;)
            pause();
    CHECK(kill(pid, SIGSTOP) == 0);
    CHECK(waitpid(pid, &status, WUNTRACED) == pid);
    CHECK(WIFSTOPPED(status) && WSTOPSIG(status) == SIGSTOP);
    CHECK(!WIFEXITED(status) && !WIFSIGNALED(status) && !WIFCONTINUED(status));
    CHECK(waitpid(pid, &status, WUNTRACED | WNOHANG) == 0);
    CHECK(kill(pid, SIGTERM) == 0);
    CHECK(waitpid(pid, &status, WUNTRACED | WNOHANG) == 0);
    CHECK(kill(pid, SIGCONT) == 0);
    CHECK(ended(pid) == 256 + SIGTERM);
    if (!(pid = fork()))
        for (;;)
            pause();
    kill(pid, SIGSTOP);
    CHECK(waitpid(pid, &status, WUNTRACED) == pid);
    kill(pid, SIGCONT);
    CHECK(waitpid(pid, &status, WCONTINUED) == pid);
    CHECK(WIFCONTINUED(status) && !WIFSTOPPED(status) && !WIFEXITED(status) && !WIFSIGNALED(status));
    CHECK(waitpid(pid, &status, WCONTINUED | WNOHANG) == 0);
    kill(pid, SIGKILL);
    CHECK(ended(pid) == 256 + SIGKILL);
}

static void status_words(void) {
    static const int codes[] = {0, 1, 127, 128, 255, 256, 257, -1, 0x1234};
    static const int signals[] = {SIGHUP, SIGINT, SIGKILL, SIGUSR1, SIGUSR2, SIGALRM, SIGTERM, SIGPIPE};
    unsigned i;
    int status;
    for (i = 0; i < sizeof codes / sizeof *codes; i++) {
        if (!fork())
            _exit(codes[i]);
        CHECK(wait(&status) > 0);
        CHECK(WIFEXITED(status) && WEXITSTATUS(status) == (codes[i] & 255));
        CHECK(!WIFSIGNALED(status) && !WIFSTOPPED(status));
    }
    for (i = 0; i < sizeof signals / sizeof *signals; i++) {
        if (!fork()) {
            raise(signals[i]);
            _exit(9);
        }
        CHECK(wait(&status) > 0);
        CHECK(WIFSIGNALED(status) && WTERMSIG(status) == signals[i]);
        CHECK(!WIFEXITED(status) && !WIFSTOPPED(status));
    }
    CHECK(!fork() ? (_exit(3), 0) : wait(NULL) > 0);
}

static void orphans(void) {
    int tell[2];
    pid_t pid, self_pid = getpid(), parents[2];
    CHECK(pipe(tell) == 0);
    if (!(pid = fork())) {
        pid_t middle = getpid();
        if (!fork()) {
            parents[0] = getppid();
            while (getppid() == middle)
                pass(1);
            parents[1] = getppid();
            write(tell[1], parents, sizeof parents);
            _exit(0);
        }
        pass(20);
        _exit(0);
    }
    CHECK(ended(pid) == 0);
    CHECK(read(tell[0], parents, sizeof parents) == sizeof parents);
    CHECK(parents[0] == pid);
    CHECK(parents[1] != pid && parents[1] != self_pid);
#ifdef __UCVM__
    CHECK(parents[1] == 1);
#endif
    FAILS(wait(NULL), ECHILD);
}

/* A zombie keeps its number until it is waited for, can be signalled, and is gone afterwards. */
static void zombies(void) {
    int gate[2];
    char c;
    pid_t pid;
    CHECK(pipe(gate) == 0);
    if (!(pid = fork()))
        _exit(4);
    close(gate[1]);
    CHECK(read(gate[0], &c, 1) == 0);
    pass(5);
    CHECK(kill(pid, 0) == 0);
    CHECK(kill(pid, SIGKILL) == 0);
    CHECK(ended(pid) == 4);
    FAILS(kill(pid, 0), ESRCH);
}

static void groups(void) {
    pid_t a, b;
    int status;
    if (!(a = fork())) {
        pass(10);
        _exit(1);
    }
    if (!(b = fork()))
        _exit(2);
    CHECK(setpgid(a, a) == 0);
    CHECK(setpgid(b, a) == 0 || errno == ESRCH || errno == EPERM);
    CHECK(getpgid(a) == a);
    FAILS(waitpid(-getpid() - 20000, &status, 0), ECHILD);
    while (waitpid(-a, &status, 0) > 0)
        ;
    CHECK(errno == ECHILD);
    FAILS(wait(&status), ECHILD);
    if (!(a = fork()))
        _exit(3);
    CHECK(waitpid(0, &status, 0) == a);
    CHECK(WEXITSTATUS(status) == 3);
}

static void ignored_children(void) {
    pid_t pid;
    CHECK(signal(SIGCHLD, SIG_IGN) != SIG_ERR);
    if (!(pid = fork())) {
        pass(5);
        _exit(1);
    }
    FAILS(wait(NULL), ECHILD);
    FAILS(kill(pid, 0), ESRCH);
}

/* What a child has of its parent, and what it has not. */
static void inheritance(void) {
    sigset_t set, pending;
    int fds[2];
    pid_t parent = getpid(), pid;
    CHECK(mkdir("here", 0755) == 0 && chdir("here") == 0);
    umask(027);
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigprocmask(SIG_BLOCK, &set, NULL);
    raise(SIGUSR1);
    signal(SIGUSR2, SIG_IGN);
    alarm(50);
    CHECK(pipe(fds) == 0);
    if (!(pid = fork())) {
        char name[128];
        sigset_t mask;
        CHECK(getpid() != parent && getppid() == parent);
        CHECK(getpgrp() == getpgid(parent) && getsid(0) == getsid(parent));
        CHECK(getuid() == USER && getgid() == USER);
        CHECK(umask(0) == 027);
        CHECK(getcwd(name, sizeof name) && !strcmp(strrchr(name, '/'), "/here"));
        CHECK(sigpending(&pending) == 0 && !sigismember(&pending, SIGUSR1));
        CHECK(sigprocmask(SIG_BLOCK, NULL, &mask) == 0 && sigismember(&mask, SIGUSR1));
        CHECK(signal(SIGUSR2, SIG_DFL) == SIG_IGN);
        CHECK(alarm(0) == 0);
        CHECK(write(fds[1], "hi", 2) == 2);
        CHECK(chdir("/") == 0);
        _exit(0);
    }
    CHECK(ended(pid) == 0);
    {
        char name[128];
        CHECK(read(fds[0], name, 9) == 2);
        CHECK(getcwd(name, sizeof name) && strcmp(name, "/"));
        CHECK(umask(022) == 027);
    }
    CHECK(sigpending(&pending) == 0 && sigismember(&pending, SIGUSR1));
    CHECK(alarm(0) > 0);
}

/* A chain of descendants, each waiting for the next. */
static void generations(void) {
    int depth = 0;
    pid_t pid;
    while (depth < 20) {
        CHECK((pid = fork()) >= 0);
        if (pid)
            break;
        depth++;
    }
    if (depth == 20)
        _exit(20);
    if (depth)
        _exit(ended(pid));
    CHECK(ended(pid) == 20);
}

/* When the parent of a stopped process ends, its group has nobody to continue it: it gets SIGHUP and SIGCONT. */
static void orphaned_group(void) {
    int tell[2], status;
    char c;
    pid_t parent;
    CHECK(pipe(tell) == 0);
    if (!(parent = fork())) {
        pid_t pid = fork();
        if (!pid) {
            signal(SIGHUP, SIG_DFL);
            setpgid(0, 0);
            raise(SIGSTOP);
            _exit(0);
        }
        CHECK(waitpid(pid, &status, WUNTRACED) == pid && WIFSTOPPED(status));
        _exit(0);
    }
    close(tell[1]);
    CHECK(ended(parent) == 0);
    CHECK(read(tell[0], &c, 1) == 0);
}

/* setpgid: for oneself and for children that have not called exec, within the session. */
static void joining_groups(void) {
    int gate[2];
    pid_t a, b;
    char c;
    CHECK(pipe(gate) == 0);
    if (!(a = fork())) {
        close(gate[1]);
        read(gate[0], &c, 1);
        _exit(0);
    }
    if (!(b = fork())) {
        FAILS(setpgid(a, 0), ESRCH);
        CHECK(setsid() == getpid());
        FAILS(setpgid(0, 0), EPERM);
        write(gate[1], "x", 1);
        close(gate[1]);
        for (;;)
            pause();
    }
    CHECK(setpgid(a, 0) == 0 && getpgid(a) == a && setpgid(a, getpgrp()) == 0 && getpgid(a) == getpgrp());
    FAILS(setpgid(a, 31999), EPERM);
    CHECK(ended(a) == 0);
    FAILS(setpgid(b, 0), EPERM);
    FAILS(setpgid(b, getpgrp()), EPERM);
    FAILS(setpgid(0, b), EPERM);
    CHECK(getsid(b) == b && getpgid(b) == b);
    CHECK(kill(b, SIGKILL) == 0 && ended(b) == 256 + SIGKILL);
    FAILS(setpgid(b, 0), ESRCH);
}

/* Nobody waits twice for the same child, whoever asks in whatever order. */
static void waiting_for_any(void) {
    unsigned char seen[30];
    pid_t pid[30], found;
    int i, status;
    memset(seen, 0, sizeof seen);
    for (i = 0; i < 30; i++)
        if (!(pid[i] = fork())) {
            pass(i * 7 % 5);
            _exit(i);
        }
    for (i = 0; i < 30; i++) {
        CHECK((found = i % 3 ? wait(&status) : waitpid(-getpgrp(), &status, 0)) > 0);
        CHECK(WIFEXITED(status) && WEXITSTATUS(status) < 30 && pid[WEXITSTATUS(status)] == found);
        CHECK(!seen[WEXITSTATUS(status)]++);
    }
    FAILS(wait(&status), ECHILD);
}

static volatile int reaped, strange_status;
static void reap(int number) {
    int status;
    (void)number;
    while (waitpid(-1, &status, WNOHANG) > 0) {
        reaped++;
        strange_status |= status != 256 * 21;
    }
}

/* A handler of SIGCHLD that buries everybody who has died, although signals are not counted. */
static void burying_handler(void) {
    sigset_t chld, none;
    int i;
    sigemptyset(&none);
    sigemptyset(&chld);
    sigaddset(&chld, SIGCHLD);
    handle(SIGCHLD, reap, 0);
    CHECK(sigprocmask(SIG_BLOCK, &chld, NULL) == 0);
    for (i = 0; i < 25; i++) {
        pid_t pid = fork();
        CHECK(pid >= 0);
        if (!pid) {
            pass(i % 3);
            _exit(21);
        }
    }
    while (reaped < 25)
        FAILS(sigsuspend(&none), EINTR);
    CHECK(reaped == 25 && !strange_status);
    FAILS(wait(NULL), ECHILD);
}

static void grow(int depth) {
    int status;
    pid_t pid;
    if (depth) {
        if (!(pid = fork())) {
            grow(depth - 1);
            _exit(depth);
        }
        CHECK(ended(pid) == depth);
        if (!(pid = fork())) {
            grow(depth - 1);
            _exit(depth + 50);
        }
        CHECK(ended(pid) == depth + 50);
    }
    FAILS(wait(&status), ECHILD);
}

/* A tree of processes; each waits for its own children only. */
static void tree(void) {
    grow(5);
}

const struct test tests[] = {
    {"sixty_children", sixty_children},
#ifdef __UCVM__
    {"full_table", full_table},
    {"limited_number", limited_number},
#endif
    {"chosen_order", chosen_order},
    {"without_hanging", without_hanging},
    {"stop_and_continue", stop_and_continue},
    {"status_words", status_words},
    {"orphans", orphans},
    {"zombies", zombies},
    {"groups", groups},
    {"ignored_children", ignored_children},
    {"inheritance", inheritance},
    {"generations", generations},
    {"orphaned_group", orphaned_group},
    {"joining_groups", joining_groups},
    {"waiting_for_any", waiting_for_any},
    {"burying_handler", burying_handler},
    {"tree", tree},
    {NULL, NULL},
};
