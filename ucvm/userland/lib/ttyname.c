/* ttyname: the entry of /dev that is the descriptor's device. */
#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int ttyname_r(int fd, char *buf, size_t n) {
    struct stat want, st;
    struct dirent *e;
    DIR *d;
    if (!isatty(fd))
        return ENOTTY;
    if (fstat(fd, &want) < 0 || !(d = opendir("/dev")))
        return errno;
    while ((e = readdir(d))) {
        strlcpy(buf, "/dev/", n);
        if (strcmp(e->d_name, "tty") && strlcat(buf, e->d_name, n) < n && !stat(buf, &st) && S_ISCHR(st.st_mode) &&
            st.st_rdev == want.st_rdev)
            break;
    }
    closedir(d);
    return e ? 0 : ENOTTY;
}

char *ttyname(int fd) {
    static char name[32];
    int number = ttyname_r(fd, name, sizeof name);
    if (!number)
        return name;
    errno = number;
    return NULL;
}
