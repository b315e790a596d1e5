/* timeout: run a command that may not take longer. */
#include <ctype.h>
#include <signal.h>
#include <sys/wait.h>
#include <tool.h>

const char *prog = "timeout", *synopsis = "[-k seconds] [-s signal] seconds[smhd] command [argument...]";
static volatile sig_atomic_t late;
static pid_t child;
static int deadly = SIGTERM;
static unsigned patience;

static void expire(int number)
{
    (void)number;
    kill(child, late++ ? SIGKILL : deadly);
    if (patience)
        alarm(patience);
}

static unsigned seconds(const char *s)
{
    char *end;
    unsigned n = strtoul(s, &end, 10);
    if (*end == '.' && isdigit(end[1])) {
        n++;
        for (end++; isdigit(*end); end++)
            ;
    }
    if (!isdigit(*s))
        misuse("invalid time interval '%s'", s);
    n *= *end == 'm' ? 60 : *end == 'h' ? 3600 : *end == 'd' ? 86400 : 1;
    if (*end && (!strchr("smhd", *end) || end[1]))
        misuse("invalid time interval '%s'", s);
    return n;
}

int main(int argc, char **argv)
{
    struct sigaction action;
    int c, state, limit;
    (void)argc;
    trouble = 125;
    while ((c = option(argv, "+k:(kill-after)s:(signal)")) >= 0)
        if (c == 'k')
            patience = seconds(argument);
        else {
            deadly = isdigit(*argument) ? atoi(argument) : signumber(strncmp(argument, "SIG", 3) == 0 ? argument + 3 : argument);
            if (deadly <= 0)
                misuse("%s: invalid signal", argument);
        }
    if (!operands[0] || !operands[1])
        usage();
    limit = seconds(*operands++);
    child = fork();
    if (child < 0)
        die("fork system call failed");
    if (child == 0) {
        execvp(*operands, operands);
        trouble = errno == ENOENT ? 127 : 126;
        die("failed to run command '%s'", *operands);
    }
    memset(&action, 0, sizeof action);
    action.sa_handler = expire;
    sigaction(SIGALRM, &action, 0);
    alarm(limit);
    while (waitpid(child, &state, 0) < 0)
        if (errno != EINTR)
            die("error waiting for command");
    if (late)
        return WIFSIGNALED(state) && WTERMSIG(state) == SIGKILL ? 137 : 124;
    return WIFSIGNALED(state) ? 128 + WTERMSIG(state) : WEXITSTATUS(state);
}
