/* Permissions: POSIX.1-2017, 4.5 File Access Permissions, access(), chmod(), chown(), umask(), setuid(), kill(). These tests begin as root. */
#include "frame.h"
#include <dirent.h>

static void become(int id) {
    CHECK(setgid(id) == 0 && setuid(id) == 0);
}

static int mode_of(const char *path) {
    struct stat st;
    CHECK(stat(path, &st) == 0);
    return st.st_mode & 07777;
}

/* Every directory on the way needs search permission, and only that. */
static void steps(void) {
    struct stat st;
    CHECK(mkdir("a", 0711) == 0 && mkdir("a/b", 0711) == 0 && mkdir("a/b/c", 0711) == 0);
    put("a/b/c/f", "x", 1);
    become(USER);
    CHECK(holds("a/b/c/f", "x"));
    FAILS(open("a/b", O_RDONLY), EACCES);
    FAILS(chmod("a", 0700), EPERM);
    FAILS(open("a/b/c/new", O_WRONLY | O_CREAT, 0600), EACCES);
    FAILS(unlink("a/b/c/f"), EACCES);
    FAILS(rename("a/b/c/f", "a/b/c/g"), EACCES);
    FAILS(link("a/b/c/f", "a/g"), EACCES);
    FAILS(mkdir("a/x", 0700), EACCES);
    FAILS(rmdir("a/b/c"), EACCES);
    FAILS(symlink("x", "a/b/l"), EACCES);
    FAILS(open("a/b/c/f", O_WRONLY), EACCES);
    FAILS(truncate("a/b/c/f", 0), EACCES);
    CHECK(stat("a/b/c", &st) == 0 && chdir("a/b/c") == 0);
    FAILS(opendir(".") ? 0 : -1, EACCES);
}

static int try(const char *closed) {
    struct stat st;
    pid_t pid;
    CHECK(chmod(closed, 0666) == 0);
    if (!(pid = fork())) {
        become(USER);
        FAILS(stat("a/b/c/f", &st), EACCES);
        FAILS(open("a/b/c/f", O_RDONLY), EACCES);
        FAILS(open("a/b/c/new", O_RDONLY | O_CREAT, 0600), EACCES);
        FAILS(access("a/b/c/f", F_OK), EACCES);
        FAILS(unlink("a/b/c/f"), EACCES);
        FAILS(chdir("a/b/c"), EACCES);
        _exit(0);
    }
    CHECK(ended(pid) == 0);
    return chmod(closed, 0755);
}

static void each_step_closed(void) {
    umask(0);
    CHECK(mkdir("a", 0755) == 0 && mkdir("a/b", 0755) == 0 && mkdir("a/b/c", 0755) == 0);
    put("a/b/c/f", "x", 1);
    CHECK(chmod("a/b/c/f", 0666) == 0);
    CHECK(try("a") == 0 && try("a/b") == 0 && try("a/b/c") == 0);
    become(USER);
    CHECK(holds("a/b/c/f", "x"));
}

static void as_owner(void) {
    become(USER);
    FAILS(open("f", O_RDONLY), EACCES);
    FAILS(open("f", O_WRONLY), EACCES);
    CHECK(chmod("f", 0477) == 0 && holds("f", "x"));
    FAILS(open("f", O_RDWR), EACCES);
    CHECK(chmod("f", 0707) == 0);
}

static void as_group(void) {
    become(OTHER);
    FAILS(open("f", O_RDONLY), EACCES);
}

static void as_anybody(void) {
    become(OTHER + 1);
    CHECK(holds("f", "x"));
}

/* Exactly one class applies: owner, else group, else others. */
static void classes(void) {
    put("f", "x", 1);
    CHECK(chown("f", USER, OTHER) == 0 && chmod("f", 0077) == 0);
    CHECK(apart(as_owner) == 0 && apart(as_group) == 0 && apart(as_anybody) == 0);
}

static void root_may_all(void) {
    put("f", "x", 1);
    CHECK(chmod("f", 0) == 0 && holds("f", "x"));
    CHECK(access("f", R_OK | W_OK) == 0);
    FAILS(access("f", X_OK), EACCES);
    CHECK(mkdir("d", 0) == 0);
    put("d/f", "y", 1);
    CHECK(access("d", X_OK | R_OK | W_OK) == 0 && holds("d/f", "y"));
    FAILS(execl("f", "f", (char *)NULL), EACCES);
}

