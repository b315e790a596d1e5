/* Startup, options, parameters, and the loop that errors come back to. */
#include "sh.h"

char opt[O_COUNT];
const char optchars[] = "aCefimnsuvxbhIVE\1";        /* the last has no letter */
static const char optnames[] = "allexport\0noclobber\0errexit\0noglob\0interactive\0monitor\0noexec\0stdin\0nounset\0verbose\0xtrace\0notify\0hashall\0ignoreeof\0vi\0emacs\0pipefail\0";
Params par;
char *arg0 = "sh";
int rootpid, script;
jmp_buf top;
static char *command;           /* of -c */
static int login;
static int ended;               /* the terminal's input has */
static char *arenafloor;             /* of the arena */
static Input *base;             /* where commands come from when nothing else is being read */

/* Make v the parameters; their strings are copied. */
void setparams(char **v)
{
    int n, size = 0;
    char **block, *s;

    for (n = 0; v[n]; n++)
        size += strlen(v[n]) + 1;
    block = keep((n + 1) * sizeof *block + size);
    s = (char *)(block + n + 1);
    for (n = 0; v[n]; n++) {
        block[n] = strcpy(s, v[n]);
        s += strlen(s) + 1;
    }
    block[n] = 0;
    free(par.block);
    par.v = par.block = block;
    par.n = n;
    optchar = 0;
}

static void named(const char *name, int on)
{
    const char *s = optnames;
    int i;

    if (name) {
        if ((i = place(s, name)) < 0)
            error("Illegal option -o", name);
        opt[i] = on;
    } else
        for (i = 0; *s; i++, s += strlen(s) + 1) {
            if (!on)
                outs(opt[i] ? "set -o " : "set +o ");
            outs(s);
            if (on) {
                outpad(16 - strlen(s));
                outs(opt[i] ? "on" : "off");
            }
            outc('\n');
        }
}

/* Set options from v; the number of words that were options, `--` included. */
int options(char **v)
{
    char **start = v, *s, letter[2];
    const char *o;
    int on, monitor = opt[O_m];

    for (; (s = *v) && (*s == '-' || *s == '+' && s[1]); v++) {
        on = *s == '-';
        if (!s[1])
            opt[O_x] = opt[O_v] = 0;
        if (on && (!s[1] || s[1] == '-' && !s[2])) {
            v++;
            break;
        }
        while (*++s) {
            if (*s == 'o') {
                named(v[1], on);
                if (!v[1])
                    return v - start + 1;
                v++;
                break;
            }
            if (*s == 'c' && !rootpid)
                command = "";
            else if (*s == 'l' && !rootpid)
                arg0 = "-sh";
            else if ((o = strchr(optchars, *s)))
                opt[o - optchars] = on;
            else {
                letter[0] = *s;
                letter[1] = 0;
                error(on ? "Illegal option -" : "Illegal option +", letter);
            }
        }
    }
    if (rootpid && monitor != opt[O_m])
        setjobctl(opt[O_m]);
    return v - start;
}

static void fallback(const char *name, const char *value)
{
    if (!getvar(name))
        setvar(name, value, 0);
}

static void imports(char **env)
{
    Var *v;
    int n;

    for (; *env; env++) {
        n = namelen(*env);
        if (!n || (*env)[n] != '=')
            continue;
        v = setvar(*env, 0, EXPORT);
        free(v->text);
        v->text = *env;
        v->flags = EXPORT;
    }
    setvar("IFS", " \t\n", 0)->flags = OWN;
    setvar("OPTIND", "1", 0);
    setvar("PPID", itoa(getppid()), 0);
    fallback("PS1", geteuid() ? "$ " : "# ");
    fallback("PS2", "> ");
    fallback("PS4", "+ ");
    fallback("PATH", "/bin");
    initpwd();
}

/* Where commands come from, by the arguments; argv[n] is the first that is no option. */
static void source(char **argv, int n)
{
    int fd;

    if (command) {
        if (!(command = argv[n]))
            error(0, "-c requires an argument");
        if (argv[++n])
            arg0 = argv[n++];
    } else if (!opt[O_s] && argv[n]) {
        arg0 = argv[n];
        fd = open(arg0, O_RDONLY | O_CLOEXEC);
        if (fd < 0) {
            script = 1;
            arg0 = "sh";
            warn("cannot open", argv[n]);
            _exit(errno == ENOENT ? 127 : 126);
        }
        script = 1;
        pushfile(movefd(fd));
        n++;
    } else {
        opt[O_s] = 1;
        pushfile(0);
        if (isatty(0) && isatty(2))
            opt[O_i] = 1;
    }
    if (command) {
        pushstring(command);
        if (opt[O_v])
            warnline(command);
    }
    setparams(argv + n);
}

static void interactive(void)
{
    static const char ignored[] = { SIGINT, SIGQUIT, SIGTERM };
    int i;

    for (i = 0; i < 3; i++)
        setsig(ignored[i]);
    opt[O_m] = 1;
    setjobctl(1);
}

/* After an error: leave, or go on with the next line of the terminal. */
static void recover(int what)
{
    if (what == X_INT)
        status = 130;
    unwind();
    ap = arenafloor;
    if (subshell || !opt[O_i])
        exitshell(status);
    while (in != base)
        popinput();
    if (what == X_INT)
        write(2, "\n", 1);
    if (in->fd == 0)
        in->p += strlen(in->p);
}

/* Run the commands of a file, whose name is expanded; it need not exist. */
static void profile(const char *name)
{
    int fd = open(expandstr(heretext(name), 0, 5), O_RDONLY | O_CLOEXEC);
    Input *mark = in;

    if (fd < 0)
        return;
    pushfile(movefd(fd));
    runinput(0);
    while (in != mark)
        popinput();
}

static void startup(char **argv, char **env)
{
    static char *const none[] = { "sh", 0 };
    int n;

    if (!*argv)
        argv = (char **)none;
    arg0 = *argv;
    imports(env);
    n = 1 + options(argv + 1);
    rootpid = getpid();
    login = *arg0 == '-';
    source(argv, n);
    if (opt[O_i])
        interactive();
}

int main(int argc, char **argv, char **env)
{
    int what;
    char *s;

    initmemory(env);
    handler = &top;
    if (setjmp(top))
        _exit(2);
    startup(argv, env);
    base = in;
    arenafloor = ap;
    what = setjmp(top);
    if (what)
        recover(what);
    if (login) {
        login = 0;
        profile("/etc/profile");
        profile("$HOME/.profile");
    }
    if (opt[O_i] && !what && (s = getvar("ENV")))
        profile(s);
    do {
        if (opt[O_I] && ended)
            warn(0, "use \"exit\" to leave");
        runinput(0);
        ended = 1;
        if (opt[O_i])
            write(2, "\n", 1);
    } while (opt[O_i] && !skip && (opt[O_I] || stoppedjobs()));
    exitshell(status);
    return 0;
}
