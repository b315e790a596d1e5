/* tee: copy input to output and to files. */
#include <signal.h>
#include <tool.h>

const char *prog = "tee", *synopsis = "[-ai] [file...]";
enum { MOST = 24 };

int main(int argc, char **argv)
{
    static char buf[4096];
    int fds[MOST], c, n, i, count = 1, append = 0;
    const char *names[MOST];
    (void)argc;
    while ((c = option(argv, "a(append)i(ignore-interrupts)")) >= 0)
        if (c == 'a')
            append = 1;
        else
            signal(SIGINT, SIG_IGN);
    fds[0] = 1;
    names[0] = "standard output";
    for (; *operands; operands++) {
        if (count == MOST)
            diex("too many files");
        fds[count] = open(*operands, O_WRONLY | O_CREAT | (append ? O_APPEND : O_TRUNC), 0666);
        names[count] = *operands;
        if (fds[count] < 0)
            complain("%s", *operands);
        else
            count++;
    }
    while ((n = read(0, buf, sizeof buf)) > 0)
        for (i = 0; i < count; i++)
            if (fds[i] >= 0 && writeall(fds[i], buf, n) < 0) {
                complain("%s", names[i]);
                fds[i] = -1;
            }
    if (n < 0)
        complain("read error");
    return finish();
}
