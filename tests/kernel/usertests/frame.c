/* The frame of the tests inside the machine: see frame.h. */
#include "frame.h"
#include <time.h>

#ifndef PATIENCE
#define PATIENCE 60
#endif

const char *self;
char **arguments;
static const char *current;

static void say(const char *s) {
    write(1, s, strlen(s));
}

const char *decimal(int n) {
    static char buf[12];
    char *p = buf + sizeof buf - 1;
    int negative = n < 0;
    do
        *--p = '0' + abs(n % 10);
    while (n /= 10);
    if (negative)
        *--p = '-';
    return p;
}

static void report(int line, const char *what) {
    say(current);
    say(": FAILED line ");
    say(decimal(line));
    say(": ");
    say(what);
}

void failed(int line, const char *expression) {
    report(line, expression);
    say("\n");
    _exit(1);
}

void strange(int line, const char *call, int number) {
    report(line, call);
    say(" gives ");
    say(strerror(number));
    say("\n");
    _exit(1);
}

int ended(pid_t pid) {
    int status;
    pid_t found;
    while ((found = waitpid(pid, &status, 0)) == -1 && errno == EINTR)
        ;
    CHECK(pid > 0);
    CHECK(found == pid);
    CHECK(WIFEXITED(status) || WIFSIGNALED(status));
    return WIFEXITED(status) ? WEXITSTATUS(status) : 256 + WTERMSIG(status);
}

int apart(void (*f)(void)) {
    pid_t pid = fork();
    if (!pid) {
        f();
        _exit(0);
    }
    return ended(pid);
}

void put(const char *path, const void *data, int length) {
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    CHECK(fd >= 0);
    CHECK(write(fd, data, length) == length);
    CHECK(close(fd) == 0);
}

int get(const char *path, char *buf, int size) {
    int fd = open(path, O_RDONLY), n, length = 0;
    CHECK(fd >= 0);
    while ((n = read(fd, buf + length, size - length)) > 0)
        length += n;
    CHECK(n == 0);
    CHECK(close(fd) == 0);
    return length;
}

int holds(const char *path, const char *text) {
    char buf[128];
    int length = get(path, buf, sizeof buf);
    return length == (int)strlen(text) && !memcmp(buf, text, length);
}

void handle(int number, void (*handler)(int), int flags) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handler;
    action.sa_flags = flags;
    CHECK(sigaction(number, &action, NULL) == 0);
}

void pass(int milliseconds) {
    struct timespec t;
    t.tv_sec = milliseconds / 1000;
    t.tv_nsec = milliseconds % 1000 * 1000000;
    while (nanosleep(&t, &t) == -1 && errno == EINTR)
        ;
}

static void run(const struct test *t) {
    char directory[64];
    strcpy(directory, "/tmp/t-");
    strcat(directory, t->name);
    umask(022);
    signal(SIGALRM, SIG_DFL);
    CHECK(setpgid(0, 0) == 0);
    CHECK(mkdir(directory, 0755) == 0);
    CHECK(chdir(directory) == 0);
    if (!t->root) {
        CHECK(chown(".", USER, USER) == 0);
        CHECK(setgid(USER) == 0);
        CHECK(setuid(USER) == 0);
    }
    t->function();
    exit(0);
}

static void on_alarm(int number) {
    (void)number;
}

/* Runs a test in a child; whether it failed. */
static int judge(const struct test *t) {
    int status;
    pid_t pid;
    current = t->name;
    if (!(pid = fork()))
        run(t);
    handle(SIGALRM, on_alarm, 0);
    alarm(PATIENCE);
    if (waitpid(pid, &status, 0) == -1) {
        kill(-pid, SIGKILL);
        waitpid(pid, &status, 0);
        report(0, "does not end\n");
        return 1;
    }
    alarm(0);
    kill(-pid, SIGKILL);
    if (WIFSIGNALED(status)) {
        report(0, "signal ");
        say(strsignal(WTERMSIG(status)));
        say("\n");
    }
    if (!status) {
        say(current);
        say(": ok\n");
    }
    return status != 0;
}

static int chosen(const char *name) {
    char **p;
    if (*name == '-')
        return 0;
    for (p = arguments; *p; p++)
        if (!strcmp(*p, name))
            return 1;
    return !*arguments;
}

int main(int argc, char **argv) {
    const struct test *t;
    int bad = 0;
    (void)argc;
    self = argv[0];
    arguments = argv + 1;
    for (t = tests; t->name; t++)
        if (*arguments && **arguments == '-' && !strcmp(*arguments, t->name)) {
            current = t->name;
            t->function();
            return 0;
        }
    for (t = tests; t->name; t++)
        if (chosen(t->name))
            bad |= judge(t);
    return bad;
}
