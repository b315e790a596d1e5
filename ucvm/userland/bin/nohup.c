/* nohup: run a command that survives the terminal. */
#include <signal.h>
#include <tool.h>

const char *prog = "nohup", *synopsis = "command [argument...]";

static void redirect(void)
{
    int fd = open("nohup.out", O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (fd < 0)
        die("failed to open 'nohup.out'");
    complainx("appending output to 'nohup.out'");
    dup2(fd, 1);
    close(fd);
}

int main(int argc, char **argv)
{
    (void)argc;
    trouble = 125;
    option(argv, "+");
    if (!*operands)
        misuse("missing operand");
    signal(SIGHUP, SIG_IGN);
    if (isatty(1))
        redirect();
    if (isatty(2))
        dup2(1, 2);
    execvp(*operands, operands);
    trouble = errno == ENOENT ? 127 : 126;
    die("failed to run command '%s'", *operands);
    return trouble;
}
