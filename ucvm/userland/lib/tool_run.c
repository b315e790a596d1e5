/* Running other programs (tool.h). */
#include <sys/wait.h>
#include <tool.h>

/* The status of a command as a shell says it: 127 not found, 126 not executable, 128 + signal. */
int run(char **words)
{
    int state;
    pid_t pid;
    outflush();
    pid = fork();
    if (pid < 0) {
        complain("cannot fork");
        return 126;
    }
    if (pid == 0) {
        execvp(*words, words);
        trouble = errno == ENOENT ? 127 : 126;
        complain("'%s'", *words);
        _exit(trouble);
    }
    while (waitpid(pid, &state, 0) < 0)
        if (errno != EINTR)
            return 126;
    return WIFSIGNALED(state) ? 128 + WTERMSIG(state) : WEXITSTATUS(state);
}
