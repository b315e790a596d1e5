/* Signals: POSIX.1-2017, 2.4 Signal Concepts, sigaction(), sigprocmask(), sigsuspend(), kill(), alarm(). */
#include "frame.h"
#include <setjmp.h>

static volatile int count, last, depth, deepest;
static char log_text[16];

static void note(int number) {
    count++;
    last = number;
}

static sigset_t just(int number) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, number);
    return set;
}

static void block(int number) {
    sigset_t set = just(number);
    CHECK(sigprocmask(SIG_BLOCK, &set, NULL) == 0);
}

static void unblock(int number) {
    sigset_t set = just(number);
    CHECK(sigprocmask(SIG_UNBLOCK, &set, NULL) == 0);
}

static int is_pending(int number) {
    sigset_t set;
    CHECK(sigpending(&set) == 0);
    return sigismember(&set, number);
}

static void handlers(void) {
    struct sigaction old;
    handle(SIGUSR1, note, 0);
    CHECK(raise(SIGUSR1) == 0 && count == 1 && last == SIGUSR1);
    CHECK(kill(getpid(), SIGUSR1) == 0 && count == 2);
    CHECK(sigaction(SIGUSR1, NULL, &old) == 0 && old.sa_handler == note);
    CHECK(signal(SIGUSR1, SIG_IGN) == note && raise(SIGUSR1) == 0 && count == 2);
    CHECK(signal(SIGUSR1, SIG_DFL) == SIG_IGN);
    CHECK(raise(SIGCHLD) == 0 && raise(SIGCONT) == 0);
    FAILS(sigaction(SIGKILL, &old, NULL), EINVAL);
    FAILS(sigaction(SIGSTOP, &old, NULL), EINVAL);
    FAILS(sigaction(0, NULL, &old), EINVAL);
    FAILS(sigaction(1000, NULL, &old), EINVAL);
    FAILS(kill(getpid(), 1000), EINVAL);
    FAILS(kill(getpid(), -1), EINVAL);
    FAILS(kill(32000, SIGTERM), ESRCH);
}

static void blocked(void) {
    sigset_t set;
    handle(SIGUSR1, note, 0);
    handle(SIGUSR2, note, 0);
    block(SIGUSR1);
    raise(SIGUSR1);
    raise(SIGUSR1);
    raise(SIGUSR1);
    CHECK(!count && is_pending(SIGUSR1) && !is_pending(SIGUSR2));
    raise(SIGUSR2);
    CHECK(count == 1 && last == SIGUSR2);
    unblock(SIGUSR1);
    CHECK(count == 2 && last == SIGUSR1 && !is_pending(SIGUSR1));
    block(SIGUSR1);
    raise(SIGUSR1);
    signal(SIGUSR1, SIG_IGN);
    CHECK(!is_pending(SIGUSR1));
    sigfillset(&set);
    CHECK(sigprocmask(SIG_SETMASK, &set, NULL) == 0 && sigprocmask(SIG_BLOCK, NULL, &set) == 0);
    CHECK(!sigismember(&set, SIGKILL) && !sigismember(&set, SIGSTOP) && sigismember(&set, SIGTERM));
    FAILS(sigprocmask(77, &set, NULL), EINVAL);
    raise(SIGKILL);
}

static void kill_is_not_blocked(void) {
    CHECK(apart(blocked) == 256 + SIGKILL);
}

static void quietly(int milliseconds, int number, pid_t to) {
    if (!fork()) {
        pass(milliseconds);
        kill(to, number);
        _exit(0);
    }
}

static void interrupted_read(void) {
    int fds[2], status;
    char c;
    CHECK(pipe(fds) == 0);
    handle(SIGUSR1, note, 0);
    quietly(5, SIGUSR1, getpid());
    FAILS(read(fds[0], &c, 1), EINTR);
    CHECK(count == 1);
    CHECK(wait(&status) > 0);
    handle(SIGUSR1, note, SA_RESTART);
    if (!fork()) {
        pass(5);
        kill(getppid(), SIGUSR1);
        pass(5);
        write(fds[1], "x", 1);
        _exit(0);
    }
    CHECK(read(fds[0], &c, 1) == 1 && c == 'x' && count == 2);
}

