/* poll and select on pipes, fifos and files, time-outs, interval timers, EINTR and SA_RESTART, O_NONBLOCK. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile int rings;

static void ring(int number) {
    (void)number;
    rings++;
}

static void show(const char *what, int n, struct pollfd *p, int count) {
    int i;
    printf("%s: %d", what, n);
    if (n < 0)
        printf(" (%s)", strerror(errno));
    for (i = 0; i < count; i++)
        printf(" [%s%s%s%s%s]", p[i].revents & POLLIN ? "i" : "", p[i].revents & POLLOUT ? "o" : "", p[i].revents & POLLERR ? "e" : "",
               p[i].revents & POLLHUP ? "h" : "", p[i].revents & POLLNVAL ? "n" : "");
    printf("\n");
}

static void handle(int flags) {
    struct sigaction a;
    memset(&a, 0, sizeof a);
    a.sa_handler = ring;
    a.sa_flags = flags;
    sigaction(SIGALRM, &a, 0);
}

static void every(int first, int interval) {
    struct itimerval t;
    t.it_value.tv_sec = t.it_interval.tv_sec = 0;
    t.it_value.tv_usec = first;
    t.it_interval.tv_usec = interval;
    setitimer(ITIMER_REAL, &t, 0);
}

static void pipes(void) {
    static char much[8000];
    struct pollfd p[3];
    int fds[2], n;
    pipe(fds);
    p[0].fd = fds[0];
    p[1].fd = fds[1];
    p[0].events = p[1].events = POLLIN | POLLOUT;
    show("empty", poll(p, 2, 0), p, 2);
    write(fds[1], "abc", 3);
    show("three bytes", poll(p, 2, -1), p, 2);
    fcntl(fds[1], F_SETFL, O_NONBLOCK);
    while ((n = write(fds[1], much, 4096)) > 0)
        ;
    printf("full: %d %s\n", n, strerror(errno));
    show("full", poll(p, 2, 0), p, 2);
    p[0].fd = -1;
    show("only the writer", poll(p, 2, 10), p, 2);
    p[0].fd = fds[0];
    close(fds[1]);
    while (read(fds[0], much, sizeof much) > 0)
        ;
    show("no writer", poll(p, 2, 0), p, 2);
    pipe(fds);
    p[1].fd = fds[1];
    close(fds[0]);
    show("no reader", poll(p + 1, 1, 0), p + 1, 1);
    close(fds[1]);
    show("nothing", poll(0, 0, 30), p, 0);
}

static void child_wakes(void) {
    int one[2], two[2], status;
    struct pollfd p[2];
    char c;
    pipe(one);
    pipe(two);
    if (!fork()) {
        usleep(20000);
        write(two[1], "2", 1);
        usleep(20000);
        write(one[1], "1", 1);
        _exit(0);
    }
    p[0].fd = one[0];
    p[1].fd = two[0];
    p[0].events = p[1].events = POLLIN;
    show("woken by the second", poll(p, 2, 1000), p, 2);
    read(two[0], &c, 1);
    show("woken by the first", poll(p, 2, 1000), p, 2);
    show("both again", poll(p, 2, 0), p, 2);
    wait(&status);
}

static void selects(void) {
    fd_set in, out;
    struct timeval t = {0, 10000};
    int fds[2], n;
    pipe(fds);
    FD_ZERO(&in);
    FD_ZERO(&out);
    FD_SET(fds[0], &in);
    FD_SET(fds[1], &out);
    n = select(fds[1] + 1, &in, &out, 0, &t);
    printf("select: %d %d %d\n", n, !!FD_ISSET(fds[0], &in), !!FD_ISSET(fds[1], &out));
    FD_SET(fds[0], &in);
    t.tv_sec = 0, t.tv_usec = 10000;
    n = select(fds[0] + 1, &in, 0, 0, &t);
    printf("time out: %d %d\n", n, !!FD_ISSET(fds[0], &in));
    close(fds[0]);
    FD_SET(fds[0], &in);
    n = select(fds[0] + 1, &in, 0, 0, &t);
    printf("closed: %d %s\n", n, strerror(errno));
    n = select(-1, 0, 0, 0, &t);
    printf("negative: %d %s\n", n, strerror(errno));
}

static void interrupted(void) {
    struct pollfd p;
    struct timeval t = {5, 0};
    int fds[2], n;
    char c;
    pipe(fds);
    p.fd = fds[0];
    p.events = POLLIN;
    p.revents = 0;
    handle(SA_RESTART);
    every(10000, 0);
    show("a handler ends poll", poll(&p, 1, -1), &p, 1);
    every(10000, 0);
    n = select(0, 0, 0, 0, &t);
    printf("and select: %d %s\n", n, strerror(errno));
    rings = 0;
    every(5000, 5000);
    if (!fork()) {
        usleep(52000);
        write(fds[1], "x", 1);
        _exit(0);
    }
    n = read(fds[0], &c, 1);
    every(0, 0);
    printf("read went on: %d %c, %s\n", n, c, rings ? "after rings" : "without a ring");
    handle(0);
    every(10000, 0);
    n = read(fds[0], &c, 1);
    printf("read was interrupted: %d %s\n", n, strerror(errno));
    wait(0);
}

static void others(void) {
    struct pollfd p[2];
    int fd = open("waiting.tmp", O_RDWR | O_CREAT | O_TRUNC, 0600), fifo, n;
    struct iovec parts[3] = {{"one ", 4}, {"two ", 4}, {"three", 5}};
    char a[4], b[20];
    struct iovec back[2] = {{a, 4}, {b, 20}};
    struct itimerval t;
    p[0].fd = fd;
    p[0].events = POLLIN | POLLOUT;
    p[1].fd = 30;
    p[1].events = POLLIN;
    show("file and closed", poll(p, 2, -1), p, 2);
    printf("writev: %d\n", (int)writev(fd, parts, 3));
    lseek(fd, 0, SEEK_SET);
    printf("readv: %d %.4s|%.9s\n", (int)readv(fd, back, 2), a, b);
    unlink("waiting.tmp");
    mkfifo("waiting.fifo", 0600);
    n = open("waiting.fifo", O_WRONLY | O_NONBLOCK);
    printf("no reader: %d %s\n", n, strerror(errno));
    fifo = open("waiting.fifo", O_RDONLY | O_NONBLOCK);
    printf("fifo: %d\n", (int)read(fifo, a, 1));
    fd = open("waiting.fifo", O_WRONLY | O_NONBLOCK);
    p[0].fd = fifo;
    p[1].fd = fd;
    p[1].events = POLLOUT;
    show("fifo", poll(p, 2, -1), p, 2);
    n = read(fifo, a, 1);
    printf("empty fifo: %d %s\n", n, strerror(errno));
    write(fd, "z", 1);
    show("fifo with a byte", poll(p, 2, -1), p, 2);
    unlink("waiting.fifo");
    every(500000, 250000);
    getitimer(ITIMER_REAL, &t);
    printf("timer: %d.%d every %d\n", (int)t.it_value.tv_sec, (int)(t.it_value.tv_usec + 99999) / 100000, (int)t.it_interval.tv_usec);
    every(0, 0);
    getitimer(ITIMER_REAL, &t);
    printf("no timer: %d %d\n", (int)t.it_value.tv_usec, (int)t.it_interval.tv_usec);
    t.it_value.tv_usec = 1000000;
    n = setitimer(ITIMER_REAL, &t, 0);
    printf("senseless: %d %s\n", n, strerror(errno));
}

int main(void) {
    setvbuf(stdout, 0, _IONBF, 0);
    signal(SIGPIPE, SIG_IGN);
    pipes();
    child_wakes();
    selects();
    interrupted();
    others();
    return 0;
}
