/* watch: run a command again and again and show its output on the whole screen. */
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <tool.h>

const char *prog = "watch", *synopsis = "[-gtx] [-n seconds] command [argument...]";
static unsigned tenths = 20, rows = 24, columns = 80;
static int no_title, until_change, direct;

static unsigned interval(const char *s)
{
    char *end;
    unsigned n = strtoul(s, &end, 10) * 10;
    if (*end == '.' && end[1] >= '0' && end[1] <= '9')
        n += end[1] - '0', end += 2;
    if (end == s || *end)
        diex("failed to parse argument: '%s'", s);
    return n ? n : 1;
}

static void title(const char *command)
{
    char every[40], moment[40], host[32];
    time_t now = time(0);
    int n;
    strftime(moment, sizeof moment, "%a %b %e %H:%M:%S %Y", localtime(&now));
    gethostname(host, sizeof host);
    n = sprintf(every, "Every %u.%us: ", tenths / 10, tenths % 10);
    outs(every);
    n = columns - n - strlen(host) - strlen(moment) - 2;
    outm(command, (int)strlen(command) < n ? strlen(command) : n > 0 ? (unsigned)n : 0);
    outpad(n - (int)strlen(command));
    outf("%s: %s\n\n", host, moment);
}

/* The descriptor that the command's output comes from. */
static int start(char **words, const char *command, pid_t *child)
{
    int fds[2];
    outflush();
    if (pipe(fds) < 0 || (*child = fork()) < 0)
        die("cannot fork");
    if (*child == 0) {
        dup2(fds[1], 1);
        dup2(fds[1], 2);
        close(fds[0]);
        close(fds[1]);
        if (direct)
            execvp(*words, words);
        else
            execl("/bin/sh", "sh", "-c", command, (char *)0);
        no_child(errno, direct ? *words : "sh");
    }
    close(fds[1]);
    return fds[0];
}

/* What fits on the screen; the sum of all of it. */
static unsigned show(int fd)
{
    struct in f = {0};
    unsigned row = no_title ? 1 : 3, column = 0, sum = 0;
    int c;
    f.buf = need(513);
    f.cap = 512;
    f.p = f.e = f.buf;
    f.fd = fd;
    while ((c = in_char(&f)) >= 0) {
        sum = sum * 31 + c;
        if (c == '\n' || (column == columns && c != '\r')) {
            column = 0;
            if (row++ < rows)
                outc('\n');
        }
        if (c == '\n' || row > rows)
            continue;
        outc(c);
        column += c >= 32 && (c & 0xc0) != 0x80;
    }
    free(f.buf);
    return sum;
}

int main(int argc, char **argv)
{
    struct winsize size;
    struct timespec pause;
    unsigned sum, before = 0, turn;
    char *command;
    pid_t child;
    int c, fd, state;
    (void)argc;
    while ((c = option(argv, "+g(chgexit)n:(interval)t(no-title)x(exec)")) >= 0)
        switch (c) {
        case 'g': until_change = 1; break;
        case 'n': tenths = interval(argument); break;
        case 't': no_title = 1; break;
        case 'x': direct = 1;
        }
    if (!*operands)
        show_usage(2);
    command = words_of(operands);
    if (ioctl(1, TIOCGWINSZ, &size) == 0 && size.ws_row > 1 && size.ws_col > 1)
        rows = size.ws_row, columns = size.ws_col;
    for (turn = 0;; turn++) {
        outs("\033[H\033[2J");
        if (!no_title)
            title(command);
        fd = start(operands, command, &child);
        sum = show(fd);
        close(fd);
        waitpid(child, &state, 0);
        outflush();
        if (until_change && turn && sum != before)
            return 0;
        before = sum;
        pause.tv_sec = tenths / 10;
        pause.tv_nsec = tenths % 10 * 100000000;
        nanosleep(&pause, 0);
    }
}
