/* Who may do what: permission bits on every step, owners, sticky directories, set-id bits, the creation mask. */
#include "case.h"

static void stranger(void) {
    put("new", "");
    T(open("private/inside", O_RDONLY));
    T(open("private/none", O_RDONLY));
    T(open("closed", O_RDONLY));
    T(open("readable", O_WRONLY));
    T(open("readable", O_RDONLY | O_TRUNC));
    T(access("readable", R_OK));
    T(access("readable", W_OK));
    T(access("readable", R_OK | X_OK));
    T(access("program", X_OK));
    T(truncate("readable", 0));
    T(unlink("readable"));
    T(rename("readable", "mine"));
    T(mkdir("dir", 0755));
    T(symlink("x", "sym"));
    T(chmod("readable", 0777));
    T(chown("readable", 1001, 1001));
    T(utime("readable", NULL));
    T(chdir("private"));
    T(rmdir("private"));
    list("private");
    list("listable");
    T(open("listable/file", O_RDONLY));
    T(open("passable/file", O_RDONLY) > 0);
    list("passable");
}

static void owner(void) {
    T(chmod("tmp/mine", 06755));
    look("tmp/mine");
    T(chown("tmp/mine", 1000, -1));
    T(chown("tmp/mine", 1001, -1));
    T(chown("tmp/mine", -1, 0));
    T(chmod("tmp/mine", 06755));
    put("tmp/mine", "more");
    look("tmp/mine");
    T(chmod("tmp/mine", 0));
    T(open("tmp/mine", O_RDONLY));
    T(chmod("tmp/mine", 0644));
    T(rename("tmp/theirs", "tmp/taken"));
    T(unlink("tmp/theirs"));
    T(mknod("tmp/null", S_IFCHR | 0666, 0x103));
    T(mkfifo("tmp/pipe", 0666));
    look("tmp/pipe");
    T(close(open("tmp/sealed", O_WRONLY | O_CREAT, 0)));
    T(open("tmp/sealed", O_WRONLY));
}

static void group_of_nobody(void) {
    put("shared/file", "");
    look("shared/file");
    T(mkdir("shared/dir", 0755));
    look("shared/dir");
}

int main(void) {
    T(chmod(".", 0755));
    umask(0);
    T(mkdir("private", 0700));
    put("private/inside", "");
    put("closed", "");
    T(chmod("closed", 0600));
    put("readable", "text");
    put("program", "");
    T(chmod("program", 0711));
    T(mkdir("listable", 0744));
    put("listable/file", "");
    T(mkdir("passable", 0711));
    put("passable/file", "");
    as(1000, stranger);
    get("readable");

    T(mkdir("tmp", 01777));
    look("tmp");
    put("tmp/mine", "x");
    T(chown("tmp/mine", 1000, 1000));
    put("tmp/theirs", "");
    T(chown("tmp/theirs", 1001, 1001));
    as(1000, owner);

    T(mkdir("shared", 0777));
    T(chown("shared", 0, 50));
    T(chmod("shared", 02777));
    as(1000, group_of_nobody);

    T(umask(027));
    put("masked", "");
    look("masked");
    T(mkdir("maskdir", 0777));
    look("maskdir");
    T(chmod("masked", 0666));
    look("masked");
    T(umask(0));
    put("own", "");
    T(chmod("own", 04755));
    T(chown("own", 1000, 1000));
    look("own");
    T(access("own", X_OK));
    T(chmod("own", 0644));
    T(access("own", X_OK));
    T(access("own", R_OK | W_OK));
    return 0;
}
