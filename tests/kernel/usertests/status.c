/* What the system tells of files, processes and itself: POSIX.1-2017, stat(), utimensat(), uname(); Linux's proc(5). */
#include "frame.h"
#include <dirent.h>
#include <sys/utsname.h>
#include <time.h>

static struct stat status(const char *path) {
    struct stat st;
    CHECK(lstat(path, &st) == 0);
    return st;
}

static void fields(void) {
    struct stat f, d, l, again;
    int fd;
    put("f", "12345", 5);
    CHECK(chmod("f", 0640) == 0 && mkdir("d", 0750) == 0 && symlink("somewhere", "l") == 0 && link("f", "g") == 0);
    f = status("f"), d = status("d"), l = status("l");
    CHECK(S_ISREG(f.st_mode) && (f.st_mode & 07777) == 0640 && f.st_size == 5 && f.st_nlink == 2);
    CHECK(f.st_uid == USER && f.st_gid == USER && f.st_blksize > 0 && f.st_blocks > 0);
    CHECK(S_ISDIR(d.st_mode) && (d.st_mode & 07777) == 0750 && d.st_nlink == 2);
    CHECK(S_ISLNK(l.st_mode) && l.st_size == 9 && l.st_nlink == 1);
    CHECK(f.st_dev == d.st_dev && f.st_ino != d.st_ino && f.st_ino != l.st_ino);
    CHECK((fd = open("g", O_RDONLY)) >= 0 && fstat(fd, &again) == 0);
    CHECK(again.st_ino == f.st_ino && again.st_dev == f.st_dev && again.st_mode == f.st_mode && again.st_size == 5);
    CHECK(S_ISCHR(status("/dev/null").st_mode) && status("/dev/null").st_rdev != status("/dev/zero").st_rdev);
    CHECK(status("/proc").st_dev != f.st_dev);
}

/* Which operations mark which of a file's three times. */
#define LATER pass(1100)
static void times_marked(void) {
    struct stat a, b;
    char c;
    int fd;
    put("f", "x", 1);
    a = status("f");
    CHECK(a.st_mtime == a.st_ctime && time(NULL) - a.st_mtime <= 1);
    LATER;
    CHECK(chmod("f", 0600) == 0);
    b = status("f");
    CHECK(b.st_ctime > a.st_ctime && b.st_mtime == a.st_mtime);
    LATER;
    CHECK((fd = open("f", O_RDWR)) >= 0 && write(fd, "y", 1) == 1);
    a = status("f");
    CHECK(a.st_mtime > b.st_mtime && a.st_ctime > b.st_ctime);
    LATER;
    CHECK(link("f", "g") == 0);
    b = status("f");
    CHECK(b.st_ctime > a.st_ctime && b.st_mtime == a.st_mtime);
    LATER;
    CHECK(lseek(fd, 0, SEEK_SET) == 0 && read(fd, &c, 1) == 1);
    a = status("f");
    CHECK(a.st_mtime == b.st_mtime && a.st_ctime == b.st_ctime);
    LATER;
    CHECK(ftruncate(fd, 0) == 0);
    b = status("f");
    CHECK(b.st_mtime > a.st_mtime && b.st_ctime > a.st_ctime);
}

static void directory_times(void) {
    struct stat a, b;
    CHECK(mkdir("d", 0755) == 0);
    a = status("d");
    LATER;
    put("d/f", "", 0);
    b = status("d");
    CHECK(b.st_mtime > a.st_mtime && b.st_ctime > a.st_ctime);
    LATER;
    put("d/f", "more", 4);
    a = status("d");
    CHECK(a.st_mtime == b.st_mtime);
    CHECK(rename("d/f", "d/g") == 0);
    b = status("d");
    CHECK(b.st_mtime > a.st_mtime);
    LATER;
    CHECK(unlink("d/g") == 0);
    a = status("d");
    CHECK(a.st_mtime > b.st_mtime && a.st_ctime > b.st_ctime);
}

