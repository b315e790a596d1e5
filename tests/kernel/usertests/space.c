/* A full disk: ENOSPC in the middle of things leaves everything as it was; what is freed can be used again. These tests run in the machine only. */
#include "frame.h"
#include <sched.h>
#include <sys/statfs.h>

static char data[8192];

static int free_blocks(void) {
    struct statfs s;
    CHECK(statfs("/", &s) == 0);
    return s.f_bfree;
}

static int free_inodes(void) {
    struct statfs s;
    CHECK(statfs("/", &s) == 0);
    return s.f_ffree;
}

/* Fills the disk up to `left` blocks. */
static void fill(int left) {
    int fd = open("ballast", O_WRONLY | O_CREAT | O_APPEND, 0600), blocks;
    CHECK(fd >= 0);
    while ((blocks = free_blocks() - left) > 0) {
        int n = blocks > 8 ? 8192 : blocks * 1024;
        CHECK(write(fd, data, n) == n);
    }
    CHECK(close(fd) == 0 && free_blocks() == left);
}

static void writing(void) {
    struct stat st;
    int fd, i, before = free_blocks();
    memset(data, 'b', sizeof data);
    CHECK((fd = open("f", O_RDWR | O_CREAT, 0600)) >= 0);
    fill(3);
    memset(data, 'w', sizeof data);
    CHECK(write(fd, data, 8192) == 3072);
    FAILS(write(fd, data, 1), ENOSPC);
    CHECK(fstat(fd, &st) == 0 && st.st_size == 3072 && st.st_blocks == 6 && lseek(fd, 0, SEEK_CUR) == 3072);
    CHECK(lseek(fd, 1000, SEEK_SET) == 1000 && write(fd, "over", 4) == 4);
    CHECK(lseek(fd, 50000, SEEK_SET) == 50000);
    FAILS(write(fd, data, 10), ENOSPC);
    CHECK(fstat(fd, &st) == 0 && st.st_size == 3072);
    CHECK(get("f", data, sizeof data) == 3072 && !memcmp(data + 998, "wwoverww", 8));
    for (i = 1010; i < 3072; i++)
        CHECK(data[i] == 'w');
    CHECK(unlink("ballast") == 0 && free_blocks() > 100);
    CHECK(lseek(fd, 3072, SEEK_SET) == 3072 && write(fd, data, 8192) == 8192);
    CHECK(close(fd) == 0 && unlink("f") == 0 && free_blocks() == before);
}

/* A directory of sixteen names fills its block; the next name needs another one. */
static void full_directory(const char *directory) {
    char name[32];
    int i;
    CHECK(mkdir(directory, 0755) == 0);
    for (i = 0; i < 14; i++) {
        strcpy(name, directory);
        strcat(name, "/n");
        put(strcat(name, decimal(i)), "", 0);
    }
}

static void naming(void) {
    struct stat st;
    int before = free_blocks(), inodes = free_inodes();
    full_directory("d");
    CHECK(mkdir("e", 0755) == 0);
    put("f", "x", 1);
    fill(0);
    inodes = free_inodes();
    FAILS(mkdir("m", 0755), ENOSPC);
    FAILS(symlink("f", "l"), ENOSPC);
    FAILS(open("d/more", O_WRONLY | O_CREAT, 0600), ENOSPC);
    FAILS(link("f", "d/more"), ENOSPC);
    FAILS(rename("f", "d/more"), ENOSPC);
    FAILS(rename("e", "d/more"), ENOSPC);
    FAILS(mkfifo("d/more", 0600), ENOSPC);
    CHECK(free_inodes() == inodes);
    CHECK(stat("f", &st) == 0 && st.st_nlink == 1 && stat("e", &st) == 0 && st.st_nlink == 2);
    CHECK(lstat("m", &st) == -1 && lstat("l", &st) == -1 && lstat("d/more", &st) == -1);
    CHECK(rename("f", "g") == 0 && rename("g", "d/n3") == 0 && holds("d/n3", "x"));
    CHECK(rename("d/n3", "e/x") == 0 && link("e/x", "d/n3") == 0);
    CHECK(rmdir("m") == -1 && unlink("ballast") == 0);
    CHECK(mkdir("m", 0755) == 0 && rename("e", "d/more") == 0 && rename("m", "d/more2") == 0);
    CHECK(free_blocks() < before);
}