/* In a directory with the sticky bit only the owner of a file or of the directory takes names away. */
static void sticky(void) {
    pid_t pid;
    CHECK(mkdir("t", 0777) == 0 && chmod("t", 01777) == 0);
    put("t/mine", "", 0);
    put("t/mine2", "", 0);
    CHECK(chown("t/mine", USER, USER) == 0 && chown("t/mine2", USER, USER) == 0);
    put("t/roots", "", 0);
    if (!(pid = fork())) {
        become(OTHER);
        put("t/others", "", 0);
        CHECK(unlink("t/mine") == -1 && (errno == EPERM || errno == EACCES));
        CHECK(rename("t/mine", "t/x") == -1 && (errno == EPERM || errno == EACCES));
        CHECK(rename("t/others", "t/mine") == -1 && (errno == EPERM || errno == EACCES));
        CHECK(rename("t/others", "t/o") == 0 && rename("t/o", "t/others") == 0);
        _exit(0);
    }
    CHECK(ended(pid) == 0);
    if (!(pid = fork())) {
        become(USER);
        CHECK(unlink("t/mine") == 0 && rename("t/mine2", "t/m") == 0);
        CHECK(unlink("t/roots") == -1 && (errno == EPERM || errno == EACCES));
        CHECK(rmdir("t") == -1);
        _exit(0);
    }
    CHECK(ended(pid) == 0);
    CHECK(unlink("t/others") == 0);
    CHECK(mode_of("/tmp") == 01777);
}

static void masks(void) {
    int fd;
    CHECK(umask(0) == 022);
    CHECK(umask(077) == 0);
    CHECK((fd = open("a", O_WRONLY | O_CREAT, 0777)) >= 0 && mode_of("a") == 0700);
    CHECK(mkdir("d", 0777) == 0 && mode_of("d") == 0700 && mkfifo("p", 0666) == 0 && mode_of("p") == 0600);
    CHECK(umask(0123) == 077);
    CHECK((fd = open("b", O_WRONLY | O_CREAT, 0666)) >= 0 && mode_of("b") == 0644);
    CHECK(umask(07777) == 0123 && umask(0) == 0777);
    CHECK(mkdir("e", 01777) == 0 && (mode_of("e") & 0777) == 0777);
    CHECK((fd = open("a", O_WRONLY | O_CREAT, 0666)) >= 0 && mode_of("a") == 0700);
}

/* A descriptor lasts whatever happens to the permissions, also that of a file made without any. */
static void kept_descriptors(void) {
    char c;
    int fd;
    CHECK(chown(".", USER, USER) == 0);
    become(USER);
    CHECK((fd = open("f", O_RDWR | O_CREAT | O_EXCL, 0)) >= 0);
    FAILS(open("f", O_RDONLY), EACCES);
    CHECK(write(fd, "x", 1) == 1 && lseek(fd, 0, SEEK_SET) == 0 && read(fd, &c, 1) == 1);
    CHECK(fchmod(fd, 0400) == 0 && holds("f", "x"));
    CHECK(write(fd, "y", 1) == 1);
    CHECK(mkdir("d", 0755) == 0 && chdir("d") == 0 && chmod(".", 0) == 0);
    FAILS(open("x", O_WRONLY | O_CREAT, 0600), EACCES);
    FAILS(open("..", O_RDONLY), EACCES);
}

static void changing(void) {
    struct stat st;
    put("f", "", 0);
    put("g", "", 0);
    CHECK(chown("f", USER, USER) == 0 && stat("f", &st) == 0 && st.st_uid == USER && st.st_gid == USER);
    CHECK(chown("f", -1, OTHER) == 0 && stat("f", &st) == 0 && st.st_uid == USER && st.st_gid == OTHER);
    CHECK(chown("f", -1, USER) == 0 && chmod("f", 06755) == 0 && mode_of("f") == 06755);
    become(USER);
    FAILS(chown("f", OTHER, -1), EPERM);
    FAILS(chown("f", -1, OTHER), EPERM);
    FAILS(chmod("g", 0777), EPERM);
    FAILS(chown("g", USER, USER), EPERM);
    CHECK(chown("f", USER, USER) == 0 && (mode_of("f") & 06000) == 0);
    CHECK(chmod("f", 0) == 0 && mode_of("f") == 0 && chmod("f", 0640) == 0 && mode_of("f") == 0640);
    FAILS(chmod("absent", 0), ENOENT);
    FAILS(chown("absent", -1, -1), ENOENT);
}

