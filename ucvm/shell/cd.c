/* cd and pwd (XCU): the logical path, in which .. undoes the last name. */
#include "sh.h"

#define PATHLEN 256

/* The canonical form of dir as seen from PWD, in the arena. */
static char *logical(const char *dir)
{
    char *s = ap, *pwd = getvar("PWD");

    put('/');
    if (*dir != '/' && pwd) {
        ap--;
        puts0(pwd);
        ap[-1] = '/';
        if (ap[-2] == '/')
            ap--;
    }
    while (*dir) {
        if (dir[0] == '.' && (dir[1] == '/' || !dir[1]))
            dir++;
        else if (dir[0] == '.' && dir[1] == '.' && (dir[2] == '/' || !dir[2])) {
            dir += 2;
            for (; ap > s + 1 && (ap[-1] = 0, ap[-2] != '/'); ap--)
                ;
            if (ap > s + 1)
                ap--;
        } else if (*dir != '/') {
            while (*dir && *dir != '/')
                put(*dir++);
            put('/');
        }
        while (*dir == '/')
            dir++;
    }
    if (ap > s + 1)
        ap--;
    put(0);
    return s;
}

static char *physical(void)
{
    char *s = alloc(PATHLEN);

    return getcwd(s, PATHLEN);
}

/* PWD, if it leads here, or else the physical path. */
static char *here(void)
{
    char *s = getvar("PWD");
    struct stat a, b;

    return s && *s == '/' && !stat(s, &a) && !stat(".", &b) && a.st_ino == b.st_ino && a.st_dev == b.st_dev ? s : physical();
}

static int follow(void)
{
    int c, p = 0;

    while ((c = *nextopt("LP")))
        p = c == 'P';
    return p;
}

int b_cd(char **argv)
{
    int p = follow(), show = 0;
    char *dir = *optargs, *s, *old = getvar("PWD");
    const char *path = "";
    struct stat st;

    if (!dir && !(dir = getvar("HOME")))
        error(0, "HOME not set");
    if (!strcmp(dir, "-")) {
        if (!(dir = getvar("OLDPWD")))
            error(0, "OLDPWD not set");
        show = 1;
    }
    if (*dir != '/' && *dir != '.' && (path = getvar("CDPATH")))
        while ((s = nextpath(&path, dir)))
            if (s[0] && !stat(s, &st) && S_ISDIR(st.st_mode)) {
                show |= strlen(s) > strlen(dir);
                dir = s;
                break;
            }
    s = p ? dir : logical(dir);
    if (chdir(s) < 0 && (p || chdir(s = dir) < 0)) {
        warn("can't cd to ", dir);
        return 2;
    }
    if (old)
        setvar("OLDPWD", old, EXPORT);
    if (p || s == dir)
        s = physical();
    setvar("PWD", s ? s : dir, EXPORT);
    if (show) {
        outs(getvar("PWD"));
        outc('\n');
    }
    return 0;
}

int b_pwd(char **argv)
{
    char *s = follow() ? physical() : here();

    if (!s)
        error(0, strerror(errno));
    outs(s);
    outc('\n');
    return 0;
}

void initpwd(void)
{
    char *s = here();

    if (s)
        setvar("PWD", s, EXPORT);
}
