/* Long random sequences of operations on a few names, files, links and permissions. What Linux answers to all of them together is stored here as a number for
   each sequence (made by running this program natively, which prints it when it is another). */
#include "frame.h"

#define STEPS 700
#define DEEP 9

static unsigned state, sum;
static char base[128], one[64], two[64], buf[4096];
static int fds[4];

static unsigned chance(unsigned n) {
    state = state * 1103515245u + 12345u;
    return (state >> 12) % n;
}

static char *path(char *p) {
    static const char *const parts[] = {"a", "b", "c", "d", ".", "..", "l"};
    int n = 1 + chance(3), i;
    *p = 0;
    for (i = 0; i < n; i++) {
        if (i)
            strcat(p, "/");
        strcat(p, parts[chance(i ? 7 : 5)]);
    }
    if (!chance(12))
        strcat(p, "/");
    return p;
}

static void add(int n) {
    sum = (sum << 5 | sum >> 27) ^ n;
    sum *= 2654435761u;
}

static int told(int r, const struct stat *st, int follow) {
    if (r)
        return r;
    add(st->st_mode);
    if (!S_ISDIR(st->st_mode))
        add(st->st_nlink * 100000 + st->st_size);
    else if (!follow)
        add(st->st_nlink);
    return 0;
}

static int reopen(void) {
    static const int flags[] = {O_RDONLY, O_RDWR, O_WRONLY, O_RDWR | O_CREAT, O_RDWR | O_CREAT, O_RDWR | O_CREAT | O_EXCL, O_RDWR | O_CREAT | O_TRUNC,
        O_WRONLY | O_APPEND, O_RDONLY | O_NOFOLLOW, O_RDONLY | O_DIRECTORY, O_RDWR | O_TRUNC, O_RDONLY | O_CREAT};
    int f = chance(4), how = chance(12);
    if (fds[f] >= 0)
        close(fds[f]);
    fds[f] = open(path(one), flags[how], 0644);
    return fds[f] >= 0 ? 0 : -1;
}

static int seek(void) {
    struct stat st;
    int f = chance(4), whence = chance(3), offset = (int)chance(9000) - 3000;
    return fds[f] >= 0 && !fstat(fds[f], &st) && S_ISREG(st.st_mode) ? lseek(fds[f], offset, whence) : 0;
}

static int receive(void) {
    int f = chance(4), n = read(fds[f], buf, chance(3000)), i;
    for (i = 0; i < n; i++)
        add(buf[i]);
    return n;
}

static int step(int i) {
    static const int modes[] = {0700, 0755, 0500, 0300, 0600, 0400, 0200, 0100, 0, 0777, 0711, 0744};
    struct stat st;
    int f;
    switch (chance(24)) {
    case 20: case 21: case 22: path(one); return chmod(one, modes[chance(12)]);
    case 23: path(one); return access(one, chance(8));
    case 0: case 1: return mkdir(path(one), 0755);
    case 2: return rmdir(path(one));
    case 3: return unlink(path(one));
    case 4: case 5: case 6: path(one); return rename(one, path(two));
    case 7: path(one); return link(one, path(two));
    case 8: path(one); return symlink(one, path(two));
    case 9: case 10: case 11: return reopen();
    case 12: case 13: f = chance(4); memset(buf, 'a' + i % 26, sizeof buf); return write(fds[f], buf, chance(2500));
    case 14: return receive();
    case 15: return seek();
    case 16: path(one); return truncate(one, chance(6000));
    case 17: return told(lstat(path(one), &st), &st, 0);
    case 18: return told(stat(path(one), &st), &st, 1);
    default:
        if (chance(3))
            return readlink(path(one), buf, 64);
        f = chdir(path(one));
        return chance(2) ? f : chdir(base);
    }
}

static void mix(unsigned seed, unsigned expected) {
    int i, r;
    for (i = 0; i < 4; i++)
        fds[i] = -1;
    for (i = 0; i < DEEP; i++)
        CHECK(mkdir("s", 0755) == 0 && chdir("s") == 0);
    CHECK(getcwd(base, sizeof base) && mkdir("a", 0755) == 0 && mkdir("b", 0755) == 0);
    state = seed;
    for (i = 0; i < STEPS; i++) {
        errno = 0;
        r = step(i);
        add(r);
        add(r < 0 ? errno : 0);
    }
#ifndef __UCVM__
    if (sum != expected)
        printf("%u: 0x%08x\n", seed, sum), fflush(stdout);
#endif
    CHECK(sum == expected);
}

static void first(void) {
    mix(1, 0xff80e892);
}

static void second(void) {
    mix(2, 0x6a0709e7);
}

static void third(void) {
    mix(3, 0x9891b599);
}

static void fourth(void) {
    mix(4, 0x45beced2);
}

static void fifth(void) {
    mix(5, 0xb73f26ee);
}

static void sixth(void) {
    mix(6, 0x177c4680);
}

static void seventh(void) {
    mix(7, 0xe65f96c3);
}

static void eighth(void) {
    mix(8, 0x40a06503);
}

static void ninth(void) {
    mix(10, 0x3596963f);
}

static void tenth(void) {
    mix(12, 0x3889ee99);
}

static void eleventh(void) {
    mix(13, 0x898d51cb);
}

static void twelfth(void) {
    mix(15, 0xc9bff40e);
}

const struct test tests[] = {
    {"first", first},
    {"second", second},
    {"third", third},
    {"fourth", fourth},
    {"fifth", fifth},
    {"sixth", sixth},
    {"seventh", seventh},
    {"eighth", eighth},
    {"ninth", ninth},
    {"tenth", tenth},
    {"eleventh", eleventh},
    {"twelfth", twelfth},
    {NULL, NULL},
};
