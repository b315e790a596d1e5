/* pushd, popd, dirs: the stack of folders below the working one is the array DIRSTACK, its top the last item. */
#include "sh.h"

static Var *stack(void)
{
    Var *v = setvar("DIRSTACK", 0, 0);

    makearray(v, 0);
    return v;
}

/* A path, with ~ for HOME. */
static void outpath(const char *s, int end)
{
    const char *home = getvar("HOME");
    int n = home ? strlen(home) : 0;

    if (n > 1 && !strncmp(s, home, n) && (!s[n] || s[n] == '/')) {
        outc('~');
        s += n;
    }
    outs(s);
    outc(end);
}

int b_dirs(char **argv)
{
    Var *v = stack();
    int n, c, lines = 0;

    while ((c = *nextopt("cpv")))
        if (c == 'c') {
            dropitems(v);
            return 0;
        } else
            lines = 1;
    n = nextitem(v);
    outpath(getvar("PWD"), lines || !n ? '\n' : ' ');
    while (n--)
        outpath(nthitem(v, n, 0), lines || !n ? '\n' : ' ');
    return 0;
}

/* Go to dir; what b_cd gives. */
static int go(char *dir)
{
    char *argv[3];

    argv[0] = "cd";
    argv[1] = dir;
    argv[2] = 0;
    optargs = argv + 1;
    return b_cd(argv);
}

static int shown(void)
{
    static char *none;

    optargs = &none;
    return b_dirs(&none);
}

/* With a folder: go there; without: change places with the top. */
int b_pushd(char **argv)
{
    Var *v = stack();
    int n = nextitem(v);
    char *old = keepstr(getvar("PWD")), *dir = argv[1], *mark = ap, *key;

    if (!dir && !n--)
        error(0, "no other directory");
    if (!dir)
        dir = nthitem(v, n, 0);
    puts0(dir);
    key = ap;
    puts0(itoa(n));
    if (go(mark)) {
        free(old);
        return 1;
    }
    setitem(stack(), key, old);
    free(old);
    ap = mark;
    return shown();
}

int b_popd(char **argv)
{
    Var *v = stack();
    int n = nextitem(v) - 1, st;
    char *mark = ap;

    if (n < 0)
        error(0, "directory stack empty");
    puts0(nthitem(v, n, 0));
    st = go(mark);
    ap = mark;
    if (st)
        return 1;
    dropitem(stack(), itoa(n));
    return shown();
}
