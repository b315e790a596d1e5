/* glob, realpath, scandir, commands through /bin/sh, users and groups, err.h, temporary names. */
#include <dirent.h>
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define ROOM "/tmp/paths.tmp"

static const char *files[] = {"a.c", "b.c", "c.h", ".hidden.c", "sub/d.c", "sub/e.h", "odd[1]", "star*"};

static void expand(const char *pattern, int flags) {
    glob_t g;
    size_t i;
    int code = glob(pattern, flags, NULL, &g);
    printf("%s %d: %d", pattern, flags, code);
    for (i = 0; !code && i < g.gl_pathc; i++)
        printf(" %s", g.gl_pathv[i]);
    printf("\n");
    if (!code)
        globfree(&g);
}

static void resolve(const char *path) {
    char *s;
    errno = 0;
    s = realpath(path, NULL);
    printf("%s -> %s %d\n", path, s ? s : "-", errno == ENOENT ? 1 : errno == ELOOP ? 2 : errno == ENOTDIR ? 3 : 0);
    free(s);
}

static int sources(const struct dirent *e) {
    return strstr(e->d_name, ".c") != NULL;
}

static void commands(void) {
    char line[80];
    FILE *f = popen("echo from the shell; exit 3", "r");
    int status;
    while (fgets(line, sizeof line, f))
        printf("<%s>", line);
    status = pclose(f);
    printf(" %d\n", WEXITSTATUS(status));
    fflush(stdout);
    f = popen("while read x; do echo got $x; done", "w");
    fputs("one\ntwo\n", f);
    printf("%d\n", pclose(f));
    fflush(stdout);
    printf("%d ", WEXITSTATUS(system("exit 5")));
    printf("%d\n", system(NULL) != 0);
    fflush(stdout);
    system("echo system");
}

int main(void) {
    struct dirent **list;
    struct passwd *p;
    char name[] = "/tmp/nameXXXXXX", path[64];
    struct stat st;
    unsigned i;
    int n, fd;
    mkdir(ROOM, 0755);
    chdir(ROOM);
    mkdir("sub", 0755);
    for (i = 0; i < sizeof files / sizeof *files; i++)
        close(creat(files[i], 0644));
    symlink("sub", "link");
    symlink("loop2", "loop1");
    symlink("loop1", "loop2");
    symlink(ROOM "/sub/../a.c", "far");
    expand("*.c", 0);
    expand("*", 0);
    expand(".*.c", 0);
    expand("*/*.c", 0);
    expand("sub/?.[ch]", 0);
    expand("*", GLOB_MARK);
    expand("none*", 0);
    expand("none*", GLOB_NOCHECK);
    expand("a.c", 0);
    expand("odd\\[1\\]", 0);
    expand("star\\*", 0);
    expand("/tmp/paths.tmp/s*/d*", 0);
    resolve("a.c");
    resolve("sub/../sub//./d.c");
    resolve("link/e.h");
    resolve("far");
    resolve("loop1");
    resolve("missing");
    resolve("a.c/x");
    resolve("/");
    resolve("..");
    n = scandir(".", &list, sources, alphasort);
    for (fd = 0; fd < n; fd++)
        printf("%s ", list[fd]->d_name);
    printf("%d\n", n);
    for (i = 0; i < sizeof files / sizeof *files; i++)
        unlink(files[i]);
    unlink("link");
    unlink("loop1");
    unlink("loop2");
    unlink("far");
    rmdir("sub");
    chdir("/tmp");
    printf("%d\n", rmdir(ROOM));
    commands();
    p = getpwnam("root");
    printf("%s %d %d", p->pw_name, (int)p->pw_uid, (int)p->pw_gid);
    printf(" %d\n", getpwnam("no such user") == NULL);
    printf("%s %s\n", getpwuid(0)->pw_name, getgrgid(0)->gr_name);
    printf("%d", (int)getgrnam("root")->gr_gid);
    printf(" %d\n", getgrnam("no such group") == NULL);
    fd = mkstemp(name);
    fstat(fd, &st);
    printf("%d %o %d\n", fd >= 0, (unsigned)st.st_mode, strstr(name, "XXXXXX") == NULL);
    close(fd);
    unlink(name);
    strcpy(path, "/tmp/dirXXXXXX");
    printf("%d", mkdtemp(path) == path);
    printf(" %d\n", rmdir(path));
    fflush(stdout);
    dup2(1, 2);
    errno = ENOENT;
    warn("cannot open %s", "x");
    warnx("plain %d", 7);
    errno = EACCES;
    perror("perror");
    err(4, NULL);
}