static void setting_times(void) {
    struct timespec t[2];
    struct stat st;
    time_t before;
    put("f", "", 0);
    memset(t, 0, sizeof t);
    t[0].tv_sec = 1000000000;
    t[1].tv_sec = 1234567890;
    t[1].tv_nsec = 500;
    LATER;
    before = status("f").st_ctime;
    CHECK(utimensat(AT_FDCWD, "f", t, 0) == 0);
    st = status("f");
    CHECK(st.st_atime == 1000000000 && st.st_mtime == 1234567890 && st.st_ctime > before);
    t[0].tv_nsec = UTIME_OMIT;
    t[1].tv_nsec = UTIME_NOW;
    CHECK(utimensat(AT_FDCWD, "f", t, 0) == 0);
    st = status("f");
    CHECK(st.st_atime == 1000000000 && time(NULL) - st.st_mtime <= 1);
    CHECK(utimensat(AT_FDCWD, "f", NULL, 0) == 0 && time(NULL) - status("f").st_atime <= 1);
    t[0].tv_nsec = 1000000000;
    FAILS(utimensat(AT_FDCWD, "f", t, 0), EINVAL);
    FAILS(utimensat(AT_FDCWD, "absent", NULL, 0), ENOENT);
    t[0].tv_nsec = t[1].tv_nsec = 0;
    FAILS(utimensat(AT_FDCWD, "/etc/passwd", t, 0), EPERM);
    FAILS(utimensat(AT_FDCWD, "/etc/passwd", NULL, 0), EACCES);
}

static void block_counts(void) {
    struct stat st;
    char kilobyte[1024];
    int fd, i;
    unsigned before = 0;
    memset(kilobyte, 'k', sizeof kilobyte);
    CHECK((fd = open("f", O_RDWR | O_CREAT, 0600)) >= 0 && fstat(fd, &st) == 0 && st.st_blocks == 0);
    for (i = 1; i <= 16; i++) {
        CHECK(write(fd, kilobyte, 1024) == 1024 && fstat(fd, &st) == 0);
        CHECK(st.st_size == 1024 * i && st.st_blocks * 512 >= st.st_size && st.st_blocks >= before);
        before = st.st_blocks;
    }
}

static void names_of_system(void) {
    struct utsname u;
    CHECK(uname(&u) >= 0);
    CHECK(*u.sysname && *u.nodename && *u.release && *u.version && *u.machine);
#ifdef __UCVM__
    CHECK(!strcmp(u.sysname, "UCVM") && !strcmp(u.release, "3.0"));
#endif
}

/* Reads up to size - 1 bytes of a file as a string. */
static char *text_of(const char *path, char *buf, int size) {
    int fd = open(path, O_RDONLY), n, length = 0;
    CHECK(fd >= 0);
    while ((n = read(fd, buf + length, size - 1 - length)) > 0)
        length += n;
    CHECK(n == 0 && close(fd) == 0);
    buf[length] = 0;
    return buf;
}

static void own_entry(void) {
    char buf[1024], path[64], link_text[64], *p;
    int n;
    CHECK((n = readlink("/proc/self", link_text, 63)) > 0);
    link_text[n] = 0;
    CHECK(atoi(link_text) == getpid());
    CHECK((n = readlink("/proc/self/cwd", link_text, 63)) > 0);
    link_text[n] = 0;
    CHECK(getcwd(path, sizeof path) && !strcmp(path, link_text));
    CHECK((n = readlink("/proc/self/exe", link_text, 63)) > 0);
    link_text[n] = 0;
    CHECK(!strcmp(link_text, self));
    text_of("/proc/self/cmdline", buf, sizeof buf);
    CHECK(!strcmp(buf, self));
    text_of("/proc/self/status", buf, sizeof buf);
    CHECK((p = strstr(buf, "\nPid:\t")) && atoi(p + 6) == getpid());
    CHECK((p = strstr(buf, "\nPPid:\t")) && atoi(p + 7) == getppid());
    CHECK((p = strstr(buf, "\nUid:\t")) && atoi(p + 6) == USER);
    CHECK(strstr(buf, "\nState:\tR"));
    text_of("/proc/self/stat", buf, sizeof buf);
    CHECK(atoi(buf) == getpid() && (p = strchr(buf, ')')) && p[2] == 'R' && atoi(p + 4) == getppid());
}

