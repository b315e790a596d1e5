/* The shortest system call, as often as the argument says: the way into the kernel and back. */
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char **argv) {
    int left = argc > 1 ? atoi(argv[1]) : 1000;
    while (left-- > 0)
        getpid();
    return 0;
}
