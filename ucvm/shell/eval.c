/* Evaluation of trees (XCU 2.9). Sets `status`. */
#include "sh.h"
#include <stdlib.h>
#include <sys/times.h>

Fn *fns;
int status, skip, skipcount, loops, line, fndepth;
int evalflags;                  /* TESTED, for what a function or builtin evaluates */
const char *fnname;             /* of the function that runs */
int isvalue;                    /* this process is a $(...) */
static Params basepar;          /* the parameters outside of all that has its own */
static int pardepth;            /* how many functions and sourced files have */
static int bodysize;

/* ---- functions */

Fn **findfn(const char *name)
{
    Fn **p = &fns;

    while (*p && strcmp((*p)->name, name))
        p = &(*p)->next;
    return p;
}

void dropfn(Fn *f)
{
    if (f && !--f->refs) {
        free(f->body);
        free(f);
    }
}

/* Copy a tree to *at on; with at 0 only add up its size. Lists are followed in a loop, as they can be long. */
static Ref copy(Node *n, char **at)
{
    Ref first = 0, *link = &first;
    Node *c;
    int i, size, chain;

    for (; n; n = KID(n, chain)) {
        size = sizeof *n + kids[n->type] * sizeof(Ref);
        if (n->type == WORD || n->type == FOR || n->type == SELECT || n->type == ITEMS || n->type == FUNC)
            size += strlen(TEXT(n)) + 1;
        if (n->type == SIMPLE)
            size += sizeof(Ref);
        size = (size + 1) & ~1;
        bodysize += size;
        c = n;
        if (at) {
            c = memcpy(*at, n, size);
            *at += size;
        }
        chain = n->type == WORD || n->type == REDIR || n->type == CLAUSE || n->type == ITEMS ? 0 : kids[n->type] - 1;
        for (i = 0; i < kids[n->type]; i++)
            if (i != chain)
                c->k[i] = copy(KID(n, i), at);
        *link = REF(c);
        link = &c->k[chain];
    }
    return first;
}

static void define(Node *n)
{
    Fn **slot = findfn(TEXT(n)), *f = keep(sizeof *f + strlen(TEXT(n)) + 1), *old = *slot;
    char *at;

    bodysize = 0;
    copy(KID(n, 0), 0);
    at = keep(bodysize);
    f->body = (Node *)at;
    copy(KID(n, 0), &at);
    f->refs = 1;
    strcpy(f->name, TEXT(n));
    f->next = old ? old->next : 0;
    *slot = f;
    dropfn(old);
    status = 0;
}

/* Parameters for a time. */
void pushparams(char **v)
{
    if (!pardepth++)
        basepar = par;
    par.v = v;
    for (par.n = 0; v[par.n]; par.n++)
        ;
    par.block = 0;
}

void popparams(Params *saved)
{
    free(par.block);
    par = *saved;
    pardepth--;
}

static void callfn(Fn *f, char **argv)
{
    Params saved = par;
    Local *mark = locals;
    int savedloops = loops;
    const char *name = fnname;
    char *traps[NTRAPS - T_ERR];
    int hidden = eventtraps;

    pushparams(argv + 1);
    if (hidden)
        hidetraps(traps);
    fnname = f->name;
    f->refs++;
    fndepth++;
    loops = 0;
    eval(f->body, evalflags);
    loops = savedloops;
    if (skip == S_RETURN)
        skip = 0;
    if (eventtraps)
        event(T_RETURN);
    if (hidden)
        unhidetraps(traps);
    fndepth--;
    fnname = name;
    popparams(&saved);
    unlocal(mark);
    dropfn(f);
}

/* After a jump out of the middle: nothing is redirected, local or looping any more. */
void unwind(void)
{
    unredirect(0);
    unlocal(0);
    if (pardepth)
        par = basepar;
    pardepth = fndepth = loops = skip = 0;
    fnname = 0;
    shopts &= ~LISTS;
    cmdname = 0;
    outfd = 1;
}

/* ---- simple commands */

static void trace(const char *s, int end)
{
    if (opt[O_x]) {
        tofd(2);
        outs(s);
        outc(end);
        tofd(1);
    }
}

