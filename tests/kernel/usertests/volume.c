/* Volumes: mounting, what may not cross from one to another, and read-only ones. These tests run in the machine only. */
#include "frame.h"
#include <sys/statfs.h>
#include <sys/syscall.h>

#define READ_ONLY 1
#define REMOVE 0x8000

static int attach(const char *kind, const char *at, int flags) {
    return syscall(SYS_mount, kind, at, flags);
}

static int detach(const char *at) {
    return syscall(SYS_mount, "", at, REMOVE);
}

static void covering(void) {
    struct stat before, inside, up;
    CHECK(mkdir("m", 0755) == 0);
    put("m/hidden", "old", 3);
    CHECK(stat("m", &before) == 0 && attach("ram", "m", 0) == 0);
    FAILS(open("m/hidden", O_RDONLY), ENOENT);
    CHECK(stat("m", &inside) == 0 && inside.st_dev != before.st_dev);
    CHECK(stat("m/..", &up) == 0 && up.st_dev == before.st_dev);
    put("m/new", "new", 3);
    CHECK(mkdir("m/d", 0755) == 0 && chdir("m/d") == 0 && chdir("../..") == 0 && holds("m/new", "new"));
    CHECK(detach("m") == 0 && holds("m/hidden", "old"));
    FAILS(open("m/new", O_RDONLY), ENOENT);
    CHECK(stat("m", &inside) == 0 && inside.st_ino == before.st_ino && inside.st_dev == before.st_dev);
    FAILS(detach("m"), EINVAL);
    FAILS(attach("no-such-kind", "m", 0), ENODEV);
    FAILS(attach("ram", "absent", 0), ENOENT);
    FAILS(attach("ram", "m/hidden", 0), ENOTDIR);
    FAILS(attach("ram", "m", 0x40), EINVAL);
}

static void crossing(void) {
    struct stat st;
    CHECK(mkdir("m", 0755) == 0 && attach("ram", "m", 0) == 0);
    put("f", "f", 1);
    put("m/g", "g", 1);
    CHECK(mkdir("d", 0755) == 0 && mkdir("m/e", 0755) == 0);
    FAILS(rename("f", "m/f"), EXDEV);
    FAILS(rename("m/g", "g"), EXDEV);
    FAILS(rename("d", "m/d"), EXDEV);
    FAILS(rename("m/e", "e"), EXDEV);
    FAILS(link("f", "m/f"), EXDEV);
    FAILS(link("m/g", "g"), EXDEV);
    FAILS(rmdir("m"), EBUSY);
    FAILS(rename("m", "n"), EBUSY);
    CHECK(symlink("../f", "m/l") == 0 && holds("m/l", "f") && rename("m/g", "m/e/g") == 0 && holds("m/e/g", "g"));
    CHECK(stat("m/e/../../f", &st) == 0);
    CHECK(detach("m") == 0 && rename("m", "n") == 0 && rmdir("n") == 0);
}

static void in_use(void) {
    int fd, before, after;
    struct statfs s;
    CHECK(statfs("/", &s) == 0);
    before = s.f_bfree;
    CHECK(mkdir("m", 0755) == 0 && attach("ram", "m", 0) == 0);
    CHECK((fd = open("m/f", O_RDWR | O_CREAT, 0600)) >= 0 && write(fd, "x", 1) == 1);
    FAILS(detach("m"), EBUSY);
    CHECK(unlink("m/f") == 0);
    FAILS(detach("m"), EBUSY);
    CHECK(close(fd) == 0 && chdir("m") == 0);
    FAILS(detach("."), EBUSY);
    CHECK(chdir("..") == 0 && mkdir("m/n", 0755) == 0 && attach("ram", "m/n", 0) == 0);
    FAILS(detach("m"), EBUSY);
    put("m/n/deep", "data", 4);
    CHECK(mkdir("m/n/d", 0755) == 0);
    CHECK(detach("m/n") == 0 && detach("m") == 0 && rmdir("m") == 0);
    CHECK(statfs("/", &s) == 0);
    after = s.f_bfree;
    CHECK(before == after);
    FAILS(detach("/"), EBUSY);
}

static void only_reading(void) {
    char c;
    int fd;
    CHECK(mkdir("m", 0777) == 0 && attach("ram", "m", READ_ONLY) == 0);
    FAILS(open("m/f", O_WRONLY | O_CREAT, 0600), EROFS);
    FAILS(mkdir("m/d", 0755), EROFS);
    FAILS(symlink("x", "m/l"), EROFS);
    FAILS(mkfifo("m/p", 0600), EROFS);
    FAILS(chmod("m", 0700), EROFS);
    FAILS(chown("m", USER, USER), EROFS);
    FAILS(access("m", W_OK), EROFS);
    CHECK(access("m", R_OK | X_OK) == 0);
    CHECK((fd = open("m", O_RDONLY)) >= 0);
    FAILS(read(fd, &c, 1), EISDIR);
    CHECK(close(fd) == 0 && detach("m") == 0);
}

static void roots_only(void) {
    CHECK(mkdir("m", 0755) == 0);
    FAILS(attach("ram", "m", 0), EPERM);
    FAILS(attach("proc", "m", 0), EPERM);
    FAILS(detach("/proc"), EPERM);
}

const struct test tests[] = {
    {"covering", covering, ROOT},
    {"crossing", crossing, ROOT},
    {"in_use", in_use, ROOT},
    {"only_reading", only_reading, ROOT},
    {"roots_only", roots_only},
    {NULL, NULL},
};
