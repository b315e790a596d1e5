/* Jobs (XCU 2.11): the processes behind commands, waiting for them, and the terminal. */
#include "sh.h"

Job *jobs;                      /* the current one first */
int lastbg, subshell, jobctl;
static int ttyfd;

#define COMMAND(j) ((char *)&(j)->pid[(j)->nproc])

/* The words of a command for `jobs` to show, into the arena. */
static void describe(Node *n)
{
    Node *w;
    const char *s;

    switch (n->type) {
    case SIMPLE:
        for (w = KID(n, 0); w; w = KID(w, 0)) {
            for (s = TEXT(w); *s; s++) {
                put(*s);
                if (*s == '(' && s[1] & 0x80)
                    s += 2;         /* the length of a $(...) */
            }
            put(' ');
        }
        break;
    case PIPE:
    case AND:
    case OR:
        describe(KID(n, 0));
        if (KID(n, 1)) {
            add(n->type == PIPE ? "| " : n->type == AND ? "&& " : "|| ");
            describe(KID(n, 1));
        }
        break;
    default:
        add("(...) ");
    }
}

void forget(Job *j)
{
    Job **p = &jobs;

    while (*p && *p != j)
        p = &(*p)->next;
    if (*p) {
        *p = j->next;
        free(j);
    }
}

static Job *byid(int id)
{
    Job *j = jobs;

    while (j && j->id != id)
        j = j->next;
    return j;
}

/* A job of so many processes; n, unless 0, is what `jobs` will show. */
Job *newjob(Node *n, int nproc)
{
    Job *j;
    char *mark = ap;
    int id = 1;

    if (n)
        describe(n);
    if (ap > mark)
        ap--;
    put(0);
    j = keep(sizeof *j + nproc * sizeof(int) + (ap - mark));
    j->nproc = nproc;
    memcpy(COMMAND(j), mark, ap - mark);
    ap = mark;
    while (byid(id))
        id++;
    j->id = id;
    j->state = RUNNING;
    j->status = j->live = j->pgrp = j->background = 0;
    memset(j->pid, 0, nproc * sizeof(int));
    j->next = jobs;
    jobs = j;
    return j;
}

static void foreground(int pgrp)
{
    if (jobctl)
        tcsetpgrp(ttyfd, pgrp);
}

static void inchild(Job *j, int mode)
{
    int fd, control = jobctl && mode != NOJOB && !subshell, seen = mode == NOJOB || j->nproc > 1;
    Job *other;

    subshell++;
    if (control) {
        setpgid(0, j->pgrp);
        if (mode == FG && !j->pgrp)
            foreground(getpid());
    }
    childsignals(mode == BACK && !control);
    if (mode == BACK && !control && !j->pgrp && (fd = open("/dev/null", O_RDONLY)) > 0) {
        dup2(fd, 0);
        close(fd);
    }
    opt[O_i] = jobctl = 0;
    forget(j);
    if (!seen)
        jobs = 0;
    for (other = jobs; other; other = other->next)      /* $(jobs) and jobs | ... show them, wait does not know them */
        memset(other->pid, 0, other->nproc * sizeof(int));
    handler = &top;
}

/* fork as a part of a job; 0 in the child. */
int forkshell(Job *j, int mode)
{
    int pid;

    flush();
    pid = fork();
    if (pid < 0) {
        forget(j);
        error("Cannot fork", strerror(errno));
    }
    if (!pid) {
        inchild(j, mode);
        return 0;
    }
    if (jobctl && mode != NOJOB)
        setpgid(pid, j->pgrp);
    if (!j->pgrp)
        j->pgrp = pid;
    j->pid[j->live++] = pid;
    if (mode == BACK) {
        lastbg = pid;
        j->background = 1;
        if (opt[O_i]) {
            tofd(2);
            outc('[');
            outn(j->id);
            outs("] ");
            outn(pid);
            outc('\n');
            tofd(1);
        }
    }
    return pid;
}

static int code(int st)
{
    return WIFEXITED(st) ? WEXITSTATUS(st) : 128 + (WIFSTOPPED(st) ? WSTOPSIG(st) : WTERMSIG(st));
}

/* Take one report of a child; what waitpid gave. */
static int waitone(int options)
{
    int st, i, pid = waitpid(-1, &st, jobctl ? options | WUNTRACED : options);
    Job *j;

    if (pid <= 0)
        return pid;
    for (j = jobs; j; j = j->next)
        for (i = 0; i < j->nproc; i++) {
            if (j->pid[i] != pid)
                continue;
            if (i == j->nproc - 1 || WIFSTOPPED(st))
                j->status = st;
            if (WIFSTOPPED(st)) {
                j->state = STOPPED;
                return pid;
            }
            if (i < j->nproc - 1)
                j->pid[i] = ~code(st);
            if (!--j->live)
                j->state = DONE;
            return pid;
        }
    return pid;
}

