/* exec: POSIX.1-2017, execve(); what a new program has and what stops it from starting. */
#include "frame.h"
#include <limits.h>
#include <signal.h>

extern char **environ;

/* Runs this program as `-name words`; its status. */
static int again(const char *name, const char *a, const char *b) {
    pid_t pid = fork();
    if (!pid) {
        execl(self, self, name, a, b, (char *)NULL);
        _exit(99);
    }
    return ended(pid);
}

static void show_arguments(void) {
    CHECK(!strcmp(arguments[0], "-arguments"));
    CHECK(!strcmp(arguments[1], ""));
    CHECK(!strcmp(arguments[2], "two words\n"));
    CHECK(!strcmp(arguments[3], "\377\200 x"));
    CHECK(!arguments[4]);
    CHECK(!strcmp(environ[0], "A=1") && !strcmp(environ[1], "B=") && !environ[2]);
    CHECK(!strcmp(getenv("A"), "1") && !strcmp(getenv("B"), "") && !getenv("PATH"));
}

static void argument_vectors(void) {
    static char *const argv[] = {"any name", "-arguments", "", "two words\n", "\377\200 x", NULL};
    static char *const envp[] = {"A=1", "B=", NULL};
    pid_t pid = fork();
    if (!pid) {
        execve(self, argv, envp);
        _exit(99);
    }
    CHECK(ended(pid) == 0);
}

/* The sum over all arguments, mod 256, is the status. */
static void add_up(void) {
    unsigned char sum = 0;
    char **p, *s;
    for (p = arguments + 1; *p; p++)
        for (s = *p; *s; s++)
            sum += *s;
    _exit(sum);
}

#ifdef __UCVM__
#define LIMIT ARG_MAX
#else
#define LIMIT 4096
#endif

/* argc, both tables with their ends, and the strings may fill ARG_MAX bytes, and not one more. */
static void up_to_arg_max(void) {
    static char big[LIMIT + 8];
    static char *const none[] = {NULL};
    char *argv[4];
    int room = LIMIT - 4 * (3 + 3) - (strlen(self) + 1) - sizeof "-sum", more;
    argv[0] = (char *)self;
    argv[1] = "-sum";
    argv[2] = big;
    argv[3] = NULL;
    for (more = 0; more < 2; more++) {
        pid_t pid;
        memset(big, 'z', room - 1 + more);
        if (!(pid = fork())) {
            execve(self, argv, none);
            _exit(errno == E2BIG ? 250 : 251);
        }
#ifndef __UCVM__
        if (more)
            (void)ended(pid);
        else
#endif
        CHECK(ended(pid) == (more ? 250 : (room - 1) * 'z' % 256));
    }
}

static void many_arguments(void) {
    char *argv[303];
    int i, sum = 0;
    pid_t pid;
    argv[0] = (char *)self;
    argv[1] = "-sum";
    for (i = 2; i < 302; i++) {
        argv[i] = i & 1 ? "abc" : "";
        sum += i & 1 ? 'a' + 'b' + 'c' : 0;
    }
    if (!(pid = fork())) {
        execv(self, argv);
        _exit(0);
    }
    CHECK(ended(pid) == sum % 256);
}

#ifdef __UCVM__
static void too_big(void) {
    static char *many[1100], *none[1];
    int i;
    for (i = 0; i < 1099; i++)
        many[i] = "";
    FAILS(execve(self, many, none), E2BIG);
    FAILS(execve(self, none, many), E2BIG);
    FAILS(execve(self, many + 550, many + 550), E2BIG);
}
#endif

static void no_file(void) {
    char *const argv[] = {"x", NULL};
    char name[NAME_MAX + 8];
    put("file", "x", 1);
    FAILS(execv("absent", argv), ENOENT);
    FAILS(execv("", argv), ENOENT);
    FAILS(execv("absent/x", argv), ENOENT);
    FAILS(execv("file/x", argv), ENOTDIR);
    memset(name, 'n', NAME_MAX + 1);
    name[NAME_MAX + 1] = 0;
    FAILS(execv(name, argv), ENAMETOOLONG);
    CHECK(symlink("loop", "loop") == 0);
    FAILS(execv("loop", argv), ELOOP);
    CHECK(symlink("nothing", "dangling") == 0);
    FAILS(execv("dangling", argv), ENOENT);
}

