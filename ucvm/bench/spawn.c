/* fork, exec of /bin/true and wait, as often as the argument says: the cost of a process. */
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv) {
    int left = argc > 1 ? atoi(argv[1]) : 100, status;
    char *command[2];
    command[0] = "/bin/true";
    command[1] = NULL;
    while (left-- > 0) {
        if (fork() == 0) {
            execv(command[0], command);
            _exit(127);
        }
        wait(&status);
    }
    return 0;
}