static void interrupted_wait(void) {
    pid_t pid;
    int status;
    if (!(pid = fork())) {
        pass(40);
        _exit(6);
    }
    handle(SIGUSR1, note, 0);
    quietly(5, SIGUSR1, getpid());
    FAILS(waitpid(pid, &status, 0), EINTR);
    handle(SIGUSR1, note, SA_RESTART);
    quietly(5, SIGUSR1, getpid());
    CHECK(waitpid(pid, &status, 0) == pid && WEXITSTATUS(status) == 6 && count == 2);
}

/* A sleep ends with the signal; what is left of it is told. */
static void interrupted_sleep(void) {
    handle(SIGALRM, note, SA_RESTART);
    alarm(2);
    CHECK(sleep(10) == 8 && count == 1);
    signal(SIGUSR1, SIG_IGN);
    quietly(5, SIGUSR1, getpid());
    CHECK(sleep(1) == 0);
}

static void children(void) {
    handle(SIGCHLD, note, SA_RESTART);
    CHECK(!fork() ? (_exit(0), 0) : 1);
    CHECK(wait(NULL) > 0 && count == 1 && last == SIGCHLD);
    handle(SIGCHLD, note, SA_NOCLDSTOP | SA_RESTART);
    {
        int status;
        pid_t pid = fork();
        if (!pid)
            for (;;)
                pause();
        kill(pid, SIGSTOP);
        CHECK(waitpid(pid, &status, WUNTRACED) == pid && WIFSTOPPED(status) && count == 1);
        kill(pid, SIGKILL);
        CHECK(ended(pid) == 256 + SIGKILL && count == 2);
    }
}

static void suspended(void) {
    sigset_t none, set;
    sigemptyset(&none);
    handle(SIGUSR1, note, 0);
    block(SIGUSR1);
    raise(SIGUSR1);
    FAILS(sigsuspend(&none), EINTR);
    CHECK(count == 1);
    CHECK(sigprocmask(SIG_BLOCK, NULL, &set) == 0 && sigismember(&set, SIGUSR1));
    quietly(5, SIGUSR1, getpid());
    FAILS(sigsuspend(&none), EINTR);
    CHECK(count == 2);
    unblock(SIGUSR1);
    quietly(5, SIGUSR1, getpid());
    FAILS(pause(), EINTR);
    CHECK(count == 3);
}

static void alarms(void) {
    handle(SIGALRM, note, 0);
    CHECK(alarm(100) == 0 && alarm(50) == 100 && alarm(0) == 50 && alarm(0) == 0);
    alarm(1);
    FAILS(pause(), EINTR);
    CHECK(count == 1 && alarm(0) == 0);
    alarm(1);
    CHECK(!fork() ? (pass(1500), _exit(count), 0) : 1);
    FAILS(pause(), EINTR);
    {
        int status;
        CHECK(wait(&status) > 0 && status == 256 * 1);
    }
}

static void descend(int number) {
    depth++;
    if (depth > deepest)
        deepest = depth;
    if (number == SIGUSR1) {
        strcat(log_text, "1");
        raise(SIGUSR1);
        raise(SIGUSR2);
        strcat(log_text, "a");
    } else
        strcat(log_text, "2");
    depth--;
    if (strlen(log_text) > 5)
        signal(SIGUSR1, SIG_IGN);
}

/* The signal itself is blocked in its handler, others are not; it comes again when the handler returns. */
static void nested(void) {
    handle(SIGUSR1, descend, 0);
    handle(SIGUSR2, descend, 0);
    raise(SIGUSR1);
    CHECK(deepest == 2 && !strncmp(log_text, "12a12a", 6));
}