/* Copies this program. */
static int copy(const char *to, int from, int length) {
    char buf[1024];
    int in = open(self, O_RDONLY), out = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0755), n, done = 0;
    CHECK(in >= 0 && out >= 0);
    CHECK(lseek(in, from, SEEK_SET) == from);
    while (done < length && (n = read(in, buf, length - done < 1024 ? length - done : 1024)) > 0) {
        CHECK(write(out, buf, n) == n);
        done += n;
    }
    CHECK(close(in) == 0 && close(out) == 0);
    return done;
}

static void no_permission(void) {
    char *const argv[] = {"x", "-sum", NULL};
    pid_t pid;
    copy("program", 0, 1 << 20);
    CHECK(chmod("program", 0644) == 0);
    FAILS(execv("./program", argv), EACCES);
    FAILS(execv(".", argv), EACCES);
    FAILS(execv("/dev/null", argv), EACCES);
    CHECK(chmod("program", 0100) == 0);
    CHECK(mkdir("closed", 0755) == 0 && rename("program", "closed/program") == 0 && chmod("closed", 0600) == 0);
    FAILS(execv("closed/program", argv), EACCES);
    CHECK(chmod("closed", 0100) == 0);
    if (!(pid = fork())) {
        execv("closed/program", argv);
        _exit(1);
    }
#ifdef __UCVM__
    CHECK(ended(pid) == 0);
#else
    CHECK(ended(pid) < 256);
#endif
}

/* A file that is not whole is no program, however much of it there is, and the process that tried goes on. */
static void truncated(void) {
    char *const argv[] = {"x", "-sum", NULL};
    static const int lengths[] = {0, 1, 3, 4, 5, 16, 31, 32, 33, 100, 1024, 4096};
    unsigned i;
    int whole = copy("program", 0, 1 << 20);
    for (i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        copy("part", 0, lengths[i]);
#ifdef __UCVM__
        FAILS(execv("./part", argv), ENOEXEC);
#endif
    }
    copy("part", 0, whole - 1);
#ifdef __UCVM__
    FAILS(execv("./part", argv), ENOEXEC);
    copy("part", 1, whole);
    FAILS(execv("./part", argv), ENOEXEC);
#endif
    put("text", "echo no program\n", 16);
    CHECK(chmod("text", 0755) == 0);
    FAILS(execv("./text", argv), ENOEXEC);
}

#ifdef __UCVM__
/* Magic, version, banks, sizes and the sum of what follows: a changed byte of any is noticed. */
static void damaged(void) {
    char *const argv[] = {"x", "-sum", NULL};
    int i, place, fd; /* every byte of the header, one of the text, one behind it */
    copy("program", 0, 1 << 20);
    CHECK((fd = open("program", O_RDWR)) >= 0);
    for (i = 0; i < 34; i++) {
        unsigned char old, new;
        place = i < 32 ? i : i == 32 ? 100 : 5000;
        CHECK(lseek(fd, place, SEEK_SET) == place && read(fd, &old, 1) == 1);
        new = old ^ 0x81;
        CHECK(lseek(fd, place, SEEK_SET) == place && write(fd, &new, 1) == 1);
        FAILS(execv("./program", argv), ENOEXEC);
        CHECK(lseek(fd, place, SEEK_SET) == place && write(fd, &old, 1) == 1);
    }
    CHECK(close(fd) == 0);
    if (!(fd = fork())) {
        execv("./program", argv);
        _exit(1);
    }
    CHECK(ended(fd) == 0);
}
#endif

/* arguments: two descriptors, of which the second must be closed. */
static void see_descriptors(void) {
    int open_fd = atoi(arguments[1]), closed_fd = atoi(arguments[2]);
    char c;
    CHECK(fcntl(open_fd, F_GETFD) == 0);
    CHECK(read(open_fd, &c, 1) == 1 && c == 'b');
    FAILS(fcntl(closed_fd, F_GETFD), EBADF);
}

