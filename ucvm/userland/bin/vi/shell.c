/* Commands of the shell: run, read from, written to, as a filter. */
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include "ex.h"

static char last[256];

/* The rest of the line as a command: ! is the last one, % and # are files. */
char *expand_bang(void)
{
    char now_run[sizeof last], *to = now_run, *s = ++p;
    const char *stands;
    for (; *s && *s != '\n'; s++) {
        stands = *s == '%' ? file : *s == '#' ? other_file : *s == '!' ? last : 0;
        if (*s == '\\' && s[1] && strchr("%#!", s[1]))
            stands = 0, s++;
        if (to + (stands ? strlen(stands) : 1) >= now_run + sizeof now_run)
            fail("Command too long");
        if (stands)
            to = stpcpy(to, stands);
        else
            *to++ = *s;
    }
    *to = 0;
    p = *s ? s + 1 : s;
    return strcpy(last, now_run);
}

/* A child that runs the command with these for input and output (NONE: as they are). */
static pid_t start(const char *command, int in, int out)
{
    pid_t child;
    outflush();
    child = fork();
    if (child < 0)
        fail("Cannot fork: %s", strerror(errno));
    if (child)
        return child;
    signal(SIGINT, SIG_DFL);
    signal(SIGQUIT, SIG_DFL);
    if (in >= 0)
        dup2(in, 0);
    if (out >= 0) {
        dup2(out, 1);
        dup2(out, 2);
    }
    for (in = 3; in < 20; in++)
        close(in);
    execl(options[SHELL].text, "sh", command ? "-c" : (char *)0, command, (char *)0);
    _exit(127);
}

static int finished(pid_t child)
{
    int state;
    while (waitpid(child, &state, 0) < 0)
        if (errno != EINTR)
            return 0;
    return state;
}

/* An interactive shell has made its own group the one in the foreground. */
static void take_terminal(void)
{
    signal(SIGTTOU, SIG_IGN);
    tcsetpgrp(0, getpgrp());
    signal(SIGTTOU, SIG_DFL);
}

/* Runs a command, or a shell, with the terminal as it was; then waits for a key. */
void shell_command(const char *command)
{
    leave_terminal();
    if (visual && command)
        outf("\n!%s\n", command);
    finished(start(command, NONE, NONE));
    if (!command)
        take_terminal();
    if (visual && command)
        wait_for_return();
    else if (!silent && command)
        outs("!\n");
    enter_terminal();
}

/* Puts what a descriptor gives into the text; how much it was. A last line without an end gets one. */
static unsigned take(int fd, unsigned at)
{
    char piece[512];
    unsigned start_at = at;
    ssize_t n;
    for (;;) {
        n = read(fd, piece, sizeof piece);
        if (n < 0 && errno == EINTR && !interrupted)
            continue;
        if (n <= 0)
            break;
        edit(at, at, piece, n);
        at += n;
    }
    if (at > start_at && byte(at - 1) != '\n')
        edit(at, at, "\n", 1), at++;
    return at - start_at;
}

static unsigned output_of(const char *command, int in, unsigned at)
{
    int fds[2];
    unsigned n;
    pid_t child;
    if (pipe(fds) < 0)
        fail("Cannot make a pipe: %s", strerror(errno));
    child = start(command, in, fds[1]);
    close(fds[1]);
    n = take(fds[0], at);
    close(fds[0]);
    if (finished(child) && !n)
        message("The command failed");
    return n;
}

/* The output of a command goes into the text at a place. */
unsigned read_command(const char *command, unsigned at)
{
    int in = open("/dev/null", O_RDONLY);
    unsigned n = output_of(command, in, at);
    close(in);
    return n;
}

static int lines_as_file(unsigned from, unsigned to)
{
    int fd = temporary();
    int ok = copy_out(fd, from, to) == 0;
    if (!ok) {
        close(fd);
        fail("Temporary file: %s", strerror(errno));
    }
    lseek(fd, 0, SEEK_SET);
    return fd;
}

/* Lines from..to (from 0) become what a command makes of them. */
void filter(unsigned from, unsigned to, const char *command)
{
    unsigned start_at = line_start(from), end = line_start(to + 1), n;
    int fd = lines_as_file(start_at, end);
    begin_change();
    n = output_of(command, fd, end);
    close(fd);
    remember_deleted(start_at, end, 1, 0);
    edit(start_at, end, 0, 0);
    dot = n || start_at < size() ? first_nonblank(start_at) : size() ? first_nonblank(size() - 1) : 0;
    if (to - from + 1 > (unsigned)is_set(REPORT))
        message("%u lines filtered", to - from + 1);
}

void write_to_command(const char *command)
{
    int fd = lines_as_file(line_start(first ? first - 1 : 0), line_start(second));
    leave_terminal();
    finished(start(command, fd, NONE));
    close(fd);
    if (visual)
        wait_for_return();
    enter_terminal();
}

/* :! with addresses filters. */
void bang_command(void)
{
    char *command;
    p--;
    command = expand_bang();
    if (!given) {
        if (is_set(AUTOWRITE))
            write_back();
        shell_command(command);
        return;
    }
    if (!first || second > lines())
        fail("Not that many lines in the buffer");
    filter(first - 1, second - 1, command);
}

void shell_command_(void)
{
    end_of_command();
    shell_command(0);
}
