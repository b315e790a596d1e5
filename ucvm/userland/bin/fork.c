/* fork: make a child process that runs a command, and wait for it. */
#include <sys/wait.h>
#include <tool.h>

const char *prog = "fork", *synopsis = "[command [argument...]]";

int main(int argc, char **argv)
{
    int state;
    pid_t pid;
    (void)argc;
    option(argv, "+");
    outf("parent: %d\n", (int)getpid());
    outflush();
    pid = fork();
    if (pid < 0)
        die("cannot fork");
    if (pid == 0) {
        outf("child: %d\n", (int)getpid());
        outflush();
        if (!*operands)
            return 0;
        execvp(*operands, operands);
        no_child(errno, *operands);
    }
    if (waitpid(pid, &state, 0) < 0)
        die("cannot wait");
    return WIFSIGNALED(state) ? 128 + WTERMSIG(state) : WEXITSTATUS(state);
}