static void masked(int number) {
    strcat(log_text, number == SIGUSR1 ? "(" : "2");
    if (number == SIGUSR1) {
        raise(SIGUSR2);
        CHECK(is_pending(SIGUSR2));
        strcat(log_text, ")");
    }
}

static void handler_mask(void) {
    struct sigaction action;
    sigset_t set;
    memset(&action, 0, sizeof action);
    action.sa_handler = masked;
    action.sa_mask = just(SIGUSR2);
    CHECK(sigaction(SIGUSR1, &action, NULL) == 0);
    handle(SIGUSR2, masked, 0);
    raise(SIGUSR1);
    CHECK(!strcmp(log_text, "()2"));
    CHECK(sigprocmask(SIG_BLOCK, NULL, &set) == 0 && !sigismember(&set, SIGUSR1) && !sigismember(&set, SIGUSR2));
}

static void again(int number) {
    if (++depth < 4)
        raise(number);
    if (depth > deepest)
        deepest = depth;
    count++;
}

static void no_defer_and_reset(void) {
    struct sigaction action;
    handle(SIGUSR1, again, SA_NODEFER);
    raise(SIGUSR1);
    CHECK(depth == 4 && count == 4);
    handle(SIGUSR2, note, SA_RESETHAND);
    raise(SIGUSR2);
    CHECK(count == 5);
    CHECK(sigaction(SIGUSR2, NULL, &action) == 0 && action.sa_handler == SIG_DFL);
    if (!fork()) {
        raise(SIGUSR2);
        _exit(0);
    }
    CHECK(wait(&depth) > 0 && WIFSIGNALED(depth) && WTERMSIG(depth) == SIGUSR2);
}

static void groups(void) {
    pid_t group[3];
    int i, status;
    for (i = 0; i < 3; i++) {
        if (!(group[i] = fork())) {
            setpgid(0, i ? group[0] : 0);
            for (;;)
                pause();
        }
        setpgid(group[i], group[0]);
    }
    CHECK(kill(-group[0], 0) == 0);
    CHECK(kill(-group[0], SIGSTOP) == 0);
    for (i = 0; i < 3; i++)
        CHECK(waitpid(group[i], &status, WUNTRACED) == group[i] && WIFSTOPPED(status));
    CHECK(kill(-group[0], SIGTERM) == 0 && killpg(group[0], SIGCONT) == 0);
    for (i = 0; i < 3; i++)
        CHECK(ended(group[i]) == 256 + SIGTERM);
    FAILS(kill(-group[0], SIGTERM), ESRCH);
    signal(SIGUSR1, SIG_IGN);
    CHECK(kill(0, SIGUSR1) == 0);
}

/* Stopped, a process does nothing until SIGCONT, whose handler runs; pending stops are taken back by it. */
static void stopping(void) {
    int fds[2], status, n;
    char buf[8];
    pid_t pid;
    CHECK(pipe(fds) == 0 && fcntl(fds[0], F_SETFL, O_NONBLOCK) == 0);
    if (!(pid = fork())) {
        handle(SIGCONT, note, 0);
        for (;;) {
            pass(1);
            write(fds[1], count ? "c" : ".", 1);
        }
    }
    pass(5);
    CHECK(kill(pid, SIGTSTP) == 0 && waitpid(pid, &status, WUNTRACED) == pid);
    CHECK(WIFSTOPPED(status) && WSTOPSIG(status) == SIGTSTP);
    while (read(fds[0], buf, 8) > 0)
        ;
    pass(20);
    FAILS(read(fds[0], buf, 8), EAGAIN);
    CHECK(kill(pid, SIGCONT) == 0);
    pass(20);
    CHECK((n = read(fds[0], buf, 8)) > 1 && buf[n - 1] == 'c');
    kill(pid, SIGSTOP);
    CHECK(waitpid(pid, &status, WUNTRACED) == pid && WSTOPSIG(status) == SIGSTOP);
    kill(pid, SIGKILL);
    CHECK(ended(pid) == 256 + SIGKILL);
}

