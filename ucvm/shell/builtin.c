/* The builtins that need the shell itself (XCU 2.14 and others), and the table of all. */
#include "sh.h"
#include <sys/resource.h>
#include <sys/times.h>

char **optargs;
int optchar;

/* The next option letter as a string that goes on with the rest of its word; "" at the end. A letter before `:` takes an
 * argument: optargs[-1] then. */
char *nextopt(const char *letters)
{
    static char *group;
    static char option[2];
    const char *l;

    if (!group || !*group) {
        group = *optargs;
        if (!group || *group != '-' || !group[1])
            return group = "";
        optargs++;
        if (!strcmp(group, "--"))
            return group = "";
        group++;
    }
    option[0] = *group++;
    l = strchr(letters, option[0]);
    if (!l || option[0] == ':') {
        group = 0;
        error("Illegal option -", option);
    }
    if (l[1] == ':') {
        if (!*group && !(group = *optargs++)) {
            optargs--;
            error("No arg for -", option);
        }
        optargs[-1] = group;
        group = 0;
    }
    return option;
}

static void outline(const char *s)
{
    outs(s);
    outc('\n');
}

static int b_colon(char **argv)
{
    return 0;
}

static int b_false(char **argv)
{
    return 1;
}

static int b_exit(char **argv)
{
    if (stoppedjobs())
        return 0;
    if (argv[1])
        status = number(argv[1]) & 255;
    exitshell(status);
    return 0;
}

static int b_break(char **argv)
{
    int n = argv[1] ? number(argv[1]) : 1;

    if (n < 1)
        error("Illegal number", argv[1]);
    if (n > loops)
        n = loops;
    if (n) {
        skip = *argv[0] == 'b' ? S_BREAK : S_CONTINUE;
        skipcount = n;
    }
    return 0;
}

static int b_return(char **argv)
{
    int st = argv[1] ? number(argv[1]) & 255 : status;

    skip = S_RETURN;
    return st;
}

static int b_eval(char **argv)
{
    char *s = ap;

    if (!*++argv)
        return 0;
    for (; *argv; argv++) {
        puts0(*argv);
        ap[-1] = ' ';
    }
    ap[-1] = 0;
    status = 0;
    cmdname = 0;
    evalstring(s, evalflags);
    return status;
}

