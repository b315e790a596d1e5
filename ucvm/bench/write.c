/* 4 KB written to the beginning of a file, again and again. */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#define PIECE 4096

static char buffer[PIECE];

int main(int argc, char **argv) {
    int left = argc > 1 ? atoi(argv[1]) : 1, fd;
    char name[] = "/tmp/write.XXXXXX";
    if ((fd = mkstemp(name)) < 0 || unlink(name) < 0)
        return 1;
    while (left-- > 0)
        if (lseek(fd, 0, SEEK_SET) != 0 || write(fd, buffer, PIECE) != PIECE)
            return 1;
    return 0;
}