static void holes(void) {
    int fd, i;
    struct stat st;
    CHECK((fd = open("f", O_RDWR | O_CREAT, 0600)) >= 0 && ftruncate(fd, 1 << 20) == 0);
    fill(2);
    CHECK(lseek(fd, 500 * 1024 + 100, SEEK_SET) > 0 && write(fd, data, 4096) == 2 * 1024 - 100);
    CHECK(fstat(fd, &st) == 0 && st.st_size == 1 << 20 && st.st_blocks == 4);
    CHECK(ftruncate(fd, 100) == 0 && free_blocks() == 2 && ftruncate(fd, 1 << 20) == 0);
    for (i = 0; i < 2; i++)
        CHECK(lseek(fd, i * 100 * 1024, SEEK_SET) >= 0 && write(fd, "x", 1) == 1);
    CHECK(lseek(fd, 300 * 1024, SEEK_SET) > 0);
    FAILS(write(fd, "x", 1), ENOSPC);
    CHECK(unlink("ballast") == 0);
}

/* Space of an unlinked file comes back when its last descriptor is closed, also by a process that is killed. */
static void unlinked(void) {
    int before = free_blocks(), fds[2];
    char c;
    pid_t pid;
    CHECK(pipe(fds) == 0);
    if (!(pid = fork())) {
        int fd = open("f", O_RDWR | O_CREAT, 0600), i;
        for (i = 0; i < 20; i++)
            write(fd, data, sizeof data);
        unlink("f");
        write(fds[1], "x", 1);
        for (;;)
            pause();
    }
    CHECK(read(fds[0], &c, 1) == 1);
    CHECK(free_blocks() == before - 160);
    CHECK(kill(pid, SIGKILL) == 0 && ended(pid) == 256 + SIGKILL);
    CHECK(free_blocks() == before);
}

/* All inodes used. */
static void no_inodes(void) {
    char name[16];
    int n = 0, i, blocks, left = free_inodes();
    umask(0);
    for (i = 0; n < left; n++) {
        if (n % 200 == 0) {
            strcpy(name, "d");
            CHECK(chdir(n ? ".." : ".") == 0 && mkdir(strcat(name, decimal(i++)), 0755) == 0 && chdir(name) == 0);
            n++;
        }
        if (n < left) {
            strcpy(name, "f");
            CHECK(mkfifo(strcat(name, decimal(n % 200)), 0600) == 0);
        }
    }
    CHECK(free_inodes() == 0);
    blocks = free_blocks();
    FAILS(open("new", O_WRONLY | O_CREAT, 0600), ENOSPC);
    FAILS(mkdir("new", 0755), ENOSPC);
    FAILS(symlink("a", "new"), ENOSPC);
    FAILS(mkfifo("new", 0600), ENOSPC);
    CHECK(free_blocks() == blocks);
    CHECK(rename(name, "new") == 0 && link("new", "newer") == 0 && unlink("new") == 0 && unlink("newer") == 0);
    put("again", "x", 1);
    CHECK(free_inodes() == 0);
}

static void writers_until_full(void) {
    int i, status;
    fill(40);
    for (i = 0; i < 3; i++)
        if (!fork()) {
            char name[2] = {'a' + i, 0};
            int fd = open(name, O_WRONLY | O_CREAT, 0600), n;
            memset(data, 'a' + i, sizeof data);
            while ((n = write(fd, data, 1024 + i * 700)) > 0)
                sched_yield();
            _exit(n != -1 || errno != ENOSPC);
        }
    while (wait(&status) > 0)
        CHECK(status == 0);
    CHECK(free_blocks() == 0);
    for (i = 0; i < 3; i++) {
        char name[2] = {'a' + i, 0};
        struct stat st;
        int fd = open(name, O_RDONLY), n, j;
        CHECK(fd >= 0 && fstat(fd, &st) == 0 && st.st_size > 0);
        while ((n = read(fd, data, sizeof data)) > 0)
            for (j = 0; j < n; j++)
                CHECK(data[j] == 'a' + i);
    }
    CHECK(unlink("ballast") == 0);
}

const struct test tests[] = {
    {"writing", writing},
    {"naming", naming},
    {"holes", holes},
    {"unlinked", unlinked},
    {"writers_until_full", writers_until_full},
    {"no_inodes", no_inodes},
    {NULL, NULL},
};