static void show(Job *j, int fd, int pids)
{
    char *mark = ap;
    const char *s = "Running";
    int st = j->status, n = 33 - 6;

    tofd(fd);
    outc('[');
    outn(j->id);
    outs("] ");
    outc(j == jobs ? '+' : j == jobs->next ? '-' : ' ');
    outc(' ');
    if (pids) {
        s = itoa(j->pgrp);
        n -= strlen(s) + 1;
        outs(s);
        outc(' ');
        s = "Running";
    }
    if (j->state == DONE && WIFEXITED(st)) {
        s = "Done";
        if (WEXITSTATUS(st)) {
            s = ap;
            add("Done(");
            add(itoa(WEXITSTATUS(st)));
            puts0(")");
        }
    } else if (j->state != RUNNING)
        s = strsignal(WIFSTOPPED(st) ? WSTOPSIG(st) : WTERMSIG(st));
    outs(s);
    n -= strlen(s);
    outpad(n > 1 ? n : 1);
    outs(COMMAND(j));
    outc('\n');
    tofd(1);
    ap = mark;
}

/* PIPESTATUS, and with pipefail the last failure as the status. */
static void pipestatus(Job *j)
{
    Var *v = setvar("PIPESTATUS", 0, 0);
    char key[12];
    int i, last = 1;

    dropitems(v);
    makearray(v, 0);
    for (i = j->nproc - 1; i >= 0; i--) {
        strcpy(key, itoa(i));
        setitem(v, key, itoa(last ? status : ~j->pid[i]));
        last = 0;
    }
    for (i = j->nproc - 2; opt[O_pipefail] && !status && i >= 0; i--)
        status = ~j->pid[i];
}

/* Wait until a foreground job ends or stops; set status and forget it. */
void waitjob(Job *j)
{
    int st, sig;

    while (j->state == RUNNING)
        if (waitone(0) < 0) {
            if (errno != EINTR)
                break;
            if (interrupted && opt[O_i])
                runtraps();
        }
    st = j->status;
    status = code(st);
    foreground(rootpid);
    if (j->state == STOPPED) {
        tofd(2);
        outc('\n');
        show(j, 2, 0);
        j->background = 1;
        return;
    }
    if (j->nproc > 1)
        pipestatus(j);
    forget(j);
    if (!WIFSIGNALED(st))
        return;
    sig = WTERMSIG(st);
    if (sig == SIGINT || sig == SIGPIPE) {
        if (sig == SIGINT && opt[O_i])
            throw(X_INT);
        return;
    }
    tofd(2);
    outs(strsignal(sig));
    outs("\n");
    tofd(1);
}

static void reap(void)
{
    while (jobs && waitone(WNOHANG) > 0)
        ;
}

/* Before a prompt: what became of background jobs. */
void notify(void)
{
    Job *j, *next;

    reap();
    for (j = jobs; j; j = next) {
        next = j->next;
        if (j->state == DONE) {
            show(j, 2, 0);
            forget(j);
        }
    }
}

/* Whether to stay because of stopped jobs: the first time, with a message. */
int stoppedjobs(void)
{
    static int warned;
    Job *j;

    for (j = jobs; opt[O_i] && !warned && j; j = j->next)
        if (j->state == STOPPED) {
            warn(0, "you have stopped jobs");
            warned = 1;
            return 1;
        }
    return 0;
}

void setjobctl(int on)
{
    int pgrp;

    if (on == jobctl)
        return;
    if (on) {
        ttyfd = movefd(open("/dev/tty", O_RDWR));
        while ((pgrp = tcgetpgrp(ttyfd)) >= 0 && pgrp != getpgrp())
            kill(0, SIGTTIN);
        if (pgrp < 0) {
            warn(0, "can't access tty; job control turned off");
            opt[O_m] = 0;
            return;
        }
        jobctl = 1;
        setpgid(0, rootpid);
        setsig(SIGTTOU);
        foreground(rootpid);
    } else
        jobctl = 0;
    setsig(SIGTSTP);
    setsig(SIGTTOU);
    setsig(SIGTTIN);
}

/* ---- builtins */

static Job *getjob(const char *s)
{
    Job *j = jobs;
    int n;

    if (s && *s != '%') {
        n = number(s);
        while (j && j->pid[j->nproc - 1] != n)
            j = j->next;
    } else if (s && s[1] && s[1] != '%' && s[1] != '+') {
        if (s[1] == '-')
            j = j ? j->next : 0;
        else if ((unsigned)s[1] - '0' < 10)
            j = byid(number(s + 1));
        else
            while (j && strncmp(COMMAND(j), s + 1, strlen(s + 1)))
                j = j->next;
    }
    return j;
}

