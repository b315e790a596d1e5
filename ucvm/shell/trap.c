/* Signals and traps (XCU trap). */
#include "sh.h"

static char *traps[NTRAPS];      /* the action; "" ignores; [0] is EXIT */
int eventtraps;                 /* there are some for what is no signal */
static int inherited;           /* in a subshell: actions are those of the shell above, to be shown, not taken */
volatile int trapped, interrupted;    /* a trapped signal that came; an interrupt for the prompt */
static volatile unsigned came;  /* a bit a signal */
static unsigned known, ignored; /* how they were when the shell began: asked for, ignored, so that they stay so */
static const char names[] = "EXIT\0HUP\0INT\0QUIT\0ILL\0TRAP\0ABRT\0BUS\0FPE\0KILL\0USR1\0SEGV\0USR2\0PIPE\0ALRM\0TERM\0\0CHLD\0CONT\0STOP\0TSTP\0TTIN\0TTOU\0"
    "URG\0XCPU\0XFSZ\0\0\0WINCH\0\0\0SYS\0ERR\0DEBUG\0RETURN";

const char *signame(int sig)
{
    const char *s = names;

    if (sig >= NTRAPS)
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
    for (i = 0; i < NTRAPS; i++)
        if (*name && !strcmp(signame(i), name))
            return i;
    return -1;
}

/* What a trap does; 0 when there is none. */
static char *action(int sig)
{
    return inherited && traps[sig] && *traps[sig] ? 0 : traps[sig];
}

static void onsignal(int sig)
{
    if (sig == SIGINT && !action(sig))
        interrupted = 1;
    else
        came |= 1u << sig;
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
    unsigned bit = 1u << sig;

    if (!(known & bit)) {
        sigaction(sig, 0, &sa);
        known |= bit;
        ignored |= sa.sa_handler == SIG_IGN ? bit : 0;
    }
    if (ignored & bit && !opt[O_i])
        return;
    if (action(sig))
        what = *traps[sig] ? onsignal : SIG_IGN;
    else if (opt[O_i] && sig == SIGINT)
        what = onsignal;
    else if (opt[O_i] && (sig == SIGQUIT || sig == SIGTERM) || jobctl && (sig == SIGTSTP || sig == SIGTTIN || sig == SIGTTOU))
        what = SIG_IGN;
    act(sig, what);
}

/* In a child: no traps, ignored signals stay ignored. */
void childsignals(int background)
{
    int i, interactive = opt[O_i];

    inherited = 1;
    for (i = 0; i < NSIGS; i++) {
        if (traps[i] && *traps[i]) {
            if (i)
                act(i, SIG_DFL);
        } else if (!traps[i] && (interactive && (i == SIGINT || i == SIGQUIT || i == SIGTERM) || jobctl && i >= SIGTSTP && i <= SIGTTOU))
            act(i, SIG_DFL);
    }
    came = 0;
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

/* Something happened for which there may be a trap: ERR, DEBUG or RETURN. */
void event(int trap)
{
    static int running;

    if (action(trap) && !running) {
        running = 1;
        runtrap(trap);
        running = 0;
    }
}

/* The action for EXIT, which is taken but once; 0 when there is none. */
char *lasttrap(void)
{
    char *s = action(0);

    traps[0] = 0;
    return s;
}

int exittrap(void)
{
    return action(0) != 0;
}

/* A function does not have the shell's traps for events; afterwards it gives them back, unless it has set others. */
void hidetraps(char **saved)
{
    int i;

    eventtraps = opt[O_E];
    for (i = T_ERR + opt[O_E]; i < NTRAPS; i++) {
        saved[i - T_ERR] = traps[i];
        traps[i] = 0;
    }
}

void unhidetraps(char **saved)
{
    int i;

    for (i = T_ERR + opt[O_E]; i < NTRAPS; i++)
        if (traps[i])
            free(saved[i - T_ERR]);
        else
            traps[i] = saved[i - T_ERR];
    eventtraps = 1;
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
        if (came >> i & 1) {
            came &= ~(1u << i);
            if (action(i))
                runtrap(i);
        }
}

static void showtrap(int i)
{
    if (i < 0 || !traps[i])
        return;
    outs("trap -- ");
    outquoted(traps[i]);
    outc(' ');
    outs(signame(i));
    outc('\n');
}

/* The first change in a subshell: what it was shown is gone. */
static void disinherit(void)
{
    int i;

    for (i = 0; inherited && i < NTRAPS; i++)
        if (!action(i)) {
            free(traps[i]);
            traps[i] = 0;
        }
    inherited = 0;
}

static void settrap(int i, const char *what)
{
    free(traps[i]);
    traps[i] = what ? keepstr(what) : 0;
    if (i >= NSIGS)
        eventtraps = 1;
    else if (i)
        setsig(i);
}

/* trap ACTION CONDITION ..., or only conditions, which are reset. */
static int change(char **v)
{
    const char *what = *v;
    int i;

    if (!v[1] || (unsigned)*what - '0' < 10) {
        if (!v[1] && signumber(what) < 0)
            error(what, "bad trap");
        what = 0;
    } else {
        v++;
        if (!strcmp(what, "-"))
            what = 0;
    }
    disinherit();
    for (; *v; v++) {
        i = signumber(*v);
        if (i < 0) {
            warn(*v, "bad trap");
            return 1;
        }
        settrap(i, what);
    }
    return 0;
}

int b_trap(char **argv)
{
    int i, c, show = !argv[1];

    while ((c = *nextopt("lp")))
        if (c == 'l')
            return listsignals(0);
        else
            show = 1;
    if (!show && *optargs)
        return change(optargs);
    for (i = 0; !*optargs && i < NTRAPS; i++)
        showtrap(i);
    for (; *optargs; optargs++)
        showtrap(signumber(*optargs));
    return 0;
}
