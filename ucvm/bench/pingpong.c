/* A byte to a child and back through two pipes: two switches of process a round. */
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void echo(int from, int to) {
    char byte;
    while (read(from, &byte, 1) == 1)
        write(to, &byte, 1);
    _exit(0);
}

int main(int argc, char **argv) {
    int left = argc > 1 ? atoi(argv[1]) : 1, there[2], back[2];
    char byte = 'x';
    if (pipe(there) < 0 || pipe(back) < 0)
        return 1;
    if (fork() == 0) {
        close(there[1]);
        echo(there[0], back[1]);
    }
    while (left-- > 0)
        if (write(there[1], &byte, 1) != 1 || read(back[0], &byte, 1) != 1)
            return 1;
    close(there[1]);
    return wait(NULL) < 0;
}
