/* remove and ctermid. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int remove(const char *path) {
    return unlink(path) < 0 && (errno != EISDIR || rmdir(path) < 0) ? -1 : 0;
}

char *ctermid(char *s) {
    return s ? strcpy(s, "/dev/tty") : "/dev/tty";
}
