/* Pipes and fifos: POSIX.1-2017, pipe(), read(), write(), open(). */
#include "frame.h"
#include <limits.h>

static int in, out;
static char data[3 * PIPE_BUF];

static void make(void) {
    int fds[2];
    CHECK(pipe(fds) == 0);
    in = fds[0];
    out = fds[1];
}

static void unblock(int fd) {
    CHECK(fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK) == 0);
}

/* Fills the pipe; how many bytes went in. */
static int fill(void) {
    int n, total = 0;
    unblock(out);
    while ((n = write(out, data, PIPE_BUF)) > 0)
        total += n;
    CHECK(n == -1 && errno == EAGAIN);
    CHECK(fcntl(out, F_SETFL, 0) == 0);
    return total;
}

static void order(void) {
    char buf[16];
    make();
    CHECK(write(out, "abc", 3) == 3 && write(out, "defg", 4) == 4);
    CHECK(read(in, buf, 2) == 2 && !memcmp(buf, "ab", 2));
    CHECK(read(in, buf, 16) == 5 && !memcmp(buf, "cdefg", 5));
    CHECK(read(in, buf, 0) == 0 && write(out, buf, 0) == 0);
    FAILS(read(out, buf, 1), EBADF);
    FAILS(write(in, buf, 1), EBADF);
    FAILS(lseek(in, 0, SEEK_SET), ESPIPE);
    FAILS(lseek(out, 0, SEEK_CUR), ESPIPE);
}

static void end_of_file(void) {
    int second;
    char c;
    pid_t pid;
    make();
    CHECK((second = dup(out)) >= 0);
    CHECK(write(out, "x", 1) == 1);
    CHECK(close(out) == 0);
    CHECK(read(in, &c, 1) == 1);
    unblock(in);
    FAILS(read(in, &c, 1), EAGAIN);
    CHECK(write(second, "y", 1) == 1 && close(second) == 0);
    CHECK(read(in, &c, 1) == 1 && c == 'y');
    CHECK(read(in, &c, 1) == 0 && read(in, &c, 1) == 0);
    make();
    if (!(pid = fork())) {
        pass(20);
        _exit(0);
    }
    CHECK(close(out) == 0);
    CHECK(read(in, &c, 1) == 0);
    CHECK(waitpid(pid, NULL, 0) == pid);
}

static int got;
static void note(int number) {
    got = number;
}

static void write_ended_pipe(void) {
    make();
    close(in);
    write(out, "x", 1);
}

static void broken(void) {
    int second;
    make();
    CHECK((second = dup(in)) >= 0 && close(in) == 0);
    signal(SIGPIPE, note);
    CHECK(write(out, "x", 1) == 1 && !got);
    CHECK(close(second) == 0);
    FAILS(write(out, "x", 1), EPIPE);
    CHECK(got == SIGPIPE);
    signal(SIGPIPE, SIG_IGN);
    FAILS(write(out, "x", 1), EPIPE);
    CHECK(write(out, "x", 0) == 0 || errno == EPIPE);
    signal(SIGPIPE, SIG_DFL);
    CHECK(apart(write_ended_pipe) == 256 + SIGPIPE);
}

/* A writer that sleeps in a full pipe learns that the last reader has gone. */
static void broken_while_waiting(void) {
    pid_t pid;
    make();
    fill();
    if (!(pid = fork())) {
        close(in);
        signal(SIGPIPE, SIG_IGN);
        FAILS(write(out, data, PIPE_BUF), EPIPE);
        _exit(7);
    }
    pass(5);
    CHECK(close(in) == 0);
    CHECK(ended(pid) == 7);
}

static void full(void) {
    char buf[PIPE_BUF];
    int total, n, left;
    pid_t pid;
    make();
    total = fill();
    CHECK(total >= PIPE_BUF);
    if (!(pid = fork())) {
        memset(buf, 'Z', sizeof buf);
        _exit(write(out, buf, sizeof buf) != sizeof buf);
    }
    pass(5);
    CHECK(waitpid(pid, NULL, WNOHANG) == 0);
    for (left = total; left; left -= n) {
        CHECK((n = read(in, buf, sizeof buf)) > 0);
        CHECK(buf[0] == 0 && buf[n - 1] == 0);
    }
    CHECK(ended(pid) == 0);
    CHECK(close(out) == 0);
    for (left = 0; (n = read(in, buf, sizeof buf)) > 0; left += n)
        CHECK(buf[0] == 'Z' && buf[n - 1] == 'Z');
    CHECK(left == PIPE_BUF);
}

