/* A file opened by its path and closed. */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char **argv) {
    int left = argc > 1 ? atoi(argv[1]) : 1, fd;
    while (left-- > 0)
        if ((fd = open("/etc/passwd", O_RDONLY)) < 0 || close(fd) < 0)
            return 1;
    return 0;
}
