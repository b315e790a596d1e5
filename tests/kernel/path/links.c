/* Hard links, symbolic links, unlinking what is open, renaming. */
#include "case.h"

int main(void) {
    char text[20];
    int fd;
    put("a", "first");
    T(link("a", "b"));
    look("a");
    put("b", "changed");
    get("a");
    T(unlink("a"));
    look("b");
    T(link("b", "b"));
    T(mkdir("d", 0755));
    T(link("d", "e"));
    T(link("b", "none/x"));
    T(link("b", "d"));

    T(symlink("../b", "d/up"));
    get("d/up");
    look("d/up");
    T(readlink("d/up", text, sizeof text));
    T(readlink("d/up", text, 2));
    T(readlink("b", text, sizeof text));
    T(symlink("nowhere", "dangling"));
    look("dangling");
    get("dangling");
    T(mkdir("dangling", 0755));
    T(open("dangling", O_WRONLY | O_CREAT | O_EXCL, 0644));
    put("dangling", "made");
    get("nowhere");
    T(symlink("one", "two"));
    T(symlink("two", "one"));
    T(open("one", O_RDONLY));
    T(unlink("one"));
    T(symlink("d", "dirlink"));
    list("dirlink/");
    T(rmdir("dirlink"));
    T(rmdir("dirlink/"));
    T(unlink("dirlink/"));
    T(link("dirlink", "linklink"));
    look("linklink");

    fd = open("b", O_RDONLY);
    T(unlink("b"));
    T(read(fd, text, 7));
    T(close(fd));
    get("b");

    put("x", "x");
    put("y", "y");
    T(rename("x", "y"));
    get("y");
    list(".");
    T(rename("y", "d"));
    T(rename("d", "y"));
    T(rename("d", "d/sub"));
    T(mkdir("d/sub", 0755));
    T(rename("d/sub", "d"));
    T(rename("d", "d/sub/deep"));
    T(rename("d/sub", "sub"));
    T(rename("sub", "d"));
    T(mkdir("empty", 0755));
    T(rename("sub", "empty"));
    T(rename("y", "y"));
    T(rename("y/", "z"));
    T(rename("y", "z/"));
    T(rename("empty", "new/"));
    T(rename("none", "z"));
    T(rename(".", "z"));
    T(rename("new/..", "z"));
    T(rename("dirlink", "moved"));
    look("moved");
    list(".");
    list("d");
    return 0;
}