/* O_NONBLOCK: up to PIPE_BUF all or nothing, beyond it what fits. */
static void partial(void) {
    char c;
    int n;
    make();
    fill();
    unblock(out);
    CHECK(read(in, data, 100) == 100);
    FAILS(write(out, data, PIPE_BUF), EAGAIN);
    CHECK(read(in, data, PIPE_BUF) == PIPE_BUF && read(in, data, PIPE_BUF) == PIPE_BUF);
    n = write(out, data, 3 * PIPE_BUF);
    CHECK(n > 0 && n < 3 * PIPE_BUF);
    c = write(out, data, 2 * PIPE_BUF) == -1;
    CHECK(!c || errno == EAGAIN);
}

/* Records of several writers never mix, whatever their length up to PIPE_BUF. */
#define WRITERS 5
#define RECORDS 24
static void atomic(void) {
    static const int lengths[] = {2, 700, 3001, PIPE_BUF};
    char *buf = data;
    int w, i, seen[WRITERS], n, left;
    make();
    for (w = 0; w < WRITERS; w++)
        if (!fork()) {
            for (i = 0; i < RECORDS; i++) {
                int length = lengths[(i + w) % 4];
                memset(buf, 'a' + w, length);
                buf[0] = i;
                if (write(out, buf, length) != length)
                    _exit(1);
            }
            _exit(0);
        }
    CHECK(close(out) == 0);
    memset(seen, 0, sizeof seen);
    while ((n = read(in, buf, 2)) > 0) {
        if (n == 1)
            CHECK(read(in, buf + 1, 1) == 1);
        w = buf[1] - 'a';
        CHECK(w >= 0 && w < WRITERS && buf[0] == seen[w]);
        for (left = lengths[(seen[w]++ + w) % 4] - 2; left; left -= n) {
            CHECK((n = read(in, buf, left)) > 0);
            CHECK(buf[0] == 'a' + w && buf[n / 2] == 'a' + w && buf[n - 1] == 'a' + w);
        }
    }
    CHECK(n == 0);
    for (w = 0; w < WRITERS; w++)
        CHECK(seen[w] == RECORDS);
    while (wait(&n) > 0)
        CHECK(n == 0);
}

/* Several readers and writers: every byte comes out once. */
static void many_readers(void) {
    int back[2], i, n, total = 0, sum[4];
    make();
    CHECK(pipe(back) == 0);
    for (i = 0; i < 4; i++)
        if (!fork()) {
            unsigned char buf[64];
            int mine[2] = {0, 0}, j;
            close(out);
            while ((n = read(in, buf, 1 + i * 17)) > 0)
                for (mine[0] += n, j = 0; j < n; j++)
                    mine[1] += buf[j];
            write(back[1], mine, sizeof mine);
            _exit(0);
        }
    for (i = 0; i < 4; i++)
        if (!fork()) {
            char buf[53];
            memset(buf, i + 1, sizeof buf);
            for (n = 0; n < 40; n++)
                if (write(out, buf, sizeof buf) != sizeof buf)
                    _exit(1);
            _exit(0);
        }
    CHECK(close(out) == 0 && close(back[1]) == 0);
    for (i = n = 0; i < 4; i++) {
        CHECK(read(back[0], sum, 2 * sizeof *sum) == 2 * sizeof *sum);
        n += sum[0];
        total += sum[1];
    }
    CHECK(n == 4 * 40 * 53 && total == 40 * 53 * (1 + 2 + 3 + 4));
    while (wait(&i) > 0)
        CHECK(i == 0);
}

/* A token through a chain of processes. */
static void chain(void) {
    int i, first[2], before, last[2];
    unsigned char token = 0;
    CHECK(pipe(first) == 0);
    before = first[0];
    for (i = 0; i < 12; i++) {
        CHECK(pipe(last) == 0);
        if (!fork()) {
            close(first[1]);
            while (read(before, &token, 1) == 1) {
                token++;
                write(last[1], &token, 1);
                if (token >= 200)
                    break;
            }
            _exit(0);
        }
        close(before);
        close(last[1]);
        before = last[0];
    }
    for (i = 0; i < 10; i++) {
        CHECK(write(first[1], &token, 1) == 1);
        CHECK(read(before, &token, 1) == 1);
    }
    CHECK(token == 120);
    close(first[1]);
    CHECK(read(before, &token, 1) == 0);
    while (wait(&i) > 0)
        CHECK(i == 0);
}

