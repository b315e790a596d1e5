/* Where characters come from: strings, files, the terminal, values of aliases; a stack of them. */
#include "sh.h"

#define BUFFER 256

Input *in;
Alias *aliases;
int prompt;                 /* 1: PS1 is due, 2: PS2 */
int blankalias;             /* an alias ended in a blank: the next word may be one too */
int capturing, capn, capalias;
char *cap;                  /* source text of the $(...) that is being parsed */
static int capmax;

static void push(const char *s, int fd)
{
    Input *i = keep(sizeof *i);

    i->prev = in;
    i->p = s;
    i->fd = fd;
    i->line = 1;
    i->alias = 0;
    i->buf = 0;
    i->held = 0;
    in = i;
}

void pushstring(const char *s)
{
    push(s, -1);
}

void pushfile(int fd)
{
    push(0, fd);
    in->buf = keep(BUFFER + 2);
    in->buf[1] = 0;
    in->p = in->buf + 1;
}

void pushalias(Alias *a)
{
    push(a->value, -1);
    in->line = in->prev->line;
    in->alias = a;
    a->busy = 1;
}

void popinput(void)
{
    Input *i = in;

    in = i->prev;
    if (i->alias) {
        i->alias->busy = 0;
        in->line = i->line;
        if (!*i->alias->name) {
            free(i->alias->value);
            free(i->alias);
        }
    }
    if (i->fd > 2)
        close(i->fd);
    free(i->buf);
    free(i);
}

/* The value of PS1, PS2 or PS4, expanded, on standard error. */
void showprompt(const char *name)
{
    char *mark = ap, *s = getvar(name);

    tofd(2);
    if (s)
        outs(expandstr(heretext(s), 0, 5));
    tofd(1);
    ap = mark;
}

/* Read more. Standard input that commands share is read byte by byte, so that nothing of theirs is taken. */
static int readmore(void)
{
    int n, first = prompt == 1 && opt[O_i];     /* nothing of a command has been read */

    if (opt[O_i] && in->fd == 0) {
        showprompt(first ? "PS1" : "PS2");
        prompt = 2;
    }
    in->buf[0] = in->p[-1];     /* for a second unget */
    while ((n = read(in->fd, in->buf + 1, in->fd || opt[O_i] ? BUFFER : 1)) < 0 && errno == EINTR)
        if (first || interrupted)
            runtraps();
    if (n <= 0)
        return 0;
    in->buf[n + 1] = 0;
    in->p = in->buf + 1;
    return 1;
}

/* The next line: a NUL stands after it, in the place of `held`. */
static int fill(void)
{
    char *s = (char *)in->p;

    if (in->fd < 0)
        return 0;
    if (in->held)
        *s = in->held;
    else if (!readmore())
        return 0;
    s = strchr(in->p, '\n');
    in->held = 0;
    if (s && s[1]) {
        in->held = s[1];
        s[1] = 0;
    }
    if (opt[O_v]) {
        tofd(2);
        outs(in->p);
        tofd(1);
    }
    return 1;
}

static void capture(int c)
{
    char *s;

    if (capn == capmax) {
        s = keep(capmax += 128);
        if (cap)
            memcpy(s, cap, capn);
        free(cap);
        cap = s;
    }
    cap[capn++] = c;
}

int getch(void)
{
    int c;
    const char *v;

    while (!(c = *in->p)) {
        if (in->alias) {
            v = in->p - 2;          /* before the blank that every value ends in */
            blankalias = v >= in->alias->value && strchr(" \t", *v);
            popinput();
        } else if (!fill())
            return -1;
    }
    in->p++;
    if (c == '\n')
        in->line++;
    if (capturing && (!in->alias || capalias))
        capture(c);
    return c;
}

void unget(int c)
{
    if (c < 0)
        return;
    in->p--;
    if (c == '\n')
        in->line--;
    if (capturing && (!in->alias || capalias))
        capn--;
}

/* The slot of the alias, holding 0 when there is none. */
Alias **findalias(const char *name)
{
    Alias **p = &aliases;

    while (*p && strcmp((*p)->name, name))
        p = &(*p)->next;
    return p;
}
