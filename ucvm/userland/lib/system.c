/* system: SIGINT and SIGQUIT are ignored and SIGCHLD is blocked while the command runs. */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int system(const char *command) {
    __sighandler_t interrupt, quit;
    sigset_t block = 1u << (SIGCHLD - 1), mask;
    int status = -1, pid;
    if (!command)
        return 1;
    interrupt = signal(SIGINT, SIG_IGN);
    quit = signal(SIGQUIT, SIG_IGN);
    sigprocmask(SIG_BLOCK, &block, &mask);
    pid = fork();
    if (pid > 0)
        while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
            ;
    signal(SIGINT, interrupt);
    signal(SIGQUIT, quit);
    sigprocmask(SIG_SETMASK, &mask, NULL);
    if (!pid) {
        execl("/bin/sh", "sh", "-c", command, NULL);
        _exit(127);
    }
    return status;
}
