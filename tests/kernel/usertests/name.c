/* Names: POSIX.1-2017, link(), unlink(), rename(), mkdir(), rmdir(), symlink(), readlink(), readdir(), pathname resolution. */
#include "frame.h"
#include <dirent.h>
#include <limits.h>

static ino_t number(const char *path) {
    struct stat st;
    CHECK(lstat(path, &st) == 0);
    return st.st_ino;
}

static int links(const char *path) {
    struct stat st;
    CHECK(lstat(path, &st) == 0);
    return st.st_nlink;
}

static void link_counts(void) {
    put("a", "x", 1);
    CHECK(links("a") == 1);
    CHECK(link("a", "b") == 0 && link("b", "c") == 0);
    CHECK(links("a") == 3 && number("a") == number("c"));
    CHECK(unlink("a") == 0 && links("b") == 2);
    FAILS(link("absent", "d"), ENOENT);
    FAILS(link("b", "c"), EEXIST);
    FAILS(link("b", "absent/d"), ENOENT);
    FAILS(link("b", "c/d"), ENOTDIR);
    CHECK(mkdir("d", 0755) == 0);
    FAILS(link("d", "e"), EPERM);
    CHECK(links("d") == 2 && mkdir("d/x", 0755) == 0 && mkdir("d/y", 0755) == 0 && links("d") == 4);
    CHECK(rmdir("d/x") == 0 && links("d") == 3);
    put("b", "later", 5);
    CHECK(holds("c", "later"));
}

static void rename_files(void) {
    ino_t a, b;
    put("a", "a", 1);
    put("b", "b", 1);
    a = number("a");
    CHECK(rename("a", "c") == 0 && number("c") == a);
    FAILS(rename("a", "d"), ENOENT);
    CHECK(rename("c", "b") == 0 && number("b") == a && links("b") == 1);
    CHECK(rename("b", "b") == 0 && number("b") == a);
    CHECK(link("b", "same") == 0 && rename("b", "same") == 0);
    CHECK(number("b") == a && number("same") == a && links("b") == 2);
    CHECK(mkdir("d", 0755) == 0 && rename("b", "d/b") == 0 && number("d/b") == a);
    b = number("d");
    FAILS(rename("same", "d"), EISDIR);
    FAILS(rename("d", "same"), ENOTDIR);
    FAILS(rename("same", "absent/x"), ENOENT);
    FAILS(rename("same", "d/b/x"), ENOTDIR);
    FAILS(rename("same", "new/"), ENOTDIR);
    FAILS(rename("", "x"), ENOENT);
    FAILS(rename("same", ""), ENOENT);
    CHECK(number("d") == b && number("same") == a);
    CHECK(symlink("same", "l") == 0 && rename("l", "m") == 0);
    put("t", "", 0);
    CHECK(rename("t", "m") == 0 && number("same") == a && holds("m", ""));
}

static void rename_directories(void) {
    ino_t deep;
    CHECK(mkdir("a", 0755) == 0 && mkdir("a/b", 0755) == 0 && mkdir("a/b/c", 0755) == 0 && mkdir("z", 0755) == 0);
    deep = number("a/b/c");
    FAILS(rename("a", "a/x"), EINVAL);
    FAILS(rename("a", "a/b/c/x"), EINVAL);
    CHECK(rename("a/b/c", "a/b") == -1 && (errno == ENOTEMPTY || errno == EEXIST));
    CHECK(rename("z", "a") == -1 && (errno == ENOTEMPTY || errno == EEXIST));
    CHECK(rename("a/.", "q") == -1 && (errno == EINVAL || errno == EBUSY));
    CHECK(rename("a", "z/..") == -1 && (errno == EINVAL || errno == EBUSY || errno == ENOTEMPTY || errno == EEXIST));
    CHECK(rename("a/b", "z") == 0);
    CHECK(number("z/c") == deep && links("a") == 2 && links("z") == 3);
    CHECK(number("z/..") == number(".") && number("z/c/..") == number("z"));
    CHECK(rename("z/c", "a/c") == 0 && number("a/c/..") == number("a") && links("z") == 2 && links("a") == 3);
    CHECK(rename("a/", "n/") == 0 && number("n/c") == deep);
    CHECK(rename("n", "n") == 0);
    FAILS(rename("a", "b"), ENOENT);
}