static void close_on_exec(void) {
    char a[12], b[12], c;
    int kept, marked, by_flag;
    put("file", "abc", 3);
    CHECK((kept = open("file", O_RDONLY)) >= 0 && (marked = open("file", O_RDONLY)) >= 0);
    CHECK((by_flag = open("file", O_RDONLY | O_CLOEXEC)) >= 0);
    CHECK(fcntl(marked, F_SETFD, FD_CLOEXEC) == 0);
    strcpy(a, decimal(kept));
    strcpy(b, decimal(marked));
    CHECK(read(kept, &c, 1) == 1 && c == 'a');
    CHECK(again("-descriptors", a, b) == 0);
    CHECK(read(kept, &c, 1) == 1 && c == 'c');
    CHECK(lseek(kept, 1, SEEK_SET) == 1);
    strcpy(b, decimal(by_flag));
    CHECK(again("-descriptors", a, b) == 0);
    CHECK(fcntl(marked, F_GETFD) == FD_CLOEXEC && fcntl(by_flag, F_GETFD) == FD_CLOEXEC);
}

static void see_signals(void) {
    struct sigaction action;
    sigset_t set;
    CHECK(sigaction(SIGUSR1, NULL, &action) == 0 && action.sa_handler == SIG_DFL);
    CHECK(sigaction(SIGUSR2, NULL, &action) == 0 && action.sa_handler == SIG_IGN);
    CHECK(sigaction(SIGTERM, NULL, &action) == 0 && action.sa_handler == SIG_DFL);
    CHECK(sigprocmask(SIG_BLOCK, NULL, &set) == 0 && sigismember(&set, SIGHUP) && sigismember(&set, SIGINT));
    CHECK(!sigismember(&set, SIGUSR1) && !sigismember(&set, SIGUSR2));
    CHECK(sigpending(&set) == 0 && sigismember(&set, SIGHUP) && !sigismember(&set, SIGINT));
    CHECK(getpid() == atoi(arguments[1]));
    CHECK(getppid() == atoi(arguments[2]));
    CHECK(alarm(0) > 10);
    CHECK(umask(0) == 031);
    CHECK(sigemptyset(&set) == 0 && sigprocmask(SIG_SETMASK, &set, NULL) == 0);
    _exit(1);
}

static void on_signal(int number) {
    _exit(100 + number);
}

/* Handlers go, ignored signals stay, so do the mask, pending signals, the alarm, the umask, and who the process is. */
static void signals_and_more(void) {
    pid_t pid = fork();
    if (!pid) {
        char me[12], parent[12];
        sigset_t set;
        signal(SIGUSR1, on_signal);
        signal(SIGUSR2, SIG_IGN);
        sigemptyset(&set);
        sigaddset(&set, SIGHUP);
        sigaddset(&set, SIGINT);
        sigprocmask(SIG_BLOCK, &set, NULL);
        raise(SIGHUP);
        alarm(40);
        umask(031);
        strcpy(me, decimal(getpid()));
        strcpy(parent, decimal(getppid()));
        execl(self, self, "-signals", me, parent, (char *)NULL);
        _exit(99);
    }
    CHECK(ended(pid) == 256 + SIGHUP);
}

/* After a call that failed the process has its memory, handlers and descriptors as before. */
static int seen;
static void note(int number) {
    seen = number;
}

static void failure_changes_nothing(void) {
    char *const argv[] = {"x", NULL};
    char *heap = malloc(3000);
    int fd;
    memset(heap, 'h', 3000);
    put("text", "junk", 4);
    chmod("text", 0755);
    CHECK((fd = open("text", O_RDONLY | O_CLOEXEC)) >= 0);
    signal(SIGUSR1, note);
    FAILS(execv("./text", argv), ENOEXEC);
    FAILS(execv("./absent", argv), ENOENT);
    raise(SIGUSR1);
    CHECK(seen == SIGUSR1);
    CHECK(heap[0] == 'h' && heap[2999] == 'h');
    CHECK(read(fd, heap, 4) == 4 && !memcmp(heap, "junk", 4));
}