static void fifos(void) {
    struct stat st;
    pid_t pid;
    char buf[8];
    int fd, other;
    CHECK(mkfifo("fifo", 0600) == 0);
    FAILS(mkfifo("fifo", 0600), EEXIST);
    CHECK(stat("fifo", &st) == 0 && S_ISFIFO(st.st_mode) && (st.st_mode & 0777) == 0600 && st.st_nlink == 1);
    FAILS(open("fifo", O_WRONLY | O_NONBLOCK), ENXIO);
    CHECK((fd = open("fifo", O_RDONLY | O_NONBLOCK)) >= 0);
    CHECK(read(fd, buf, 1) == 0);
    CHECK((other = open("fifo", O_WRONLY | O_NONBLOCK)) >= 0);
    FAILS(read(fd, buf, 1), EAGAIN);
    CHECK(write(other, "hey", 3) == 3 && read(fd, buf, 8) == 3);
    CHECK(close(fd) == 0 && close(other) == 0);
    if (!(pid = fork())) {
        CHECK((fd = open("fifo", O_WRONLY)) >= 0);
        CHECK(write(fd, "late", 4) == 4);
        _exit(0);
    }
    pass(5);
    CHECK((fd = open("fifo", O_RDONLY)) >= 0);
    CHECK(unlink("fifo") == 0);
    CHECK(read(fd, buf, 8) == 4 && !memcmp(buf, "late", 4));
    CHECK(read(fd, buf, 8) == 0);
    CHECK(ended(pid) == 0);
    FAILS(open("fifo", O_RDONLY), ENOENT);
}

static void waiting_open_interrupted(void) {
    CHECK(mkfifo("fifo", 0600) == 0);
    handle(SIGALRM, note, 0);
    alarm(1);
    FAILS(open("fifo", O_RDONLY), EINTR);
    CHECK(got == SIGALRM);
    FAILS(open("fifo", O_WRONLY | O_NONBLOCK), ENXIO);
}

/* Who is killed while it waits for the other side of a fifo does not count as that side. */
static void killed_opener(void) {
    int fd, status;
    char c;
    pid_t pid;
    CHECK(mkfifo("fifo", 0600) == 0);
    if (!(pid = fork()))
        _exit(open("fifo", O_WRONLY));
    pass(5);
    CHECK(kill(pid, SIGKILL) == 0 && ended(pid) == 256 + SIGKILL);
    CHECK((fd = open("fifo", O_RDONLY | O_NONBLOCK)) >= 0 && read(fd, &c, 1) == 0 && close(fd) == 0);
    if (!(pid = fork()))
        _exit(open("fifo", O_RDONLY));
    pass(5);
    CHECK(kill(pid, SIGKILL) == 0 && ended(pid) == 256 + SIGKILL);
    FAILS(open("fifo", O_WRONLY | O_NONBLOCK), ENXIO);
    if (!(pid = fork())) {
        CHECK((fd = open("fifo", O_RDONLY)) >= 0 && read(fd, &c, 1) == 1 && c == 'q');
        _exit(0);
    }
    pass(5);
    CHECK(unlink("fifo") == 0 && mkfifo("fifo", 0600) == 0);
    FAILS(open("fifo", O_WRONLY | O_NONBLOCK), ENXIO);
    CHECK(waitpid(pid, &status, WNOHANG) == 0);
    kill(pid, SIGKILL);
    CHECK(ended(pid) == 256 + SIGKILL);
}

/* dup2 over the last end for writing, and a child's exec-less end, close the pipe. */
static void replaced_end(void) {
    char c;
    pid_t pid;
    make();
    CHECK(write(out, "1", 1) == 1 && dup2(in, out) == out);
    CHECK(read(out, &c, 1) == 1 && c == '1' && read(in, &c, 1) == 0);
    make();
    if (!(pid = fork())) {
        close(in);
        for (;;)
            pause();
    }
    CHECK(close(out) == 0 && fcntl(in, F_SETFL, O_NONBLOCK) == 0);
    FAILS(read(in, &c, 1), EAGAIN);
    CHECK(kill(pid, SIGKILL) == 0 && ended(pid) == 256 + SIGKILL && read(in, &c, 1) == 0);
}

/* All descriptors used: pipe() gives EMFILE and leaves none open. */
static void no_descriptors(void) {
    int fds[2] = {-7, -7}, n = 0, last = 0, fd;
    while ((fd = dup(0)) >= 0)
        n++, last = fd;
    CHECK(errno == EMFILE && n > 10);
    FAILS(pipe(fds), EMFILE);
    CHECK(close(last) == 0);
    FAILS(pipe(fds), EMFILE);
    CHECK(fds[0] == -7 && fds[1] == -7);
    CHECK(dup(0) == last);
    FAILS(dup(0), EMFILE);
    FAILS(open("/", O_RDONLY), EMFILE);
}

const struct test tests[] = {
    {"order", order},
    {"end_of_file", end_of_file},
    {"broken", broken},
    {"broken_while_waiting", broken_while_waiting},
    {"full", full},
    {"partial", partial},
    {"atomic", atomic},
    {"many_readers", many_readers},
    {"chain", chain},
    {"fifos", fifos},
    {"waiting_open_interrupted", waiting_open_interrupted},
    {"killed_opener", killed_opener},
    {"replaced_end", replaced_end},
    {"no_descriptors", no_descriptors},
    {NULL, NULL},
};