static void deep(int n) {
    volatile char room[100];
    room[0] = n;
    if (n)
        deep(n - 1);
    else {
        raise(SIGUSR1);
        CHECK(count == 1);
    }
    CHECK(room[0] == n);
}

static void deep_stack(void) {
    handle(SIGUSR1, note, 0);
    deep(60);
}

static void clobber(int number) {
    volatile int a = number, b = a * 3, c = b ^ 77, d = c << 3;
    count += (a + b + c + d) != 0;
    errno = 12345;
}

/* A loop that keeps everything in registers while signals come at any instruction. */
static void registers(void) {
    unsigned a = 1, b = 2, c = 3, d = 4, e = 5, f = 6, check = 0, i, round;
    pid_t pid, me = getpid();
    for (round = 0; round < 2; round++) {
        if (round) {
            handle(SIGUSR1, clobber, 0);
            if (!(pid = fork()))
                for (;;) {
                    kill(me, SIGUSR1);
                    pass(1);
                }
        }
        a = 1, b = 2, c = 3, d = 4, e = 5, f = 6;
        for (i = 0; i < 25000 || (round && count < 3); i++) {
            a = a * 1664525 + b;
            b ^= c << 5 | c >> 27;
            c += d ^ a;
            d = d > e ? d - e : e + i;
            e += f;
            f = (f << 1 | f >> 31) ^ a;
            if (i == 24999) {
                if (round)
                    CHECK(check == (a ^ b ^ c ^ d ^ e ^ f));
                check = a ^ b ^ c ^ d ^ e ^ f;
            }
        }
    }
    kill(pid, SIGKILL);
    CHECK(ended(pid) == 256 + SIGKILL && count >= 3);
}

static jmp_buf out;
static void leave(int number) {
    longjmp(out, number);
}

static void jumping_out(void) {
    volatile int i;
    for (i = 0; i < 300; i++) {
        handle(SIGUSR1, leave, SA_NODEFER);
        if (!setjmp(out)) {
            raise(SIGUSR1);
            CHECK(!"reached");
        }
    }
    CHECK(i == 300);
}

static void terminating(void) {
    static const int numbers[] = {SIGHUP, SIGINT, SIGQUIT, SIGILL, SIGABRT, SIGFPE, SIGKILL, SIGSEGV, SIGPIPE, SIGALRM, SIGTERM, SIGUSR1, SIGUSR2, SIGBUS};
    static const int harmless[] = {SIGCHLD, SIGCONT, SIGWINCH};
    unsigned i;
    pid_t pid;
    for (i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        if (!(pid = fork()))
            for (;;)
                pause();
        CHECK(kill(pid, numbers[i]) == 0 && ended(pid) == 256 + numbers[i]);
    }
    for (i = 0; i < sizeof harmless / sizeof *harmless; i++)
        raise(harmless[i]);
}

/* Many signals at once to a process that blocks them: each number arrives once. */
static void all_at_once(void) {
    static const int numbers[] = {SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2, SIGPIPE, SIGALRM, SIGTERM};
    sigset_t set;
    int i, round;
    sigfillset(&set);
    sigprocmask(SIG_SETMASK, &set, NULL);
    for (i = 0; i < 8; i++)
        handle(numbers[i], note, 0);
    for (round = 0; round < 3; round++)
        for (i = 0; i < 8; i++)
            raise(numbers[i]);
    CHECK(!count);
    sigemptyset(&set);
    sigprocmask(SIG_SETMASK, &set, NULL);
    CHECK(count == 8);
}