static void see_script(void) {
    CHECK(!strcmp(arguments[1], "./script"));
    CHECK(!strcmp(arguments[2], "one"));
    CHECK(!arguments[3]);
}

static void scripts(void) {
    char line[128];
    pid_t pid;
    int i;
    strcpy(line, "#! ");
    strcat(line, self);
    strcat(line, "  -script \nany text\n");
    put("script", line, strlen(line));
    CHECK(chmod("script", 0755) == 0);
    if (!(pid = fork())) {
        execl("./script", "lost", "one", (char *)NULL);
        _exit(99);
    }
    CHECK(ended(pid) == 0);
    put("bad", "#!/absent/interpreter\n", 22);
    CHECK(chmod("bad", 0755) == 0);
    FAILS(execl("./bad", "bad", (char *)NULL), ENOENT);
    put("itself", "#!itself\n", 9);
    CHECK(chmod("itself", 0755) == 0);
    FAILS(execl("itself", "itself", (char *)NULL), ELOOP);
    put("empty", "#!\n", 3);
    CHECK(chmod("empty", 0755) == 0);
    i = execl("./empty", "empty", (char *)NULL);
    CHECK(i == -1 && (errno == ENOEXEC || errno == EACCES || errno == ENOENT));
}

static void see_ids(void) {
    CHECK(getuid() == OTHER && geteuid() == USER);
    CHECK(getgid() == OTHER && getegid() == USER);
    CHECK(setuid(OTHER) == 0 && geteuid() == OTHER);
    CHECK(setuid(USER) == 0 && geteuid() == USER);
    CHECK(access(".", F_OK) == 0);
}

static void set_ids(void) {
    pid_t pid;
    struct stat st;
    copy("program", 0, 1 << 20);
    CHECK(chown("program", USER, USER) == 0);
    CHECK(chmod("program", 06755) == 0);
    if (!(pid = fork())) {
        CHECK(setgid(OTHER) == 0 && setuid(OTHER) == 0);
        execl("./program", "program", "-ids", (char *)NULL);
        _exit(99);
    }
    CHECK(ended(pid) == 0);
    if (!(pid = fork())) {
        CHECK(setgid(USER) == 0 && setuid(USER) == 0);
        CHECK((pid = open("program", O_WRONLY)) >= 0 && write(pid, "\177", 1) == 1);
        _exit(0);
    }
    CHECK(ended(pid) == 0);
    CHECK(stat("program", &st) == 0 && (st.st_mode & 07777) == 0755);
}

/* A program whose file is unlinked or replaced while it runs. */
static void running_file(void) {
    pid_t pid;
    copy("program", 0, 1 << 20);
    if (!(pid = fork())) {
        execl("./program", "program", "-sum", "A", (char *)NULL);
        _exit(99);
    }
    pass(1);
    CHECK(unlink("program") == 0);
    CHECK(ended(pid) == 'A');
    FAILS(execl("./program", "program", (char *)NULL), ENOENT);
    CHECK(again("-sum", "A", "B") == 'A' + 'B');
}

const struct test tests[] = {
    {"argument_vectors", argument_vectors},
    {"up_to_arg_max", up_to_arg_max},
    {"many_arguments", many_arguments},
#ifdef __UCVM__
    {"too_big", too_big},
    {"damaged", damaged},
#endif
    {"no_file", no_file},
    {"no_permission", no_permission},
    {"truncated", truncated},
    {"close_on_exec", close_on_exec},
    {"signals_and_more", signals_and_more},
    {"failure_changes_nothing", failure_changes_nothing},
    {"scripts", scripts},
    {"set_ids", set_ids, ROOT},
    {"running_file", running_file},
    {"-arguments", show_arguments},
    {"-sum", add_up},
    {"-descriptors", see_descriptors},
    {"-signals", see_signals},
    {"-script", see_script},
    {"-ids", see_ids},
    {NULL, NULL},
};
