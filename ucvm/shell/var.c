/* Variables: a list sorted by name. A name may end in any character that cannot be part of one, so that source text serves as it is. */
#include "sh.h"
#include <time.h>

struct local {
    Local *next;
    Var *v;
    char *text;
    Item *items;
    int flags;
};

Var *vars;
Local *locals;
const char *ifs;

int isname(int c)
{
    return (unsigned)(c | 32) - 'a' < 26 || (unsigned)c - '0' < 10 || c == '_';
}

/* Length of the name that s begins with. */
int namelen(const char *s)
{
    int n = 0;

    if ((unsigned)*s - '0' >= 10)
        while (isname(s[n]))
            n++;
    return n;
}

static int compare(const char *a, const char *b)
{
    int c, d;

    do {
        c = isname(*a) ? *a++ : 0;
        d = isname(*b) ? *b++ : 0;
    } while (c == d && c);
    return c - d;
}

/* The variable's place in the sorted list, which holds the next one when it does not exist. */
static Var **findvar(const char *name)
{
    Var **p;

    for (p = &vars; *p && (*(*p)->text < *name || compare((*p)->text, name) < 0); p = &(*p)->next)
        ;
    return p;
}

/* The variable, or 0 when it is not set. */
Var *lookup(const char *name)
{
    Var *v = *findvar(name);

    return v && !(v->flags & UNSET) && !compare(v->text, name) ? v : 0;
}

char *getvar(const char *name)
{
    Var *v = lookup(name);

    return !v ? dynamic(name) : v->flags & ARRAY ? getitem(v, "0") : v->text + namelen(name) + 1;
}

/* Length of NAME=, NAME+=, NAME[...]= or NAME[...]+= that s begins with, or 0. */
int assignlen(const char *s)
{
    int n = namelen(s);
    const char *e = s + n;

    if (!n)
        return 0;
    if (*e == '[') {
        do
            if (!(e = strchr(e + 1, ']')))
                return 0;
        while (e[1] != '=' && e[1] != '+');
        e++;
    }
    e += *e == '+';
    return *e == '=' ? e + 1 - s : 0;
}

static Num randomseed, started;

/* A variable that the shell computes as long as nobody has set it. */
char *dynamic(const char *name)
{
    static const char names[] = "LINENO\0RANDOM\0SECONDS\0EPOCHSECONDS\0BASHPID\0UID\0EUID\0FUNCNAME\0BASH_SOURCE\0BASH_SUBSHELL\0";
    char word[14];
    int n = namelen(name);

    if (*name > 'U' || n > 13)
        return 0;
    memcpy(word, name, n);
    word[n] = 0;
    switch (place(names, word)) {
    case 0:
        return itoa(line);
    case 1:
        if (!randomseed)
            randomseed = time(0) ^ getpid() << 8;
        randomseed = randomseed * 1103515245 + 12345;
        return itoa(randomseed >> 16 & 32767);
    case 2:
        return itoa(time(0) - started);
    case 3:
        return itoa(time(0));
    case 4:
        return itoa(getpid());
    case 5:
        return itoa(getuid());
    case 6:
        return itoa(geteuid());
    case 7:
        return (char *)fnname;
    case 8:
        return arg0;
    case 9:
        return itoa(subshell);
    }
    return 0;
}

static void changed(const char *name)
{
    if (!compare(name, "IFS")) {
        ifs = getvar("IFS");
        if (!ifs)
            ifs = " \t\n";
    }
    if (!compare(name, "OPTIND"))
        optchar = 0;
}

/* Make the variable if need be, give it the value unless that is 0, add the flags. */
Var *setvar(const char *name, const char *value, int flags)
{
    int n = namelen(name);
    Var **p = findvar(name), *v = *p;
    char *text = 0;
    int size = n + 2 + (value ? strlen(value) : 0);

    if (v && compare(v->text, name))
        v = 0;
    if (v && value && v->flags & RDONLY)
        readonly(name);
    if (value && v && v->flags & (ARRAY | INTEGER)) {
        if (v->flags & INTEGER)
            value = itoa(arith(value, 0));
        if (v->flags & ARRAY) {
            setitem(v, "0", value);
            return v;
        }
    }
    if (value && v && v->flags & OWN && room(v->text) >= size) {
        v->text[n] = '=';
        strcpy(v->text + n + 1, value);
    } else if (value || !v) {
        text = keep(size);
        memcpy(text, name, n);
        text[n] = 0;
        if (value) {
            text[n] = '=';
            strcpy(text + n + 1, value);
        }
    }
    if (!v) {
        v = keep(sizeof *v);
        v->items = 0;
        v->next = *p;
        v->flags = UNSET;
        *p = v;
    } else if (text && v->flags & OWN)
        free(v->text);
    if (text) {
        v->text = text;
        v->flags |= OWN;
    }
    if (value)
        v->flags &= ~UNSET;
    if (value && opt[O_a])
        flags |= EXPORT;
    v->flags |= flags;
    changed(name);
    return v;
}

void readonly(const char *name)
{
    char *s = ap;
    int n = namelen(name);

    while (n--)
        put(*name++);
    put(0);
    error(s, "is read only");
}

void unsetvar(const char *name)
{
    Var *v = *findvar(name);

    if (!v || compare(v->text, name))
        return;
    if (v->flags & RDONLY)
        readonly(name);
    dropitems(v);
    v->flags = v->flags & OWN | UNSET;
    changed(name);
}

void mklocal(const char *name)
{
    Local *l = keep(sizeof *l);
    Var *v = setvar(name, 0, 0);

    l->v = v;
    l->text = v->text;
    l->items = v->items;
    l->flags = v->flags;
    v->flags &= ~(OWN | ARRAY | ASSOC | INTEGER);
    v->items = 0;
    l->next = locals;
    locals = l;
}

void unlocal(Local *mark)
{
    Local *l;

    while ((l = locals) != mark) {
        locals = l->next;
        if (l->v->flags & OWN)
            free(l->v->text);
        dropitems(l->v);
        l->v->items = l->items;
        l->v->text = l->text;
        l->v->flags = l->flags;
        changed(l->text);
        free(l);
    }
}

/* The exported variables, in the arena. */
char **environment(void)
{
    Var *v;
    int n = 1;
    char **env, **e;

    for (v = vars; v; v = v->next)
        n++;
    e = env = alloc(n * sizeof *env);
    for (v = vars; v; v = v->next)
        if ((v->flags & (EXPORT | UNSET | ARRAY)) == EXPORT)
            *e++ = v->text;
    *e = 0;
    return env;
}
