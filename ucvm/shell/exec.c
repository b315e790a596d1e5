/* Redirection (XCU 2.7) and the execution of programs (XCU 2.9.1.1). */
#include "sh.h"

struct saved {
    Saved *next;
    int fd, copy;               /* copy -1: it was closed */
};

Saved *savedfds;

/* Move a descriptor out of the way of those that scripts use. */
int movefd(int fd)
{
    int n = fcntl(fd, F_DUPFD_CLOEXEC, 10);

    if (n >= 0)
        close(fd);
    return n;
}

static int herepipe(const char *s, int newline)
{
    int fds[2];

    if (pipe(fds) < 0)
        error("Pipe call failed", strerror(errno));
    write(fds[1], s, strlen(s));
    if (newline)
        write(fds[1], "\n", 1);
    close(fds[1]);
    return fds[0];
}

static void cannot(const char *what, const char *name)
{
    int e = errno;
    char *s = ap;

    add(what);
    puts0(name);
    error(s, e != ENOENT ? strerror(e) : *what == 'c' && what[7] == 'c' ? "Directory nonexistent" : "No such file");
}

/* Open what a redirection names; -1: close. */
static int openredir(Node *r, const char *s)
{
    static const int modes[] = { O_RDONLY, O_WRONLY | O_CREAT | O_TRUNC, O_WRONLY | O_CREAT | O_APPEND, O_RDWR | O_CREAT, O_WRONLY | O_CREAT | O_TRUNC };
    struct stat st;
    int op = r->op & 15, fd, flags;

    if (op >= R_HERE)
        return herepipe(s, op == R_STRING);
    flags = modes[op];
    if (op == R_OUT && opt[O_C] && (stat(s, &st) < 0 || S_ISREG(st.st_mode)))
        flags = O_WRONLY | O_CREAT | O_EXCL;
    fd = open(s, flags, 0666);
    if (fd < 0)
        cannot(op == R_IN ? "cannot open " : "cannot create ", s);
    return fd;
}

/* {NAME}>: the descriptor becomes one of 10 and more, whose number the variable gets; with -1 that one is closed. */
static void namefd(Node *r, int fd)
{
    const char *name = TEXT(KID(r, 3)), *s;
    int n;

    if (fd < 0) {
        s = getvar(name);
        close(s ? number(s) : -1);
        return;
    }
    n = fcntl(fd, F_DUPFD, 10);
    if ((r->op & 15) != R_DUP)
        close(fd);
    setvar(name, itoa(n), 0);
}

/* With `save` the descriptors can be had back with unredirect(). */
void redirect(Node *r, int save)
{
    Saved *s;
    const char *text;
    char *mark;
    int fd, n, op;

    flush();
    for (; r; r = KID(r, 0)) {
        n = r->op >> 4;
        op = r->op & 15;
        if (save) {
            s = alloc(sizeof *s);
            s->fd = n;
            s->copy = -2;
        }
        mark = ap;
        text = TEXT(KID(r, 1));
        if (op != R_HERE)
            text = expandstr(text, 0, op == R_XHERE ? 5 : 0);
        if (op != R_DUP)
            fd = openredir(r, text);
        else if (!strcmp(text, "-"))
            fd = -1;
        else if ((unsigned)*text - '0' > 9 || text[1] && text[2])
            error(text, "Bad fd number");
        else
            fd = number(text);
        ap = mark;
        if (n == NAMED) {
            namefd(r, fd);
            continue;
        }
        if (save && fd != n) {
            s->copy = fcntl(n, F_DUPFD_CLOEXEC, 10);
            s->next = savedfds;
            savedfds = s;
        }
        if (fd < 0)
            close(n);
        else if (fd != n) {
            if (dup2(fd, n) < 0)
                error(text, strerror(errno));
            if (op != R_DUP)
                close(fd);
        } else if (save && op != R_DUP) {
            s->copy = -1;
            s->next = savedfds;
            savedfds = s;
        }
    }
}

void unredirect(Saved *mark)
{
    Saved *s;

    flush();
    for (; (s = savedfds) != mark; savedfds = s->next)
        if (s->copy >= 0) {
            dup2(s->copy, s->fd);
            close(s->copy);
        } else
            close(s->fd);
}

int standardpath;               /* command -p: search there instead of PATH */

/* Where to search for a command. */
const char *pathof(const char *name)
{
    return strchr(name, '/') ? "" : !*name ? 0 : standardpath ? "/bin:/usr/bin" : getvar("PATH");
}

/* The next place where PATH has `name`, in the arena; 0 at the end. */
char *nextpath(const char **path, const char *name)
{
    const char *p = *path;
    char *s = alloc(0);

    if (!p)
        return 0;
    while (*p && *p != ':')
        put(*p++);
    if (ap > s)
        put('/');
    puts0(name);
    *path = *p ? p + 1 : 0;
    return s;
}

/* A file that is no program: text is a script, anything else is damaged. */
static void tryexec(char *path, char **argv, char **env)
{
    char buf[128];
    int fd, n, i;

    execve(path, argv, env);
    if (errno != ENOEXEC || (fd = open(path, O_RDONLY)) < 0)
        return;
    n = read(fd, buf, sizeof buf);
    close(fd);
    errno = ENOEXEC;
    for (i = 0; i < n; i++) {
        if (buf[i] == '\n')
            break;
        if (!buf[i] || buf[i] == 127)
            return;
    }
    argv[0] = path;
    argv[-1] = "sh";
    execve("/bin/sh", argv - 1, env);
}

static int isfolder(const char *path)
{
    struct stat st;
    int e = errno, found = !stat(path, &st) && S_ISDIR(st.st_mode);

    errno = e;
    return found;
}

/* Become the program; on failure an error with status 127 or 126. */
void execcmd(char **argv)
{
    const char *path = pathof(argv[0]);
    char **env = environment(), *name = argv[0], *s;
    int e = ENOENT;

    while ((s = nextpath(&path, name))) {
        tryexec(s, argv, env);
        if (errno != ENOENT && errno != ENOTDIR && (strchr(name, '/') || !isfolder(s)))
            e = errno;
    }
    cmdname = 0;
    warn(name, e == ENOENT ? "not found" : strerror(e));
    status = e == ENOENT ? 127 : 126;
    throw(X_ERROR);
}

/* The file that a command's name stands for, in the arena, or 0. */
char *findcmd(const char *name)
{
    const char *path = pathof(name);
    struct stat st;
    char *s;

    while ((s = nextpath(&path, name)))
        if (!stat(s, &st) && S_ISREG(st.st_mode) && !access(s, X_OK))
            return s;
    return 0;
}