/* Being stopped and continued in a call that waits does not end the call. */
static void stopped_in_a_call(void) {
    int fds[2], status;
    pid_t pid;
    CHECK(pipe(fds) == 0);
    if (!(pid = fork())) {
        char c;
        CHECK(read(fds[0], &c, 1) == 1 && c == 'z');
        _exit(11);
    }
    pass(5);
    CHECK(kill(pid, SIGSTOP) == 0 && waitpid(pid, &status, WUNTRACED) == pid);
    CHECK(write(fds[1], "z", 1) == 1);
    pass(5);
    CHECK(waitpid(pid, &status, WNOHANG) == 0);
    CHECK(kill(pid, SIGCONT) == 0 && ended(pid) == 11);
    if (!(pid = fork()))
        _exit(sleep(1) == 0 ? 12 : 13);
    pass(5);
    CHECK(kill(pid, SIGSTOP) == 0 && waitpid(pid, &status, WUNTRACED) == pid);
    CHECK(sleep(3) == 0 && waitpid(pid, &status, WNOHANG) == 0);
    CHECK(kill(pid, SIGCONT) == 0 && ended(pid) == 12);
}

/* A write that has put a part into a pipe tells how much when a handler interrupts it. */
static void interrupted_write(void) {
    static char data[6000];
    int fds[2], n, total = 0;
    CHECK(pipe(fds) == 0);
    handle(SIGUSR1, note, 0);
    quietly(20, SIGUSR1, getpid());
    while ((n = write(fds[1], data, sizeof data)) == sizeof data)
        total += n;
    CHECK(count == 1);
    CHECK(n == -1 ? errno == EINTR : n > 0 && n < (int)sizeof data);
    if (n > 0)
        total += n;
    CHECK(close(fds[1]) == 0);
    while ((n = read(fds[0], data, sizeof data)) > 0)
        total -= n;
    CHECK(n == 0 && total == 0);
}

/* SIGCONT continues even where it is blocked or ignored, and takes back stop signals that were waiting. */
static void continued_anyway(void) {
    int round, status;
    pid_t pid;
    for (round = 0; round < 2; round++) {
        if (!(pid = fork())) {
            if (round)
                signal(SIGCONT, SIG_IGN);
            else
                block(SIGCONT);
            raise(SIGSTOP);
            _exit(is_pending(SIGCONT) ? 1 : 2);
        }
        CHECK(waitpid(pid, &status, WUNTRACED) == pid && WIFSTOPPED(status));
        CHECK(kill(pid, SIGCONT) == 0 && ended(pid) == (round ? 2 : 1));
    }
    block(SIGTSTP);
    raise(SIGTSTP);
    CHECK(is_pending(SIGTSTP));
    raise(SIGCONT);
    CHECK(!is_pending(SIGTSTP));
}

#ifdef __UCVM__
/* kill(-1): everybody whom one may signal, but not oneself. */
static void everybody(void) {
    pid_t pid[3];
    int i;
    for (i = 0; i < 3; i++)
        if (!(pid[i] = fork()))
            for (;;)
                pause();
    CHECK(kill(-1, SIGKILL) == 0);
    for (i = 0; i < 3; i++)
        CHECK(ended(pid[i]) == 256 + SIGKILL);
    CHECK(kill(getppid(), 0) == -1 && errno == EPERM);
}
#endif

const struct test tests[] = {
    {"handlers", handlers},
    {"kill_is_not_blocked", kill_is_not_blocked},
    {"interrupted_read", interrupted_read},
    {"interrupted_wait", interrupted_wait},
    {"interrupted_sleep", interrupted_sleep},
    {"children", children},
    {"suspended", suspended},
    {"alarms", alarms},
    {"nested", nested},
    {"handler_mask", handler_mask},
    {"no_defer_and_reset", no_defer_and_reset},
    {"groups", groups},
    {"stopping", stopping},
    {"deep_stack", deep_stack},
    {"registers", registers},
    {"jumping_out", jumping_out},
    {"terminating", terminating},
    {"all_at_once", all_at_once},
    {"stopped_in_a_call", stopped_in_a_call},
    {"interrupted_write", interrupted_write},
    {"continued_anyway", continued_anyway},
#ifdef __UCVM__
    {"everybody", everybody},
#endif
    {NULL, NULL},
};
