/* Regular files: POSIX.1-2017, open(), read(), write(), lseek(), ftruncate(), unlink(), fstat(). */
#include "frame.h"

static char buf[8192];

static int make(const char *name) {
    int fd = open(name, O_RDWR | O_CREAT | O_TRUNC, 0644);
    CHECK(fd >= 0);
    return fd;
}

static void unlinked_while_open(void) {
    struct stat st;
    int fd = make("f"), other;
    CHECK(write(fd, "data", 4) == 4);
    CHECK((other = open("f", O_RDONLY)) >= 0);
    CHECK(unlink("f") == 0);
    FAILS(open("f", O_RDONLY), ENOENT);
    FAILS(unlink("f"), ENOENT);
    CHECK(fstat(fd, &st) == 0 && st.st_nlink == 0 && st.st_size == 4);
    CHECK(write(fd, "more", 4) == 4);
    CHECK(read(other, buf, 20) == 8 && !memcmp(buf, "datamore", 8));
    put("f", "new", 3);
    CHECK(lseek(other, 0, SEEK_SET) == 0 && read(other, buf, 20) == 8);
    CHECK(close(fd) == 0 && fstat(other, &st) == 0 && st.st_size == 8 && close(other) == 0);
    CHECK(holds("f", "new"));
}

static void exclusive(void) {
    int fd;
    CHECK((fd = open("f", O_WRONLY | O_CREAT | O_EXCL, 0600)) >= 0);
    CHECK(write(fd, "x", 1) == 1 && close(fd) == 0);
    FAILS(open("f", O_WRONLY | O_CREAT | O_EXCL | O_TRUNC, 0600), EEXIST);
    CHECK(holds("f", "x"));
    CHECK(symlink("absent", "l") == 0);
    FAILS(open("l", O_WRONLY | O_CREAT | O_EXCL, 0600), EEXIST);
    FAILS(open("absent", O_RDONLY), ENOENT);
    FAILS(open("l", O_RDONLY), ENOENT);
    CHECK((fd = open("l", O_WRONLY | O_CREAT, 0600)) >= 0 && close(fd) == 0);
    CHECK(holds("absent", ""));
    CHECK(mkdir("d", 0755) == 0);
    FAILS(open("d", O_WRONLY), EISDIR);
    FAILS(open("d", O_RDWR), EISDIR);
    FAILS(open("d", O_RDONLY | O_CREAT | O_EXCL, 0600), EEXIST);
    FAILS(open(".", O_RDONLY | O_CREAT | O_EXCL, 0600), EEXIST);
    FAILS(open("d", O_RDONLY | O_CREAT, 0600), EISDIR);
    FAILS(open("f/", O_RDONLY), ENOTDIR);
    FAILS(open("f", O_RDONLY | O_DIRECTORY), ENOTDIR);
    CHECK((fd = open("d", O_RDONLY)) >= 0);
    FAILS(read(fd, buf, 1), EISDIR);
}

static void truncating_open(void) {
    struct stat st;
    int fd = make("f"), other;
    CHECK(write(fd, "0123456789", 10) == 10);
    CHECK((other = open("f", O_WRONLY | O_TRUNC)) >= 0);
    CHECK(fstat(fd, &st) == 0 && st.st_size == 0);
    CHECK(lseek(fd, 0, SEEK_CUR) == 10);
    CHECK(write(fd, "x", 1) == 1);
    CHECK(get("f", buf, sizeof buf) == 11);
    CHECK(!memcmp(buf, "\0\0\0\0\0\0\0\0\0\0x", 11));
}

/* Two writers with O_APPEND: nothing is overwritten, every line is whole. */
static void appending(void) {
    int i, fd, w, seen[2] = {0, 0}, n;
    put("f", "", 0);
    for (w = 0; w < 2; w++)
        if (!fork()) {
            CHECK((fd = open("f", O_WRONLY | O_APPEND)) >= 0);
            for (i = 0; i < 60; i++) {
                CHECK(lseek(fd, 0, SEEK_SET) == 0);
                CHECK(write(fd, w ? "bbbbbbb\n" : "aaaaaaa\n", 8) == 8);
                if (i % 8 == w)
                    pass(1);
            }
            _exit(0);
        }
    while (wait(&n) > 0)
        CHECK(n == 0);
    CHECK(get("f", buf, sizeof buf) == 960);
    for (i = 0; i < 960; i += 8) {
        CHECK(!memcmp(buf + i, "aaaaaaa\n", 8) || !memcmp(buf + i, "bbbbbbb\n", 8));
        seen[buf[i] - 'a']++;
    }
    CHECK(seen[0] == 60 && seen[1] == 60);
    CHECK((fd = open("f", O_RDWR | O_APPEND)) >= 0);
    CHECK(read(fd, buf, 4) == 4 && lseek(fd, 0, SEEK_CUR) == 4);
    CHECK(write(fd, "end", 3) == 3 && lseek(fd, 0, SEEK_CUR) == 963);
}

