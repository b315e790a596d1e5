/* Which error each path call gives for paths that are wrong in some way. */
#include "case.h"

static char long_name[300], long_path[5000];

static void every_call(const char *path) {
    struct stat s;
    char text[100];
    printf("-- %s\n", strlen(path) > 70 ? "(long)" : path);
    T(stat(path, &s) < 0 ? -1 : 0);
    T(lstat(path, &s) < 0 ? -1 : 0);
    T(access(path, F_OK));
    T(close(open(path, O_RDONLY)));
    T(close(open(path, O_WRONLY)));
    T(truncate(path, 0));
    T(chmod(path, 0700));
    T(chdir(path) < 0 ? -1 : chdir(".."));
    T(rmdir(path));
    T(unlink(path));
    T(mkdir(path, 0755));
    T(readlink(path, text, sizeof text));
    T(rename(path, "elsewhere"));
    T(rename("file", path));
    T(link("file", path));
    T(symlink("target", path));
    T(mkfifo(path, 0600));
    T(utime(path, NULL));
    T(chown(path, 0, 0));
    T(close(open(path, O_RDWR | O_CREAT | O_EXCL, 0600)));
}

int main(void) {
    memset(long_name, 'n', sizeof long_name - 1);
    memset(long_path, '/', sizeof long_path - 1);
    put("file", "text");
    every_call("");
    every_call("none/x");
    every_call("file/x");
    T(symlink("loop", "loop"));
    every_call("loop/x");
    every_call(long_name);
    every_call(long_path);
    list(".");
    return 0;
}
