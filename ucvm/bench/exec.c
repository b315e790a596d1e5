/* fork, exec of /bin/true, wait: the cost of a command. */
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv) {
    static char *command[] = {"/bin/true", NULL};
    int left = argc > 1 ? atoi(argv[1]) : 1, status;
    while (left-- > 0) {
        if (fork() == 0) {
            execv(command[0], command);
            _exit(127);
        }
        if (wait(&status) < 0 || status != 0)
            return 1;
    }
    return 0;
}
