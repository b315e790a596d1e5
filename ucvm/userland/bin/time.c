/* time: run a command and tell how long it took. */
#include <sys/times.h>
#include <sys/wait.h>
#include <time.h>
#include <tool.h>

const char *prog = "time", *synopsis = "[-ap] [-o file] command [argument...]";

/* Hundredths of a second. */
static void put(int fd, const char *what, unsigned n)
{
    char text[40];
    writeall(fd, text, sprintf(text, "%s %u.%02u\n", what, n / 100, n % 100));
}

int main(int argc, char **argv)
{
    int c, fd = 2, how = O_TRUNC, result;
    const char *file = 0;
    struct timespec begin, end;
    struct tms used;
    (void)argc;
    trouble = 125;
    while ((c = option(argv, "+a(append)o:(output)p(portability)")) >= 0)
        if (c == 'a')
            how = O_APPEND;
        else if (c == 'o')
            file = argument;
    if (!*operands)
        usage();
    if (file && (fd = open(file, O_WRONLY | O_CREAT | O_CLOEXEC | how, 0666)) < 0)
        die("%s", file);
    clock_gettime(CLOCK_MONOTONIC, &begin);
    result = run(operands);
    clock_gettime(CLOCK_MONOTONIC, &end);
    times(&used);
    put(fd, "real", (end.tv_sec - begin.tv_sec) * 100 + (end.tv_nsec - begin.tv_nsec) / 10000000);
    put(fd, "user", used.tms_cutime);
    put(fd, "sys", used.tms_cstime);
    return result;
}
