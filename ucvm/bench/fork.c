/* fork, exit of the child, wait: the cost of a process. */
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv) {
    int left = argc > 1 ? atoi(argv[1]) : 1;
    while (left-- > 0) {
        if (fork() == 0)
            _exit(0);
        if (wait(NULL) < 0)
            return 1;
    }
    return 0;
}