/* Give an item of an array, whose key is at `bracket`, the value, or with `more` that after what it has. */
static void assignitem(Var *v, const char *bracket, const char *value, int more)
{
    char *key = subscript(bracket, v), *s = ap;

    if (v->flags & RDONLY)
        readonly(v->text);
    makearray(v, 0);
    if (more) {
        add(getitem(v, key) ? getitem(v, key) : "");
        puts0(value);
        value = s;
    }
    setitem(v, key, value);
}

/* NAME=(WORD ...), NAME+=(WORD ...) */
static void assignlist(Node *n)
{
    Var *to = setvar(TEXT(n), 0, 0), *v = to, fresh;
    Node *w;
    Arg *a;
    Ref next;
    char *mark = ap, *s;
    int count;

    if (v->flags & RDONLY)
        readonly(TEXT(n));
    if (TEXT(n)[namelen(TEXT(n))] == '+')
        makearray(v, 0);
    else {
        fresh = *v;                 /* the words may speak of the old items */
        fresh.items = 0;
        v = &fresh;
    }
    for (w = KID(n, 1); w; w = NODE(next)) {
        next = w->k[0];
        s = *TEXT(w) == '[' ? strstr(TEXT(w), "]=") : 0;
        if (s)
            assignitem(v, TEXT(w), expandstr(s + 2, ASSIGN, 0), 0);
        else {
            w->k[0] = 0;
            a = expandwords(w, &count, 0);
            w->k[0] = next;
            for (; a; a = a->next)
                setitem(v, itoa(nextitem(v)), a->text);
        }
        ap = mark;
    }
    if (v != to) {
        dropitems(to);
        to->items = fresh.items;
        to->flags |= UNSET;
        makearray(to, 0);
    }
}

static void assignvar(const char *name, int flags, int local, int end)
{
    int n = assignlen(name) - 1, more = name[n - 1] == '+';
    const char *bracket = name + namelen(name), *old;
    char *s = expandstr(name + n + 1, ASSIGN, 0), *sum;
    Var *v;

    if (*bracket == '[') {
        assignitem(setvar(name, 0, 0), bracket, s, more);
        return;
    }
    if (local)
        mklocal(name);
    if (more && (old = getvar(name))) {
        sum = ap;
        v = lookup(name);
        add(old);
        if (v && v->flags & INTEGER)
            put('+');
        puts0(s);
        s = sum;
    }
    trace(setvar(name, s, flags)->text, end);
}

/* Assign, tracing; `end` follows the last assignment. */
static void assign(Node *w, int flags, int local, int end)
{
    char *mark = ap;

    if (opt[O_x])
        showprompt("PS4");
    for (; w; w = KID(w, 0)) {
        if (w->type == WORD)
            assignvar(TEXT(w), flags, local, KID(w, 0) ? ' ' : end);
        else if (!w->op)
            assignlist(w);
        ap = mark;
    }
}

/* Redirect; 0, or X_ERROR when that failed. */
static int tryredirect(Node *r)
{
    jmp_buf here, *saved = handler;
    int what;

    handler = &here;
    what = setjmp(here);
    if (!what)
        redirect(r, 1);
    handler = saved;
    if (what > X_ERROR)
        throw(what);
    return what;
}

/* Run a builtin; an error in one that is not special leaves the shell alive. */
static void callbuiltin(Builtin *b, int special, char **argv)
{
    jmp_buf here, *saved = handler;
    Input *input = in;
    const char *name = cmdname;
    int what = 0;

    if (!special) {
        handler = &here;
        what = setjmp(here);
    }
    if (!what) {
        cmdname = argv[0];
        optargs = argv + 1;
        status = b(argv);
        flush();
        if (outerr) {
            warn(0, strerror(outerr));
            status = 1;
        }
    }
    handler = saved;
    cmdname = name;
    outerr = 0;
    outfd = 1;
    if (what > X_ERROR)
        throw(what);
    while (in != input)
        popinput();
}

static void external(Node *n, int flags, char **argv)
{
    Job *j;

    if (!(flags & EXIT) || exittrap()) {
        j = newjob(jobctl ? n : 0, 1);
        if (forkshell(j, FG)) {
            waitjob(j);
            return;
        }
    }
    redirect(KID(n, 2), 0);
    execcmd(argv);
}