static int b_dot(char **argv)
{
    Input *saved = in;
    Params params = par;
    const char *path;
    char *s = argv[1];
    int fd = -1, own;

    if (!s)
        error(0, "filename argument required");
    path = pathof(s);
    while (fd < 0 && (s = nextpath(&path, argv[1])))
        fd = open(s, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        error(argv[1], "not found");
    pushfile(movefd(fd));
    cmdname = 0;
    status = 0;
    own = argv[2] != 0;
    if (own)
        pushparams(argv + 2);
    runinput(evalflags);
    while (in != saved)
        popinput();
    if (skip == S_RETURN)
        skip = 0;
    event(T_RETURN);
    if (own)
        popparams(&params);
    return status;
}

int b_exec(char **argv)
{
    if (argv[1] && !strcmp(argv[1], "--"))
        argv++;
    if (argv[1]) {
        if (jobctl)
            setjobctl(0);
        execcmd(argv + 1);
    }
    return 0;
}

/* export, readonly, local */
static int b_export(char **argv)
{
    int flag = *argv[0] == 'e' ? EXPORT : RDONLY, c, n, off = 0;
    Var *v;
    char *s;

    while ((c = *nextopt("pn")))
        off = c == 'n';
    if (!*optargs)
        for (v = vars; v; v = v->next)
            if (v->flags & flag) {
                outs(argv[0]);
                outc(' ');
                n = namelen(v->text);
                for (s = v->text; n--; s++)
                    outc(*s);
                if (*s && !(v->flags & UNSET)) {
                    outc('=');
                    outquoted(s + 1);
                }
                outc('\n');
            }
    for (; (s = *optargs); optargs++) {
        n = namelen(s);
        if (!n || s[n] && s[n] != '=')
            error(s, "bad variable name");
        v = setvar(s, s[n] ? s + n + 1 : 0, flag);
        if (off)
            v->flags &= ~EXPORT;
    }
    return 0;
}

static void outdouble(const char *s)
{
    outc('"');
    for (; *s; s++) {
        if (strchr("\"\\$`", *s))
            outc('\\');
        outc(*s);
    }
    outc('"');
}

/* A declaration that gives the variable back: declare -- NAME="VALUE". */
static void showvar(Var *v)
{
    static const char letters[] = "aAirx";
    static const char bits[] = { ARRAY, ASSOC, INTEGER, RDONLY, EXPORT };
    const char *key;
    int i, n = namelen(v->text);

    outs("declare -");
    for (i = 0; letters[i]; i++)
        if (v->flags & bits[i])
            outc(letters[i]);
    outs(v->flags & (ARRAY | ASSOC | INTEGER | RDONLY | EXPORT) ? " " : "- ");
    for (i = 0; i < n; i++)
        outc(v->text[i]);
    if (v->flags & UNSET) {
        outc('\n');
        return;
    }
    outc('=');
    if (v->flags & ARRAY) {
        outc('(');
        for (i = 0; (key = nthitem(v, i, 1)); i++) {
            if (i)
                outc(' ');
            outc('[');
            outs(key);
            outs("]=");
            outdouble(nthitem(v, i, 0));
        }
        outs(v->flags & ASSOC && i ? " )" : ")");
    } else
        outdouble(v->text + n + 1);
    outc('\n');
}

/* local, declare, typeset */
static int b_local(char **argv)
{
    static const char letters[] = "aAirxl";
    static const char bits[] = { ARRAY, ARRAY | ASSOC, INTEGER, RDONLY, EXPORT };
    int c, n, show = 0, flags = 0, global = *argv[0] != 'l' && !fndepth, st = 0;
    Var *v;
    char *s;

    if (!fndepth && !global)
        error(0, "not in a function");
    while ((c = *nextopt("aAirxlgpfF")))
        if (c == 'p' || (c | 32) == 'f')
            show = c;
        else if (c == 'g')
            global = 1;
        else if (c != 'l')
            flags |= bits[strchr(letters, c) - letters];
    for (; (s = *optargs); optargs++) {
        n = namelen(s);
        if (!n || s[n] && s[n] != '=' && s[n] != '+')
            error(s, "bad variable name");
        if (show) {
            v = show == 'p' ? lookup(s) : 0;
            if (v)
                showvar(v);
            else if (show == 'p' || !*findfn(s))
                st = 1;
            else if (show == 'F')
                outline(s);
            continue;
        }
        if (!global)
            mklocal(s);
        v = setvar(s, 0, flags & INTEGER);
        if (flags & ARRAY)
            makearray(v, flags & ASSOC);
        if (s[n])
            setvar(s, s + n + 1, 0);
        v->flags |= flags & (EXPORT | RDONLY);
    }
    return st;
}

static int b_true(char **argv)
{
    return 0;
}

static int b_set(char **argv)
{
    Var *v;
    char *s;
    int n;

    if (!argv[1]) {
        for (v = vars; v; v = v->next)
            if (!(v->flags & UNSET)) {
                n = namelen(v->text) + 1;
                for (s = v->text; n--; s++)
                    outc(*s);
                outquoted(s);
                outc('\n');
            }
        return 0;
    }
    n = options(argv + 1);
    if (argv[n + 1] || n && !strcmp(argv[n], "--"))
        setparams(argv + n + 1);
    return 0;
}

static int b_shift(char **argv)
{
    int n = argv[1] ? number(argv[1]) : 1;

    if (n > par.n)
        error(0, "can't shift that many");
    par.v += n;
    par.n -= n;
    return 0;
}

static void unsetitem(const char *s)
{
    Var *v = lookup(s);

    if (v && v->flags & ARRAY)
        dropitem(v, subscript(s + namelen(s), v));
}

static int b_unset(char **argv)
{
    Fn **p, *f;
    int c, kind = 0;

    while ((c = *nextopt("vf")))
        kind = c;
    for (; *optargs; optargs++)
        if (kind != 'f' && (*optargs)[namelen(*optargs)] == '[')
            unsetitem(*optargs);
        else if (kind == 'v' || !kind && (lookup(*optargs) || !*findfn(*optargs)))
            unsetvar(*optargs);
        else if ((f = *(p = findfn(*optargs)))) {
            *p = f->next;
            dropfn(f);
        }
    return 0;
}

static void showmask(int m, int symbolic)
{
    int i, n;

    for (i = 6; i >= 0; i -= 3) {
        if (symbolic) {
            outc("ogu"[i / 3]);
            outc('=');
            for (n = 0; n < 3; n++)
                if (!(m >> i & 4 >> n))
                    outc("rwx"[n]);
            if (i)
                outc(',');
        } else
            outc('0' + (m >> i & 7));
    }
    outc('\n');
}

/* The mask m changed by [who](op perm)...,...; perm can be another class, whose bits are copied. */
static int symbolicmask(int m, const char *s)
{
    static const char classes[] = "ogua", letters[] = "ogurwxXst";
    static const short bits[] = { 0444, 0222, 0111, 0111, 0, 0 };
    int who, op, perm, allowed = ~m & 0777;
    const char *l;

    for (; *s; s += *s == ',') {
        for (who = 0; *s && (l = strchr(classes, *s)); s++)
            who |= l == classes + 3 ? 0777 : 7 << 3 * (l - classes);
        if (!who)
            who = 0777;
        do {
            op = *s ? *s++ : 0;
            if (!op || !strchr("+-=", op))
                error("Illegal mode", *optargs);
            for (perm = 0; *s && (l = strchr(letters, *s)); s++)
                perm |= l < letters + 3 ? (allowed >> 3 * (l - letters) & 7) * 0111 : bits[l - letters - 3];
            perm &= who;
            allowed = op == '-' ? allowed & ~perm : (op == '=' ? allowed & ~who : allowed) | perm;
        } while (*s && *s != ',');
    }
    return ~allowed & 0777;
}

static int b_umask(char **argv)
{
    int m = umask(0), symbolic = 0;
    char *s;

    umask(m);
    while (*nextopt("S"))
        symbolic = 1;
    s = *optargs;
    if (!s) {
        if (!symbolic)
            outc('0');
        showmask(m, symbolic);
    } else
        umask((unsigned)*s - '0' < 10 ? constant(s, 8) : symbolicmask(m, s));
    return 0;
}

/* A time in clock ticks, as times and time show it. */
void outtime(long t, int end)
{
    outn(t / 6000);
    outc('m');
    t %= 6000;
    outn(t / 100);
    outc('.');
    outc('0' + t % 100 / 10);
    outc('0' + t % 10);
    outc('s');
    outc(end);
}

static int b_times(char **argv)
{
    struct tms t;

    times(&t);
    outtime(t.tms_utime, ' ');
    outtime(t.tms_stime, '\n');
    outtime(t.tms_cutime, ' ');
    outtime(t.tms_cstime, '\n');
    return 0;
}

/* A limit a row: option letter, '0' + log2 of the unit in bytes, '0' + resource, what it is. */
static const char limits[] = "f91file(blocks)\0t00time(seconds)\0d:2data(kbytes)\0s:3stack(kbytes)\0c94coredump(blocks)\0p06processes\0n07nofiles\0v:9vmemory(kbytes)\0";

static void showlimit(const char *row, int hard)
{
    struct rlimit l;
    rlim_t n;

    if (getrlimit(row[2] - '0', &l) < 0)
        error(row + 3, strerror(errno));
    n = hard ? l.rlim_max : l.rlim_cur;
    outline(n == RLIM_INFINITY ? "unlimited" : itoa(n >> row[1] - '0'));
}

static int b_ulimit(char **argv)
{
    const char *row = limits, *r;
    struct rlimit l;
    int c, kind = 0, all = 0;
    rlim_t n;

    while ((c = *nextopt("HSaftdscpnv"))) {
        if (c == 'H' || c == 'S')
            kind |= c;
        else if (c == 'a')
            all = 1;
        else
            for (row = limits; *row != c; row += strlen(row) + 1)
                ;
    }
    if (all)
        for (r = limits; *r; r += strlen(r) + 1) {
            outs(r + 3);
            outpad(24 - strlen(r));
            showlimit(r, kind == 'H');
        }
    else if (!*optargs)
        showlimit(row, kind == 'H');
    else {
        n = strcmp(*optargs, "unlimited") ? (rlim_t)number(*optargs) << row[1] - '0' : RLIM_INFINITY;
        getrlimit(row[2] - '0', &l);
        if (kind != 'H')
            l.rlim_cur = n;
        if (kind != 'S')
            l.rlim_max = n;
        if (setrlimit(row[2] - '0', &l) < 0)
            error("error setting limit", strerror(errno));
    }
    return 0;
}

static void outalias(Alias *a)
{
    char *end = a->value + strlen(a->value) - 1;

    outs(a->name);
    outc('=');
    *end = 0;
    outquoted(a->value);
    outc('\n');
    *end = ' ';
}

static void dropalias(Alias **p)
{
    Alias *a = *p;

    *p = a->next;
    if (a->busy)
        return;
    free(a->value);
    free(a);
}

static int b_alias(char **argv)
{
    Alias *a, **p;
    char *s, *v;
    int st = 0;

    if (!argv[1])
        for (a = aliases; a; a = a->next)
            outalias(a);
    while ((s = *++argv)) {
        v = strchr(s, '=');
        if (v && v != s)
            *v = 0;
        p = findalias(s);
        if (!v) {
            if (*p)
                outalias(*p);
            else {
                warn(s, "not found");
                st = 1;
            }
            continue;
        }
        if (*p)
            dropalias(p);
        a = keep(sizeof *a + strlen(s) + 1);
        strcpy(a->name, s);
        a->busy = 0;
        a->value = strcat(strcpy(keep(strlen(v + 1) + 2), v + 1), " ");
        a->next = aliases;
        aliases = a;
    }
    return st;
}

static int b_unalias(char **argv)
{
    Alias **p;
    int st = 0;

    while (*nextopt("a"))
        while (aliases)
            dropalias(&aliases);
    for (; *optargs; optargs++)
        if (*(p = findalias(*optargs)))
            dropalias(p);
        else {
            warn(*optargs, "not found");
            st = 1;
        }
    return st;
}

/* type and command -v, -V */
static int describe(const char *name, int verbose)
{
    Alias *a = *findalias(name);
    int special;
    char *mark = ap, *s;

    if (verbose)
        outs(name);
    if (a) {
        if (verbose) {
            outs(" is an alias for ");
            for (s = a->value; s[1]; s++)
                outc(*s);
            outc('\n');
        } else {
            outs("alias ");
            outalias(a);
        }
    } else if (reserved(name)) {
        outline(verbose ? " is a shell keyword" : name);
    } else if (findbuiltin(name, &special) && special) {
        outline(verbose ? " is a special shell builtin" : name);
    } else if (*findfn(name)) {
        outline(verbose ? " is a shell function" : name);
    } else if (findbuiltin(name, &special)) {
        outline(verbose ? " is a shell builtin" : name);
    } else if ((s = findcmd(name))) {
        if (verbose)
            outs(" is ");
        outline(s);
    } else {
        if (verbose)
            outline(": not found");
        return 127;
    }
    ap = mark;
    return 0;
}

/* type -t: one word. */
static int kind(const char *name)
{
    int special;
    const char *s = *findalias(name) ? "alias" : reserved(name) ? "keyword" : *findfn(name) ? "function" : findbuiltin(name, &special) ? "builtin"
        : findcmd(name) ? "file" : 0;

    if (s)
        outline(s);
    return !s;
}

static int b_type(char **argv)
{
    int c, as = 1, st = 0;
    char *s;

    while ((c = *nextopt("tpPaf")))
        as = c;
    for (; *optargs; optargs++)
        if (as == 't')
            st |= kind(*optargs);
        else if ((as | 32) == 'p') {
            s = findcmd(*optargs);
            if (s)
                outline(s);
            st |= !s;
        } else
            st |= describe(*optargs, 1);
    return st;
}

static int b_command(char **argv)
{
    int c, verbose = 0, st = 0;

    while ((c = *nextopt("pvV")))
        if (c == 'p')
            standardpath = 1;
        else
            verbose = c == 'V';
    for (; *optargs; optargs++)
        st |= describe(*optargs, verbose);
    return st;
}

/* Nothing is remembered; names that cannot be found are errors. */
static int b_hash(char **argv)
{
    int special, st = 0;

    while (*nextopt("r"))
        ;
    for (; *optargs; optargs++)
        if (!*findfn(*optargs) && !findbuiltin(*optargs, &special) && !findcmd(*optargs)) {
            warn(*optargs, "not found");
            st = 1;
        }
    return st;
}

/* ---- the table: names in the order of the functions, what loops use first; special are `:` and those at the end */
static const char names[] = ":\0[\0echo\0test\0printf\0read\0true\0false\0cd\0local\0kill\0wait\0command\0alias\0bg\0fg\0getopts\0hash\0jobs\0pwd\0type\0"
    "ulimit\0umask\0unalias\0let\0declare\0typeset\0source\0shopt\0mapfile\0readarray\0disown\0pushd\0popd\0dirs\0builtin\0set\0shift\0eval\0exit\0return\0break\0continue\0.\0exec\0export\0readonly\0times\0trap\0unset\0";
#define SPECIAL 36
static Builtin *const functions[] = {
    b_colon, b_test, b_echo, b_test, b_printf, b_read, b_true, b_false, b_cd, b_local, b_kill, b_wait, b_command, b_alias, b_fgbg, b_fgbg,
    b_getopts, b_hash, b_jobs, b_pwd, b_type, b_ulimit, b_umask, b_unalias, b_let, b_local, b_local, b_dot, b_shopt, b_mapfile, b_mapfile, b_true, b_pushd, b_popd, b_dirs, b_command,
    b_set, b_shift, b_eval, b_exit, b_return, b_break, b_break, b_dot, b_exec, b_export, b_export, b_times, b_trap, b_unset,
};

Builtin *findbuiltin(const char *name, int *special)
{
    int n = place(names, name);

    *special = n >= SPECIAL || !n;
    return n < 0 ? 0 : functions[n];
}