static void shared_position(void) {
    int fd = make("f"), other, i;
    for (i = 0; i < 20; i++)
        CHECK(write(fd, decimal(10 + i), 2) == 2);
    CHECK(lseek(fd, 0, SEEK_SET) == 0);
    for (i = 0; i < 4; i++) {
        pid_t pid = fork();
        if (!pid)
            _exit(read(fd, buf, 2) != 2 || atoi(buf) != 10 + i);
        CHECK(ended(pid) == 0);
    }
    CHECK(lseek(fd, 0, SEEK_CUR) == 8);
    CHECK((other = open("f", O_RDONLY)) >= 0 && lseek(other, 0, SEEK_CUR) == 0);
}

static void seeking(void) {
    struct stat st;
    int fd = make("f"), i;
    CHECK(write(fd, "abcdef", 6) == 6);
    CHECK(lseek(fd, -2, SEEK_END) == 4 && read(fd, buf, 8) == 2 && buf[0] == 'e');
    CHECK(lseek(fd, -1, SEEK_CUR) == 5);
    FAILS(lseek(fd, -7, SEEK_END), EINVAL);
    FAILS(lseek(fd, -1, SEEK_SET), EINVAL);
    FAILS(lseek(fd, 0, 17), EINVAL);
    CHECK(lseek(fd, 0, SEEK_CUR) == 5);
    CHECK(lseek(fd, 100, SEEK_END) == 106);
    CHECK(read(fd, buf, 8) == 0);
    CHECK(fstat(fd, &st) == 0 && st.st_size == 6);
    CHECK(lseek(fd, 5000, SEEK_SET) == 5000 && write(fd, "z", 1) == 1);
    CHECK(get("f", buf, sizeof buf) == 5001);
    CHECK(buf[5] == 'f' && buf[5000] == 'z');
    for (i = 6; i < 5000; i++)
        CHECK(!buf[i]);
}

static void sparse(void) {
    struct stat st;
    int fd = make("f");
    CHECK(lseek(fd, 1 << 20, SEEK_SET) == 1 << 20 && write(fd, "end", 3) == 3);
    CHECK(fstat(fd, &st) == 0 && st.st_size == (1 << 20) + 3);
    CHECK(st.st_blocks * 512 < 65536);
    CHECK(lseek(fd, 500000, SEEK_SET) == 500000 && read(fd, buf, 100) == 100 && !buf[0] && !buf[99]);
    CHECK(lseek(fd, 500000, SEEK_SET) == 500000 && write(fd, "mid", 3) == 3);
    CHECK(lseek(fd, 499998, SEEK_SET) == 499998 && read(fd, buf, 7) == 7 && !memcmp(buf, "\0\0mid\0\0", 7));
    CHECK(lseek(fd, (1 << 20) - 1, SEEK_SET) > 0 && read(fd, buf, 10) == 4 && !memcmp(buf, "\0end", 4));
}

static void truncating(void) {
    struct stat st;
    int fd = make("f"), i;
    memset(buf, 'q', 3000);
    CHECK(write(fd, buf, 3000) == 3000);
    CHECK(ftruncate(fd, 1500) == 0 && fstat(fd, &st) == 0 && st.st_size == 1500);
    CHECK(lseek(fd, 0, SEEK_CUR) == 3000);
    CHECK(truncate("f", 3000) == 0);
    CHECK(get("f", buf, sizeof buf) == 3000);
    for (i = 0; i < 3000; i++)
        CHECK(buf[i] == (i < 1500 ? 'q' : 0));
    CHECK(truncate("f", 0) == 0 && stat("f", &st) == 0 && st.st_size == 0 && st.st_blocks == 0);
    FAILS(truncate("f", -1), EINVAL);
    FAILS(truncate("absent", 0), ENOENT);
    CHECK(mkdir("d", 0755) == 0);
    FAILS(truncate("d", 0), EISDIR);
    CHECK((i = open("f", O_RDONLY)) >= 0);
    CHECK(ftruncate(i, 5) == -1 && (errno == EINVAL || errno == EBADF));
    FAILS(ftruncate(99, 5), EBADF);
}