/* A directory that grows to hundreds of entries and shrinks again; readdir sees each name once. */
#define MANY 300
static void many_names(void) {
    static unsigned char seen[MANY];
    char name[24];
    struct dirent *e;
    DIR *d;
    int i, dots = 0;
    CHECK(mkdir("d", 0755) == 0);
    put("f", "", 0);
    for (i = 0; i < MANY; i++) {
        strcpy(name, "d/some-name-");
        strcat(name, decimal(i));
        CHECK(link("f", name) == 0);
    }
    CHECK(links("f") == MANY + 1);
    CHECK((d = opendir("d")) != NULL);
    while ((e = readdir(d)))
        if (e->d_name[0] == '.')
            dots++;
        else {
            i = atoi(e->d_name + 10);
            CHECK(i >= 0 && i < MANY && !seen[i]++);
            CHECK(e->d_ino == number("f"));
            if (i % 3 == 0) {
                strcpy(name, "d/");
                CHECK(unlink(strcat(name, e->d_name)) == 0);
            }
        }
    CHECK(closedir(d) == 0 && dots == 2);
    for (i = 0; i < MANY; i++)
        CHECK(seen[i] == 1);
    CHECK(links("f") == 1 + MANY - MANY / 3);
    CHECK(rmdir("d") == -1 && (errno == ENOTEMPTY || errno == EEXIST));
    for (i = 0; i < MANY; i++) {
        strcpy(name, "d/some-name-");
        strcat(name, decimal(i));
        CHECK(unlink(name) == (i % 3 ? 0 : -1));
    }
    CHECK(rmdir("d") == 0 && links("f") == 1);
}

static void removing_directories(void) {
    CHECK(mkdir("d", 0755) == 0 && mkdir("d/e", 0755) == 0);
    FAILS(mkdir("d", 0755), EEXIST);
    FAILS(mkdir("absent/x", 0755), ENOENT);
    CHECK(rmdir("d") == -1 && (errno == ENOTEMPTY || errno == EEXIST));
    CHECK(unlink("d/e") == -1 && (errno == EISDIR || errno == EPERM));
    FAILS(rmdir("d/e/."), EINVAL);
    CHECK(rmdir("d/e/..") == -1);
    put("f", "", 0);
    FAILS(rmdir("f"), ENOTDIR);
    FAILS(rmdir("absent"), ENOENT);
    FAILS(mkdir("f/x", 0755), ENOTDIR);
    FAILS(unlink("f/"), ENOTDIR);
    CHECK(symlink("d/e", "l") == 0);
    FAILS(rmdir("l"), ENOTDIR);
    CHECK(mkdir("m/", 0755) == 0 && rmdir("m/") == 0);
    CHECK(rmdir("d/e") == 0 && rmdir("d") == 0);
    FAILS(chdir("l"), ENOENT);
    FAILS(rmdir(""), ENOENT);
}

static void symbolic_links(void) {
    char buf[16];
    struct stat st;
    CHECK(symlink("absent", "l") == 0);
    FAILS(symlink("x", "l"), EEXIST);
    FAILS(stat("l", &st), ENOENT);
    CHECK(lstat("l", &st) == 0 && S_ISLNK(st.st_mode) && st.st_size == 6);
    CHECK(readlink("l", buf, sizeof buf) == 6 && !memcmp(buf, "absent", 6));
    memset(buf, '#', sizeof buf);
    CHECK(readlink("l", buf, 3) == 3 && !memcmp(buf, "abs#", 4));
    put("f", "text", 4);
    FAILS(readlink("f", buf, sizeof buf), EINVAL);
    CHECK(mkdir("d", 0755) == 0 && symlink("../f", "d/up") == 0 && holds("d/up", "text"));
    CHECK(symlink("d", "dir") == 0 && holds("dir/up", "text"));
    CHECK(lstat("dir/", &st) == 0 && S_ISDIR(st.st_mode));
    FAILS(open("d/up/", O_RDONLY), ENOTDIR);
    CHECK(unlink("dir") == 0 && holds("d/up", "text"));
    FAILS(open("l", O_RDONLY | O_NOFOLLOW), ELOOP);
    FAILS(symlink("", "m"), ENOENT);
}

static void loops(void) {
    struct stat st;
    int i;
    char name[8], next[8];
    CHECK(symlink("one", "two") == 0 && symlink("two", "one") == 0);
    FAILS(stat("one", &st), ELOOP);
    FAILS(open("one", O_RDONLY | O_CREAT, 0600), ELOOP);
    FAILS(chdir("two/x"), ELOOP);
    FAILS(chmod("one", 0600), ELOOP);
    CHECK(lstat("one", &st) == 0);
    CHECK(symlink(".", "dot") == 0 && stat("dot/dot/dot/one", &st) == -1 && errno == ELOOP);
    put("n8", "found", 5);
    for (i = 7; i >= 0; i--) {
        strcpy(name, "n");
        strcpy(next, "n");
        CHECK(symlink(strcat(next, decimal(i + 1)), strcat(name, decimal(i))) == 0);
    }
    CHECK(holds("n0", "found"));
}

