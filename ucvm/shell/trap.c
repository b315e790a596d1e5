/* Signals and traps (XCU trap). */
#include "sh.h"

char *traps[NSIGS + 1];         /* the action; "" ignores; [0] is EXIT, [NSIGS] is ERR */
volatile int trapped, interrupted;    /* a trapped signal that came; an interrupt for the prompt */
static volatile char came[NSIGS];
static char original[NSIGS];    /* 1: not ignored when the shell began, 2: ignored, so that it stays */
static const char names[] = "EXIT\0HUP\0INT\0QUIT\0ILL\0TRAP\0ABRT\0BUS\0FPE\0KILL\0USR1\0SEGV\0USR2\0PIPE\0ALRM\0TERM\0\0CHLD\0CONT\0STOP\0TSTP\0TTIN\0TTOU\0"
    "URG\0XCPU\0XFSZ\0\0\0WINCH\0\0\0SYS\0ERR";

const char *signame(int sig)
{
    const char *s = names;

    if (sig > NSIGS)
        return "";
    while (sig--)
        s += strlen(s) + 1;
    return s;
}

/* A name, with or without SIG, or a number; -1 when there is none. */
int signumber(const char *name)
{
    int i;

    if ((unsigned)*name - '0' < 10)
        return (i = number(name)) < NSIGS ? i : -1;
    if (!strncmp(name, "SIG", 3))
        name += 3;
    for (i = 0; i <= NSIGS; i++)
        if (*name && !strcmp(signame(i), name))
            return i;
    return -1;
}

static void onsignal(int sig)
{
    if (sig == SIGINT && !traps[sig])
        interrupted = 1;
    else
        came[sig] = 1;
    trapped = sig;
}

static void act(int sig, void (*what)(int))
{
    struct sigaction sa;

    memset(&sa, 0, sizeof sa);
    sa.sa_handler = what;
    sigaction(sig, &sa, 0);
}

/* Make the process treat a signal as traps and interactive use want it. */
void setsig(int sig)
{
    void (*what)(int) = SIG_DFL;
    struct sigaction sa;

    if (!original[sig]) {
        sigaction(sig, 0, &sa);
        original[sig] = sa.sa_handler == SIG_IGN ? 2 : 1;
    }
    if (original[sig] == 2 && !opt[O_i])
        return;
    if (traps[sig])
        what = *traps[sig] ? onsignal : SIG_IGN;
    else if (opt[O_i] && sig == SIGINT)
        what = onsignal;
    else if (opt[O_i] && (sig == SIGQUIT || sig == SIGTERM) || jobctl && (sig == SIGTSTP || sig == SIGTTIN || sig == SIGTTOU))
        what = SIG_IGN;
    act(sig, what);
}

/* In a child: traps are forgotten, ignored signals stay ignored. */
void childsignals(int background)
{
    int i, interactive = opt[O_i];

    free(traps[NSIGS]);
    traps[NSIGS] = 0;
    for (i = 0; i < NSIGS; i++) {
        if (traps[i] && *traps[i]) {
            free(traps[i]);
            traps[i] = 0;
            if (i)
                act(i, SIG_DFL);
        } else if (!traps[i] && (interactive && (i == SIGINT || i == SIGQUIT || i == SIGTERM) || jobctl && i >= SIGTSTP && i <= SIGTTOU))
            act(i, SIG_DFL);
        came[i] = 0;
    }
    if (background) {
        act(SIGINT, SIG_IGN);
        act(SIGQUIT, SIG_IGN);
    }
    trapped = interrupted = 0;
}

static void runtrap(int i)
{
    char *mark = ap;
    int st = status;

    puts0(traps[i]);            /* the action may change the trap */
    evalstring(mark, 0);
    ap = mark;
    if (skip != S_RETURN)
        status = st;
}

/* A command has failed. */
void runerr(void)
{
    static int running;

    if (traps[NSIGS] && !running) {
        running = 1;
        runtrap(NSIGS);
        running = 0;
    }
}

/* SIGALRM after so many seconds; 0: no more. */
void timer(int seconds)
{
    if (seconds)
        act(SIGALRM, onsignal);
    alarm(seconds);
    if (!seconds)
        setsig(SIGALRM);
}

void runtraps(void)
{
    int i;

    trapped = 0;
    if (interrupted) {
        interrupted = 0;
        throw(X_INT);
    }
    for (i = 1; i < NSIGS; i++)
        if (came[i]) {
            came[i] = 0;
            if (traps[i])
                runtrap(i);
        }
}

int b_trap(char **argv)
{
    int i, reset;
    char *action = *++argv;

    if (action && !strcmp(action, "--"))
        action = *++argv;
    if (!action) {
        for (i = 0; i <= NSIGS; i++)
            if (traps[i]) {
                outs("trap -- ");
                outquoted(traps[i]);
                outc(' ');
                outs(signame(i));
                outc('\n');
            }
        return 0;
    }
    reset = !strcmp(action, "-");
    if (!argv[1] || (unsigned)*action - '0' < 10) {
        reset = 1;              /* only conditions: reset them */
        if (!argv[1] && signumber(action) < 0)
            error(action, "bad trap");
    } else
        argv++;
    for (; *argv; argv++) {
        i = signumber(*argv);
        if (i < 0) {
            warn(*argv, "bad trap");
            return 1;
        }
        free(traps[i]);
        traps[i] = 0;
        if (!reset)
            traps[i] = keepstr(action);
        if (i && i < NSIGS)
            setsig(i);
    }
    return 0;
}