static void states(void) {
    char path[32], buf[1024];
    pid_t pid;
    int status, gate[2];
    CHECK(pipe(gate) == 0);
    if (!(pid = fork())) {
        close(gate[1]);
        read(gate[0], buf, 1);
        _exit(0);
    }
    strcpy(path, "/proc/");
    strcat(path, decimal(pid));
    strcat(path, "/status");
    pass(50);
    CHECK(strstr(text_of(path, buf, sizeof buf), "\nState:\tS"));
    CHECK(kill(pid, SIGSTOP) == 0 && waitpid(pid, &status, WUNTRACED) == pid);
    CHECK(strstr(text_of(path, buf, sizeof buf), "\nState:\tT"));
    CHECK(kill(pid, SIGCONT) == 0 && close(gate[1]) == 0);
    pass(50);
    CHECK(strstr(text_of(path, buf, sizeof buf), "\nState:\tZ"));
    CHECK(ended(pid) == 0);
    FAILS(open(path, O_RDONLY), ENOENT);
}

static void descriptors(void) {
    char path[32], buf[64];
    struct dirent *e;
    DIR *d;
    int fd, again, seen = 0, n;
    put("f", "hello", 5);
    CHECK((fd = open("f", O_RDONLY)) >= 0);
    strcpy(path, "/proc/self/fd/");
    strcat(path, decimal(fd));
    CHECK((n = readlink(path, buf, 63)) > 0);
    buf[n] = 0;
    CHECK(!strcmp(strrchr(buf, '/'), "/f"));
    CHECK((d = opendir("/proc/self/fd")) != NULL);
    while ((e = readdir(d)))
        seen += atoi(e->d_name) == fd;
    CHECK(seen == 1 && closedir(d) == 0);
    CHECK((again = open(path, O_RDONLY)) >= 0 && read(again, buf, 64) == 5);
    CHECK(close(fd) == 0);
    FAILS(readlink(path, buf, 63), ENOENT);
}

static void read_only(void) {
    CHECK(mkdir("/proc/new", 0755) == -1 && open("/proc/new", O_WRONLY | O_CREAT, 0600) == -1);
    CHECK(unlink("/proc/self") == -1 && rmdir("/proc/1") == -1 && rename("/proc/version", "x") == -1);
    CHECK(link("/proc/version", "x") == -1 && errno == EXDEV);
    CHECK(chmod("/proc/version", 0777) == -1);
    CHECK(opendir("/proc/999999") == NULL && errno == ENOENT);
}

/* Each process that lives has its directory, and none other. */
static void all_processes(void) {
    struct dirent *e;
    DIR *d;
    pid_t child;
    int own = 0, mine = 0, first = 0;
    if (!(child = fork()))
        for (;;)
            pause();
    CHECK((d = opendir("/proc")) != NULL);
    while ((e = readdir(d)))
        if (e->d_name[0] >= '0' && e->d_name[0] <= '9') {
            int pid = atoi(e->d_name);
            own += pid == getpid();
            mine += pid == child;
            first += pid == 1;
            CHECK(kill(pid, 0) == 0 || errno == EPERM || errno == ESRCH);
        }
    CHECK(own == 1 && mine == 1 && first == 1 && closedir(d) == 0);
    CHECK(kill(child, SIGKILL) == 0 && ended(child) == 256 + SIGKILL);
}

const struct test tests[] = {
    {"fields", fields},
    {"times_marked", times_marked},
    {"directory_times", directory_times},
    {"setting_times", setting_times},
    {"block_counts", block_counts},
    {"names_of_system", names_of_system},
    {"own_entry", own_entry},
    {"states", states},
    {"descriptors", descriptors},
    {"read_only", read_only},
    {"all_processes", all_processes},
    {NULL, NULL},
};
