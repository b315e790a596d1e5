/* Pieces of 4 KB through a pipe to a child that reads them all. */
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define PIECE 4096

static char buffer[PIECE];

static void drain(int from) {
    while (read(from, buffer, PIECE) > 0)
        ;
    _exit(0);
}

int main(int argc, char **argv) {
    int left = argc > 1 ? atoi(argv[1]) : 1, ends[2];
    if (pipe(ends) < 0)
        return 1;
    if (fork() == 0) {
        close(ends[1]);
        drain(ends[0]);
    }
    while (left-- > 0)
        if (write(ends[1], buffer, PIECE) != PIECE)
            return 1;
    close(ends[1]);
    return wait(NULL) < 0;
}