static void run(Node *n, int flags, char **argv)
{
    Builtin *b;
    Fn *f = 0;
    Saved *mark = savedfds;
    Local *localmark = locals;
    char **start = argv, **v;
    Node *w;
    int special, plain = 0, prefix = 0;

    standardpath = 0;
    while (place("command\0builtin\0", argv[0]) >= 0 && argv[1] && (*argv[1] != '-' || strchr("p-", argv[1][1]) && argv[2])) {
        plain = 1;
        if (*argv[1] == '-') {
            standardpath = argv[1][1] == 'p';
            argv++;
        }
        argv++;
    }
    b = findbuiltin(argv[0], &special);
    if (plain)
        special = 0;
    else if (!special)
        f = *findfn(argv[0]);
    assign(KID(n, 1), special && b != b_exec ? 0 : EXPORT, !special, ' ');
    for (v = start; *v; v++)
        trace(*v, v[1] ? ' ' : '\n');
    evalflags = flags & TESTED;
    if (!b && !f)
        external(n, flags, argv);
    else if (b == b_exec || special) {
        redirect(KID(n, 2), b != b_exec);
        callbuiltin(b, special, argv);
    } else if (!tryredirect(KID(n, 2))) {
        if (f)
            callfn(f, argv);
        else
            callbuiltin(b, 0, argv);
    }
    for (w = KID(n, 1); w; w = KID(w, 0))
        if (w->type == ITEMS && w->op)
            assignlist(w);
        else
            prefix = 1;
    if (prefix)
        unlocal(localmark);
    unredirect(mark);
}

/* $(<FILE) */
static void copyinput(void)
{
    char buf[64];
    int n;

    while ((n = read(0, buf, sizeof buf)) > 0)
        write(1, buf, n);
}

static void simple(Node *n, int flags)
{
    Arg *a, *first;
    char **argv, **v;
    Saved *mark = savedfds;
    int argc, passed = npassed;

    line = n->k[3];
    if (eventtraps)
        event(T_DEBUG);
    substatus = 0;
    first = expandwords(KID(n, 0), &argc, 1);
    if (!argc) {
        if (!tryredirect(KID(n, 2))) {
            if (isvalue && flags & EXIT && n->k[2] && KID(n, 2)->op == R_IN)
                copyinput();
            if (KID(n, 1))
                assign(KID(n, 1), 0, 0, '\n');
            status = substatus;
        }
        unredirect(mark);
        return;
    }
    v = argv = (char **)alloc((argc + 2) * sizeof *argv) + 1;   /* one before it for the shell that runs a script */
    for (a = first; a; a = a->next)
        *v++ = a->text;
    *v = 0;
    run(n, flags, argv);
    closepassed(passed);
}

/* ---- compound commands */

static void pipeline(Node *n, int flags)
{
    Node *c;
    Job *j;
    int count = 0, from = -1, fds[2];

    for (c = n; c; c = KID(c, 1))
        count++;
    j = newjob(jobctl ? n : 0, count);
    for (c = n; c; c = KID(c, 1)) {
        fds[0] = fds[1] = -1;
        if (KID(c, 1) && pipe(fds) < 0)
            error("Pipe call failed", strerror(errno));
        if (!forkshell(j, FG)) {
            if (from > 0) {
                dup2(from, 0);
                close(from);
            }
            if (fds[1] >= 0) {
                close(fds[0]);
                if (fds[1] != 1) {
                    dup2(fds[1], 1);
                    close(fds[1]);
                }
            }
            eval(KID(c, 0), flags | EXIT);
            exitshell(status);
        }
        if (from >= 0)
            close(from);
        from = fds[0];
        close(fds[1]);
    }
    waitjob(j);
}

static void background(Node *n, int mode, int flags)
{
    Job *j = newjob(jobctl || mode == BACK ? n : 0, 1);

    if (!forkshell(j, mode)) {
        if (n->type == REDIRD) {
            redirect(KID(n, 1), 0);
            n = KID(n, 0);
        }
        eval(n->type == SUBSH ? KID(n, 0) : n, flags | EXIT);
        exitshell(status);
    }
    if (mode == FG)
        waitjob(j);
    else
        status = 0;
}

