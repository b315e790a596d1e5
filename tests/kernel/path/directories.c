/* Directories: working directory, reading while they change, removing. */
#include "case.h"

static char base[300];

/* The working directory, relative to where the case began. */
static void where(void) {
    char path[400];
    if (getcwd(path, sizeof path))
        printf("in %s\n", strncmp(path, base, strlen(base)) ? path : path + strlen(base));
    else
        told("getcwd", -1);
}

int main(void) {
    char name[300], small[4];
    struct dirent *e;
    int i, fd, count = 0, types = 0;
    DIR *d;
    getcwd(base, sizeof base);
    T(mkdir("a", 0755));
    T(mkdir("a/b", 0755));
    T(mkdir("a/b/c/", 0755));
    T(mkdir("a/b", 0755));
    T(mkdir("a/b/.", 0755));
    T(mkdir("x/y", 0755));
    T(chdir("a/b/c"));
    where();
    T(chdir("../.."));
    where();
    T(chdir("b//c/./../c"));
    where();
    fd = open(base, O_RDONLY | O_DIRECTORY);
    T(rename("../../../a", "../../../renamed"));
    where();
    printf("%s\n", getcwd(small, sizeof small) ? "fits" : strerror(errno));
    T(rmdir("."));
    T(rmdir(".."));
    T(rmdir("../../b"));
    T(rmdir("../c"));
    where();
    T(mkdir("sub", 0755));
    T(open("file", O_WRONLY | O_CREAT, 0644));
    T(fchdir(fd));
    where();
    list(".");
    T(chdir("renamed/b/c"));

    T(mkdir("many", 0755));
    for (i = 0; i < 60; i++) {
        sprintf(name, "many/%d", i);
        put(name, "");
    }
    T(mkdir("many/dir", 0755));
    T(symlink("x", "many/link"));
    d = opendir("many");
    while ((e = readdir(d)))
        if (e->d_name[0] != '.') {
            count++;
            types += e->d_type == DT_REG ? 1 : e->d_type == DT_DIR ? 100 : e->d_type == DT_LNK ? 10000 : 1000000;
            sprintf(name, "many/%s", e->d_name);
            if (e->d_type == DT_DIR ? rmdir(name) : unlink(name))
                perror(name);
        }
    printf("%d names, types %d\n", count, types);
    rewinddir(d);
    for (count = 0; (e = readdir(d));)
        count++;
    printf("%d left\n", count);
    closedir(d);
    put("many/one", "");
    T(rmdir("many"));
    T(unlink("many"));
    T(unlink("many/one"));
    T(rmdir("many/"));
    T(rmdir("many"));
    put("plain", "");
    T(rmdir("plain"));
    printf("%s\n", opendir("plain") ? "opened" : strerror(errno));
    T(chdir("plain"));
    T(rmdir("/"));
    T(unlink("/"));
    T(mkdir("/", 0755));
    T(read(fd, name, 5));
    T(write(fd, name, 5));
    list(".");
    return 0;
}