/* access() asks for the real ids, open() for the effective ones. */
static void real_ids(void) {
    pid_t pid;
    put("program", "", 0);
    CHECK(chmod("program", 0600) == 0);
    CHECK(access("program", R_OK | W_OK | F_OK) == 0);
    FAILS(access("absent", F_OK), ENOENT);
    FAILS(access("program", 0400), EINVAL);
    FAILS(access("program/x", F_OK), ENOTDIR);
    if (!(pid = fork())) {
        become(USER);
        CHECK(access("program", F_OK) == 0);
        FAILS(access("program", R_OK), EACCES);
        FAILS(access("program", W_OK), EACCES);
        FAILS(access(".", W_OK), EACCES);
        CHECK(access(".", X_OK | R_OK) == 0);
        _exit(0);
    }
    CHECK(ended(pid) == 0);
    {
        char buf[512];
        int in = open(self, O_RDONLY), out = open("setuid", O_WRONLY | O_CREAT, 0700), n;
        while ((n = read(in, buf, sizeof buf)) > 0)
            CHECK(write(out, buf, n) == n);
        CHECK(close(out) == 0 && chmod("setuid", 04755) == 0);
    }
    if (!(pid = fork())) {
        become(USER);
        execl("./setuid", "setuid", "-effective", (char *)NULL);
        _exit(99);
    }
    CHECK(ended(pid) == 0);
}

static void see_effective(void) {
    int fd;
    CHECK(getuid() == USER && geteuid() == 0);
    FAILS(access("program", R_OK), EACCES);
    CHECK((fd = open("program", O_RDWR)) >= 0);
    CHECK(setuid(USER) == 0);
    FAILS(open("program", O_RDONLY), EACCES);
    FAILS(setuid(0), EPERM);
}

static void unreadable_directory(void) {
    CHECK(mkdir("d", 0755) == 0);
    put("d/f", "x", 1);
    CHECK(chmod("d", 0711) == 0);
    become(USER);
    CHECK(opendir("d") == NULL && errno == EACCES);
    CHECK(holds("d/f", "x"));
}

static void readable_directory(void) {
    struct stat st;
    DIR *d;
    int n = 0;
    CHECK(mkdir("d", 0755) == 0);
    put("d/f", "x", 1);
    CHECK(chmod("d", 0744) == 0);
    become(USER);
    CHECK((d = opendir("d")) != NULL);
    while (readdir(d))
        n++;
    CHECK(n == 3);
    FAILS(stat("d/f", &st), EACCES);
    FAILS(open("d/f", O_RDONLY), EACCES);
    FAILS(chdir("d"), EACCES);
}

/* rename() of a file to itself does nothing, and that needs no permission. */
static void renamed_to_itself(void) {
    CHECK(mkdir("d", 0755) == 0);
    put("f", "x", 1);
    CHECK(link("f", "g") == 0);
    become(USER);
    CHECK(rename("f", "f") == 0 && rename("f", "g") == 0 && rename("d", "d") == 0 && rename("d/", "./d") == 0);
    CHECK(holds("f", "x") && holds("g", "x"));
    FAILS(rename("f", "h"), EACCES);
    FAILS(rename("f/", "f"), ENOTDIR);
}

static void no_way_back(void) {
    pid_t parent = getpid();
    become(USER);
    CHECK(getuid() == USER && geteuid() == USER && getgid() == USER && getegid() == USER);
    FAILS(setuid(0), EPERM);
    FAILS(setgid(0), EPERM);
    FAILS(setuid(OTHER), EPERM);
    CHECK(setuid(USER) == 0 && setgid(USER) == 0);
    FAILS(kill(getppid(), SIGTERM), EPERM);
    FAILS(kill(getppid(), 0), EPERM);
    FAILS(kill(1, SIGKILL), EPERM);
    CHECK(kill(parent, 0) == 0);
}

const struct test tests[] = {
    {"steps", steps, ROOT},
    {"each_step_closed", each_step_closed, ROOT},
    {"classes", classes, ROOT},
    {"root_may_all", root_may_all, ROOT},
    {"sticky", sticky, ROOT},
    {"masks", masks, ROOT},
    {"kept_descriptors", kept_descriptors, ROOT},
    {"changing", changing, ROOT},
    {"real_ids", real_ids, ROOT},
    {"unreadable_directory", unreadable_directory, ROOT},
    {"readable_directory", readable_directory, ROOT},
    {"renamed_to_itself", renamed_to_itself, ROOT},
    {"no_way_back", no_way_back, ROOT},
    {"-effective", see_effective},
    {NULL, NULL},
};