/* After a pass through a loop's body: 1 to leave the loop. */
static int leave(void)
{
    if (!skip)
        return 0;
    if (skip == S_RETURN || --skipcount > 0)
        return 1;
    if (skip == S_CONTINUE) {
        skip = 0;
        return 0;
    }
    skip = 0;
    return 1;
}

static void loop(Node *n, int flags)
{
    int st = 0;

    loops++;
    for (;;) {
        if (!n->k[0])
            status = 0;
        eval(KID(n, 0), TESTED);
        if (skip) {
            if (leave())
                break;
            continue;
        }
        if (!status == (n->type == UNTIL))
            break;
        eval(KID(n, 1), flags);
        st = status;
        if (leave())
            break;
        eval(KID(n, 2), flags);
    }
    loops--;
    if (skip != S_RETURN)
        status = st;
}

static void forloop(Node *n, int flags)
{
    int count;
    Arg *a = expandwords(KID(n, 1), &count, 0);

    if (!a)
        status = 0;
    loops++;
    for (; a; a = a->next) {
        setvar(TEXT(n), a->text, 0);
        eval(KID(n, 0), flags);
        if (leave())
            break;
    }
    loops--;
}

/* select: a menu on standard error, a line into REPLY, the word it names into the variable. */
static void selectloop(Node *n, int flags)
{
    static char *const argv[] = { "read", "-r", 0 };
    int count, i;
    Arg *first = expandwords(KID(n, 1), &count, 0), *a;

    loops++;
    while (first) {
        tofd(2);
        for (a = first, i = 1; a; a = a->next, i++) {
            outn(i);
            outs(") ");
            outs(a->text);
            outc('\n');
        }
        tofd(1);
        showprompt(getvar("PS3") ? "PS3" : "PS2");
        optargs = (char **)argv + 1;
        status = b_read((char **)argv);
        if (status)
            break;
        i = atoi(getvar("REPLY"));
        for (a = first; a && --i; a = a->next)
            ;
        setvar(TEXT(n), a ? a->text : "", 0);
        eval(KID(n, 0), flags);
        if (leave())
            break;
    }
    loops--;
}

static int matches(Node *w, const char *s)
{
    char *mark = ap;
    int ok = 0;

    for (; w && !ok; w = KID(w, 0)) {
        ok = match(expandstr(TEXT(w), PAT, 0), s);
        ap = mark;
    }
    return ok;
}

static void cases(Node *n, int flags)
{
    Node *c;
    char *s = expandstr(TEXT(KID(n, 0)), 0, 0);
    int go = 0;                 /* how the clause before it ended, if it ran */

    for (c = KID(n, 1); c && !skip; c = KID(c, 0)) {
        if (go != '&' && !matches(KID(c, 1), s))
            continue;
        if (!c->k[2])
            status = 0;
        eval(KID(c, 2), c->op ? flags & TESTED : flags);
        go = c->op;
        if (!go)
            return;
    }
    if (!go)
        status = 0;
}

/* A term of [[ ... ]]. */
static void condition(Node *n)
{
    char *v[6], *op;
    Node *w = KID(n, 0);
    int i, pattern;

    shopts |= LISTS;
    v[0] = "test";
    op = KID(w, 0) ? TEXT(KID(w, 0)) : "";
    pattern = place("=\0==\0!=\0=~\0", op);
    for (i = 1; w && i < 5; w = KID(w, 0), i++)
        v[i] = expandstr(TEXT(w), i == 3 && pattern >= 0 ? PAT : 0, 0);
    v[i] = 0;
    if (i == 4 && pattern == 3)
        status = !regmatch(v[1], v[3]);
    else if (i == 4 && pattern >= 0)
        status = match(v[3], v[1]) == (pattern == 2);
    else {
        if (i == 4 && place("-eq\0-ne\0-lt\0-le\0-gt\0-ge\0", op) >= 0)
            for (i = 1; i < 4; i += 2) {
                op = ap;
                puts0(itoa(arith(v[i], 0)));
                v[i] = op;
            }
        status = b_test(v);
    }
    shopts &= ~LISTS;
}

