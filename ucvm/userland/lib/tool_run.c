/* Running other programs (tool.h). */
#include <sys/wait.h>
#include <tool.h>

const char *cannot_run = "'%s'";

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
        complain(cannot_run, *words);
        _exit(trouble);
    }
    while (waitpid(pid, &state, 0) < 0)
        if (errno != EINTR)
            return 126;
    return WIFSIGNALED(state) ? 128 + WTERMSIG(state) : WEXITSTATUS(state);
}

/* The words with a blank between each two. */
char *words_of(char **words)
{
    char **s, *all, *to;
    size_t n = 1;
    for (s = words; *s; s++)
        n += strlen(*s) + 1;
    all = to = need(n);
    for (s = words; *s; s++)
        to += sprintf(to, s == words ? "%s" : " %s", *s);
    return all;
}