static void long_names(void) {
    static char name[PATH_MAX + 300];
    struct stat st;
    int fd, i;
    memset(name, 'a', NAME_MAX);
    CHECK((fd = open(name, O_WRONLY | O_CREAT, 0600)) >= 0 && close(fd) == 0);
    CHECK(stat(name, &st) == 0);
    name[NAME_MAX] = 'a';
    FAILS(open(name, O_WRONLY | O_CREAT, 0600), ENAMETOOLONG);
    FAILS(stat(name, &st), ENAMETOOLONG);
    FAILS(mkdir(name, 0700), ENAMETOOLONG);
    FAILS(symlink("x", name), ENAMETOOLONG);
    CHECK(unlink(name) == -1 && rename("x", name) == -1);
    for (i = 0; i < PATH_MAX + 200; i++)
        name[i] = i & 1 ? '/' : '.';
    name[PATH_MAX - 1] = 0;
    CHECK(stat(name, &st) == 0);
    name[PATH_MAX - 1] = i & 1 ? '.' : '/';
    FAILS(stat(name, &st), ENAMETOOLONG);
    FAILS(chdir(name), ENAMETOOLONG);
}

static void dots_and_slashes(void) {
    CHECK(mkdir("d", 0755) == 0 && mkdir("d/e", 0755) == 0);
    CHECK(number(".") == number("d/..") && number("d/e/../..") == number("."));
    CHECK(number("d//e") == number("./d/./e/") && number("d/e/.") == number("d/e"));
    CHECK(number("/") == number("/..") && number("/") == number("/../../.") && number("//") == number("/"));
    FAILS(open("absent/..", O_RDONLY), ENOENT);
    FAILS(mkdir("d/.", 0755), EEXIST);
    FAILS(mkdir("/", 0755), EEXIST);
    CHECK(rmdir("/") == -1 && unlink("/") == -1);
}

/* The working directory goes away. */
static void deleted_here(void) {
    char name[64];
    int fd;
    CHECK(mkdir("d", 0755) == 0 && chdir("d") == 0);
    CHECK(rmdir("../d") == 0);
    FAILS(open("x", O_WRONLY | O_CREAT, 0600), ENOENT);
    FAILS(mkdir("x", 0755), ENOENT);
    CHECK(getcwd(name, sizeof name) == NULL && errno == ENOENT);
    CHECK((fd = open(".", O_RDONLY)) >= 0);
    FAILS(chdir("x"), ENOENT);
    CHECK(chdir(".") == 0 && chdir("..") == 0 && getcwd(name, sizeof name));
    CHECK(chdir("/tmp") == 0 && fchdir(fd) == 0);
    CHECK(chdir("/") == 0);
}

static void here(void) {
    char before[64], after[64];
    int fd;
    CHECK(getcwd(before, sizeof before) == before);
    CHECK(mkdir("a", 0755) == 0 && mkdir("a/b", 0755) == 0 && chdir("a/b") == 0);
    CHECK(rename("../../a", "../../z") == 0);
    CHECK(getcwd(after, sizeof after) && !strcmp(after + strlen(before), "/z/b"));
    FAILS(chdir("../../a"), ENOENT);
    CHECK(symlink("z/b", "../../l") == 0 && chdir("../../l") == 0);
    CHECK(getcwd(after, sizeof after) && !strcmp(after + strlen(before), "/z/b"));
    CHECK(getcwd(after, 3) == NULL && errno == ERANGE);
    CHECK((fd = open("..", O_RDONLY)) >= 0 && fchdir(fd) == 0);
    CHECK(getcwd(after, sizeof after) && !strcmp(after + strlen(before), "/z"));
    CHECK(chdir("/..") == 0 && getcwd(after, sizeof after) && !strcmp(after, "/"));
    put("/tmp/t-here/f", "", 0);
    FAILS(chdir("/tmp/t-here/f"), ENOTDIR);
}

/* Reading a directory: rewinding sees new names, telldir and seekdir come back to a place. */
static void reading(void) {
    struct dirent *e;
    DIR *d;
    long place = -1;
    char third[16] = "";
    int n = 0;
    put("a", "", 0);
    put("b", "", 0);
    CHECK(mkdir("c", 0755) == 0 && symlink("a", "d") == 0);
    CHECK((d = opendir(".")) != NULL);
    for (; (e = readdir(d)); n++) {
        if (n == 2)
            strcpy(third, e->d_name);
        if (n == 1)
            place = telldir(d);
        CHECK(e->d_ino == number(!strcmp(e->d_name, "..") ? "." : e->d_name) || !strcmp(e->d_name, ".."));
    }
    CHECK(n == 6);
    seekdir(d, place);
    CHECK((e = readdir(d)) && !strcmp(e->d_name, third));
    put("new", "", 0);
    rewinddir(d);
    for (n = 0; readdir(d); n++)
        ;
    CHECK(n == 7 && closedir(d) == 0);
    CHECK(opendir("absent") == NULL && errno == ENOENT);
    CHECK(opendir("a") == NULL && errno == ENOTDIR);
}

const struct test tests[] = {
    {"link_counts", link_counts},
    {"rename_files", rename_files},
    {"rename_directories", rename_directories},
    {"many_names", many_names},
    {"removing_directories", removing_directories},
    {"symbolic_links", symbolic_links},
    {"loops", loops},
    {"long_names", long_names},
    {"dots_and_slashes", dots_and_slashes},
    {"deleted_here", deleted_here},
    {"here", here},
    {"reading", reading},
    {NULL, NULL},
};