/* Reads and writes of lengths and at places around the ends of blocks and pages, against a copy in memory. */
static void boundaries(void) {
    static const int places[] = {0, 1, 511, 512, 1023, 1024, 1025, 2047, 2049, 4095, 4096, 4097};
    static const int lengths[] = {1, 2, 511, 513, 1023, 1024, 1025, 2048};
    char model[6200];
    unsigned i, j;
    int fd = make("f"), size = 0, n;
    unsigned char fill = 1;
    memset(model, 0, sizeof model);
    for (i = 0; i < sizeof places / sizeof *places; i++)
        for (j = 0; j < sizeof lengths / sizeof *lengths; j++) {
            int at = places[i], length = lengths[(i + j) % 8];
            memset(buf, ++fill, length);
            memset(model + at, fill, length);
            CHECK(lseek(fd, at, SEEK_SET) == at && write(fd, buf, length) == length);
            if (at + length > size)
                size = at + length;
            at = places[(i * 5 + j) % 12];
            CHECK(lseek(fd, at, SEEK_SET) == at);
            n = read(fd, buf + 1, lengths[j]);
            CHECK(n == (at >= size ? 0 : size - at < lengths[j] ? size - at : lengths[j]));
            CHECK(!memcmp(buf + 1, model + at, n));
        }
    CHECK(get("f", buf, sizeof buf) == size && !memcmp(buf, model, size));
}

/* A buffer that lies across pages of memory, one of them not touched before. */
static void across_pages(void) {
    char *heap = sbrk(0), *at;
    int fd = make("f"), i;
    CHECK(heap == sbrk(3000));
    at = heap + 3000 - 2000;
    for (i = 0; i < 2000; i++)
        at[i] = i * 7;
    CHECK(write(fd, at, 2000) == 2000);
    CHECK(sbrk(-3000) != (void *)-1 && sbrk(3000) != (void *)-1);
    CHECK(lseek(fd, 0, SEEK_SET) == 0 && read(fd, at, 2000) == 2000);
    for (i = 0; i < 2000; i++)
        CHECK(at[i] == (char)(i * 7));
}

static void large(void) {
    int fd = make("f"), i, n;
    for (i = 0; i < 100; i++) {
        memset(buf, i, 4000);
        CHECK(write(fd, buf, 4000) == 4000);
    }
    CHECK(lseek(fd, 0, SEEK_SET) == 0);
    for (i = 0; i < 400000; i += n) {
        CHECK((n = read(fd, buf, 1777)) > 0);
        CHECK(buf[0] == i / 4000 && buf[n - 1] == (i + n - 1) / 4000);
    }
    CHECK(read(fd, buf, 1) == 0);
}

static void zero_length(void) {
    struct stat st;
    int fd = make("f");
    CHECK(write(fd, buf, 0) == 0 && read(fd, buf, 0) == 0);
    CHECK(lseek(fd, 100, SEEK_SET) == 100 && write(fd, buf, 0) == 0);
    CHECK(fstat(fd, &st) == 0 && st.st_size == 0);
    CHECK(write(fd, "x", 1) == 1 && fstat(fd, &st) == 0 && st.st_size == 101);
}

static void limited_size(void) {
#ifdef __UCVM__
    int fd = make("f");
    FAILS(lseek(fd, -0x80000000, SEEK_SET), EINVAL);
    CHECK(lseek(fd, 0x7fffffff, SEEK_SET) == 0x7fffffff);
    FAILS(lseek(fd, 1, SEEK_CUR), EINVAL);
    FAILS(write(fd, "x", 1), EFBIG);
    FAILS(ftruncate(fd, 0x7fffffff), EFBIG);
#endif
}

const struct test tests[] = {
    {"unlinked_while_open", unlinked_while_open},
    {"exclusive", exclusive},
    {"truncating_open", truncating_open},
    {"appending", appending},
    {"shared_position", shared_position},
    {"seeking", seeking},
    {"sparse", sparse},
    {"truncating", truncating},
    {"boundaries", boundaries},
    {"across_pages", across_pages},
    {"large", large},
    {"zero_length", zero_length},
    {"limited_size", limited_size},
    {NULL, NULL},
};
