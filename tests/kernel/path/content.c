/* Contents: flags of open, holes, appending, truncating, times, fifos. */
#include "case.h"

static void times_of(const char *path) {
    struct stat s;
    stat(path, &s);
    printf("%s: accessed %ld, modified %ld\n", path, (long)s.st_atime, (long)s.st_mtime);
}

int main(void) {
    struct utimbuf when;
    struct stat before, after;
    char text[50];
    int fd, other, i, status;
    T(open("f", O_RDONLY));
    T(open("f", O_WRONLY | O_EXCL));
    T(fd = open("f", O_RDWR | O_CREAT | O_EXCL, 0640));
    look("f");
    T(open("f", O_RDWR | O_CREAT | O_EXCL, 0640));
    T(write(fd, "hello world", 11));
    T(lseek(fd, -5, SEEK_END));
    T(read(fd, text, 50));
    T(read(fd, text, 50));
    T(lseek(fd, 5, SEEK_END));
    T(write(fd, "!", 1));
    T(lseek(fd, 10, SEEK_SET));
    i = T(read(fd, text, 50));
    while (i-- > 0)
        printf("%d ", text[i]);
    printf("\n");
    T(lseek(fd, -1, SEEK_SET));
    T(lseek(fd, 0, 9));
    T(close(fd));
    T(close(fd));

    T(fd = open("f", O_WRONLY | O_APPEND));
    T(lseek(fd, 0, SEEK_SET));
    T(write(fd, "end", 3));
    T(lseek(fd, 0, SEEK_CUR));
    T(read(fd, text, 1));
    T(close(fd));
    look("f");
    T(truncate("f", 5));
    get("f");
    T(truncate("f", 8));
    look("f");
    T(truncate("f", -1));
    T(mkdir("d", 0755));
    T(truncate("d", 0));
    T(open("d", O_RDWR));
    T(close(open("f", O_RDWR | O_TRUNC)));
    look("f");
    T(open("f", O_RDONLY | O_DIRECTORY));
    T(symlink("f", "s"));
    T(open("s", O_RDONLY | O_NOFOLLOW));
    T(open("new/", O_WRONLY | O_CREAT, 0644));

    fd = open("far", O_RDWR | O_CREAT, 0644);
    T(lseek(fd, 1000000, SEEK_SET));
    T(write(fd, "x", 1));
    T(fstat(fd, &after));
    printf("size %ld, %s\n", (long)after.st_size, after.st_blocks * 512 < 100000 ? "with a hole" : "all there");
    T(ftruncate(fd, 2000));
    T(lseek(fd, 0, SEEK_END));
    T(close(fd));

    other = open("f", O_RDWR);
    fd = dup(other);
    T(write(other, "abcdef", 6));
    T(lseek(fd, 0, SEEK_CUR));
    T(close(other));
    T(lseek(fd, 2, SEEK_SET));
    T(read(fd, text, 2));
    printf("%.2s\n", text);
    T(close(fd));

    when.actime = 1000000000;
    when.modtime = 1100000000;
    T(utime("f", &when));
    times_of("f");
    T(stat("f", &before));
    T(chmod("f", 0600));
    times_of("f");
    put("f", "now");
    T(stat("f", &after));
    printf("%s\n", after.st_mtime > before.st_mtime ? "modified" : "not modified");
    T(utime("none", &when));

    T(mkfifo("p", 0600));
    T(mkfifo("p", 0600));
    look("p");
    T(open("p", O_WRONLY | O_NONBLOCK));
    fflush(stdout);
    if (!fork()) {
        fd = open("p", O_WRONLY);
        write(fd, "through the fifo", 16);
        _exit(0);
    }
    T(fd = open("p", O_RDONLY));
    for (i = 0; (status = read(fd, text + i, 50 - i)) > 0;)
        i += status;
    printf("%.*s\n", i, text);
    T(lseek(fd, 0, SEEK_SET));
    T(close(fd));
    T(wait(&status) > 0);
    T(unlink("p"));
    list(".");
    return 0;
}