static void timed(Node *n, int flags)
{
    struct tms before, after;
    clock_t start = times(&before);

    eval(KID(n, 0), flags);
    start = times(&after) - start;
    tofd(2);
    outs("\nreal\t");
    outtime(start, '\n');
    outs("user\t");
    outtime(after.tms_utime + after.tms_cutime - before.tms_utime - before.tms_cutime, '\n');
    outs("sys\t");
    outtime(after.tms_stime + after.tms_cstime - before.tms_stime - before.tms_cstime, '\n');
    tofd(1);
}

static void errexit(int flags)
{
    if (!status || flags & TESTED)
        return;
    if (eventtraps)
        event(T_ERR);
    if (opt[O_e])
        exitshell(status);
}

static void redirected(Node *n, int flags)
{
    Saved *mark = savedfds;
    int passed = npassed;

    if (!tryredirect(KID(n, 1)))
        eval(KID(n, 0), flags);
    unredirect(mark);
    closepassed(passed);
    errexit(flags);
}

/* flags: EXIT, the caller exits next, so that a command may take the process; TESTED, failure is no reason for -e to exit. */
void eval(Node *n, int flags)
{
    char *mark = ap;

    deep();
    while (n && !skip && (!opt[O_n] || opt[O_i])) {
        if (trapped)
            runtraps();
        switch (n->type) {
        case SEMI:
            eval(KID(n, 0), flags & TESTED);
            n = KID(n, 1);
            continue;
        case AND:
        case OR:
            eval(KID(n, 0), TESTED);
            if (!status == (n->type == OR))
                return;
            n = KID(n, 1);
            continue;
        case IF:
            eval(KID(n, 0), TESTED);
            if (skip)
                return;
            n = KID(n, status ? 2 : 1);
            if (!n)
                status = 0;
            continue;
        case NOT:
            eval(KID(n, 0), TESTED);
            if (!skip)
                status = !status;
            break;
        case WHILE:
        case UNTIL:
            loop(n, flags & TESTED);
            break;
        case FOR:
            forloop(n, flags & TESTED);
            break;
        case SELECT:
            selectloop(n, flags & TESTED);
            break;
        case CASE:
            cases(n, flags);
            break;
        case COND:
            condition(n);
            errexit(flags);
            break;
        case TIME:
            timed(n, flags & TESTED);
            break;
        case FUNC:
            define(n);
            break;
        case REDIRD:
            if (KID(n, 0)->type == SUBSH) {
                background(n, FG, flags & TESTED);
                errexit(flags);
            } else
                redirected(n, flags & TESTED);
            break;
        case SUBSH:
            background(n, FG, flags & TESTED);
            errexit(flags);
            break;
        case BG:
            background(KID(n, 0), BACK, 0);
            break;
        case PIPE:
            pipeline(n, flags & TESTED);
            errexit(flags);
            break;
        case SIMPLE:
            simple(n, flags);
            errexit(flags);
        }
        break;
    }
    ap = mark;
    if (trapped)
        runtraps();
}

/* ---- programs */

/* Read and run the current input to its end. */
void runinput(int flags)
{
    char *mark = ap;
    Node *n;

    for (;;) {
        if (opt[O_i] && in->fd == 0)
            notify();
        prompt = 1;
        n = parseline();
        if (n == EOFNODE)
            break;
        if (n)
            eval(n, flags & TESTED | (flags & EXIT && in->fd < 0 && !*in->p ? EXIT : 0));
        ap = mark;
        if (skip)
            break;
    }
}

void evalstring(const char *s, int flags)
{
    Input *saved = in;

    pushstring(s);
    runinput(flags);
    while (in != saved)
        popinput();
}

void exitshell(int st)
{
    char *s = lasttrap();
    jmp_buf here;

    status = st;
    if (s) {
        handler = &here;
        if (!setjmp(here)) {
            skip = 0;
            evalstring(s, 0);
            status = st;
        }
    }
    flush();
    if (jobctl)
        setjobctl(0);
    _exit(status);
}