static Job *needjob(const char *s)
{
    Job *j = getjob(s);

    if (!j)
        error(s ? s : "%+", "No such job");
    return j;
}

/* Whether the operands name the job, if there are any. */
static int selected(Job *j)
{
    char **v;

    for (v = optargs; *v; v++)
        if (getjob(*v) == j)
            return 1;
    return v == optargs;
}

int b_jobs(char **argv)
{
    Job *j, *next;
    char **v;
    int c, kind = 0;

    while ((c = *nextopt("lp")))
        kind = c;
    for (v = optargs; *v; v++)
        needjob(*v);
    reap();
    for (j = jobs; j; j = next) {
        next = j->next;
        if (!selected(j))
            continue;
        if (kind == 'p') {
            outn(j->pgrp);
            outc('\n');
        } else
            show(j, 1, kind);
        if (j->state == DONE && kind != 'p')
            forget(j);
    }
    return 0;
}

int b_fgbg(char **argv)
{
    Job *j = needjob(argv[1]), **p;
    int fg = argv[0][0] == 'f';

    if (!jobctl)
        error(0, "no job control");
    for (p = &jobs; *p != j; p = &(*p)->next)
        ;
    *p = j->next;
    j->next = jobs;
    jobs = j;
    if (!fg) {
        outc('[');
        outn(j->id);
        outs("] ");
    }
    outs(COMMAND(j));
    outc('\n');
    flush();
    if (fg)
        foreground(j->pgrp);
    if (j->state == STOPPED)
        j->state = RUNNING;
    kill(-j->pgrp, SIGCONT);
    if (!fg)
        return 0;
    waitjob(j);
    return status;
}

/* Wait for a background job; a trapped signal ends the wait. */
static int waitbg(Job *j)
{
    while (j->state == RUNNING)
        if (waitone(0) < 0) {
            if (errno == EINTR && trapped)
                return 128 + trapped;
            if (errno != EINTR)
                break;
        }
    status = code(j->status);
    if (j->state == DONE)
        forget(j);
    return status;
}

/* wait -n: the status of the job that ends next, or has ended. */
static int waitany(void)
{
    Job *j;

    for (;;) {
        for (j = jobs; j; j = j->next)
            if (j->state == DONE)
                return waitbg(j);
        if (trapped)
            return 128 + trapped;
        if (!jobs || waitone(0) < 0 && errno != EINTR)
            return 127;
    }
}

int b_wait(char **argv)
{
    Job *j, *next;
    int st = 0;

    while (*nextopt("n"))
        st = 'n';
    if (st)
        return waitany();
    argv = optargs - 1;
    if (!argv[1]) {
        for (j = jobs; j; j = next) {
            while (j->state == RUNNING && trapped == 0)
                if (waitone(0) < 0 && errno != EINTR)
                    j->state = DONE;
            if (trapped)
                return 128 + trapped;
            next = j->next;
            if (j->state == DONE)
                forget(j);
        }
        return 0;
    }
    while (*++argv) {
        j = getjob(*argv);
        st = j ? waitbg(j) : 127;
    }
    return st;
}

/* kill -l: the names, or that of one signal or exit status. */
int listsignals(const char *s)
{
    int i = 1;

    if (s && (unsigned)*s - '0' > 9) {
        if ((i = signumber(s)) < 0)
            error(s, "invalid signal");
        outn(i);
        outc('\n');
        return 0;
    }
    if (s)
        i = number(s) & 127;

    do
        if (*signame(i)) {
            outs(signame(i));
            outc('\n');
        }
    while (!s && ++i < NSIGS);
    return 0;
}

int b_kill(char **argv)
{
    int sig = SIGTERM, pid, st = 0;
    Job *j;
    char *s = *++argv;

    if (s && *s == '-' && s[1] != '-') {
        argv++;
        if (!strcmp(++s, "l"))
            return listsignals(*argv);
        if (*s == 's')
            s = s[1] ? s + 1 : *argv ? *argv++ : "";
        if ((sig = signumber(s)) < 0)
            error(s, "invalid signal");
    }
    if (*argv && !strcmp(*argv, "--"))
        argv++;
    if (!*argv)
        error(0, "Usage: kill [-s sig | -sig | -l] [pid | %job ...]");
    for (; (s = *argv); argv++) {
        if (*s == '%') {
            j = needjob(s);
            pid = jobctl ? -j->pgrp : j->pgrp;
        } else
            pid = number(s);
        if (kill(pid, sig) < 0) {
            warn(0, strerror(errno));
            st = 1;
        }
    }
    return st;
}
