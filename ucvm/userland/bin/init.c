/* init: process 1. It starts the main process, buries orphans, and halts the machine with the main process's status (128+n for signal n).

       init                               a login shell of `user` on the console
       init -u USER -d DIR PROG [ARG...]  PROG in DIR as USER; descriptors 0-2 are those init was given */
#include <errno.h>
#include <paths.h>
#include <pwd.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <bits/stubs.h>

#define BANNER "UCVM 3.0 initialized\n"
#define LOGIN_USER "user"

static void say(const char *s) {
    write(2, s, strlen(s));
}

static void die(int status, const char *what) {
    int number = errno;
    say("init: ");
    say(what);
    say(": ");
    say(strerror(number));
    say("\n");
    _exit(status);
}

/* The console, which the kernel opened as descriptors 0-2, becomes this session's terminal. */
static void take_console(void) {
    ioctl(0, TIOCSCTTY, 0);
    write(1, BANNER, sizeof BANNER - 1);
}

static void become(const struct passwd *p, const char *directory) {
    setenv("HOME", p->pw_dir, 0);
    setenv("USER", p->pw_name, 0);
    setenv("LOGNAME", p->pw_name, 0);
    setenv("SHELL", p->pw_shell, 0);
    setenv("PATH", _PATH_DEFPATH, 0);
    setenv("TERM", "ucvm", 0);
    if (setgid(p->pw_gid) < 0 || setuid(p->pw_uid) < 0)
        die(1, p->pw_name);
    if (chdir(directory ? directory : p->pw_dir) < 0)
        die(1, directory ? directory : p->pw_dir);
}

/* The child: who it is, where it stands, what it runs. */
static void start(const char *name, const char *directory, char **command) {
    char shell[32], *login[2];
    struct passwd *p;
    setsid();
    if (!*command)
        take_console();
    if (!(p = getpwnam(name))) {
        errno = ENOENT;
        die(1, name);
    }
    become(p, directory);
    if (!*command) {
        login[0] = shell;
        login[1] = NULL;
        strlcpy(stpcpy(shell, "-"), strrchr(p->pw_shell, '/') + 1, sizeof shell - 1);
        execv(p->pw_shell, login);
        die(126, p->pw_shell);
    }
    execvp(*command, command);
    die(errno == ENOENT ? 127 : 126, *command);
}

/* As a shell would: what ended the main process, unless the user did. */
static void report(int number) {
    if (number != SIGINT && number != SIGPIPE) {
        say(strsignal(number));
        say("\n");
    }
}

int main(int argc, char **argv) {
    char *name = LOGIN_USER, *directory = NULL;
    int main_pid, pid, status = 0, c;
    while ((c = getopt(argc, argv, "u:d:")) != -1)
        if (c == 'u')
            name = optarg;
        else if (c == 'd')
            directory = optarg;
        else
            return 2;
    if (!(main_pid = fork()))
        start(name, directory, argv + optind);
    while ((pid = wait(&status)) != main_pid)
        if (pid < 0 && errno != EINTR) {
            status = 1 << 8;
            break;
        }
    if (WIFSIGNALED(status))
        report(WTERMSIG(status));
    sync();
    _halt(WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status));
    return 1;
}
