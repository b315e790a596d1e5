/* tsort: order items so that of each pair in the input the first comes first. */
#include <ctype.h>
#include <tool.h>

const char *prog = "tsort", *synopsis = "[file]";

/* Items lie in a list in the order of their names; `before` counts the pairs in which an unwritten item comes before it. */
struct item {
    struct item *next, *queued;
    struct edge *after;
    unsigned before;
    char done, name[1];
};
struct edge {
    struct edge *next;
    struct item *to;
};
static struct item *items, *first, **last = &first;
static unsigned left;

static struct item *find(const char *name)
{
    struct item **at = &items, *new;
    int order = 1;
    while (*at && (order = strcmp(name, (*at)->name)) > 0)
        at = &(*at)->next;
    if (*at && !order)
        return *at;
    new = need(sizeof *new + strlen(name));
    memset(new, 0, sizeof *new);
    strcpy(new->name, name);
    new->next = *at;
    left++;
    return *at = new;
}

static void relate(struct item *a, struct item *b)
{
    struct edge *e;
    if (a == b)
        return;
    e = need(sizeof *e);
    e->to = b;
    e->next = a->after;
    a->after = e;
    b->before++;
}

/* The next word of the input, in memory that lasts until the call after. */
static char *word(struct in *f)
{
    static char *text;
    static size_t cap;
    size_t n = 0;
    int c;
    while ((c = in_char(f)) >= 0 && isspace(c))
        ;
    if (c < 0)
        return 0;
    do {
        if (n + 2 > cap)
            text = resize(text, cap += 64);
        text[n++] = c;
    } while ((c = in_char(f)) >= 0 && !isspace(c));
    text[n] = 0;
    return text;
}

static void enqueue(struct item *i)
{
    i->done = 1;
    *last = i;
    last = &i->queued;
}

/* Items of which nothing unwritten comes before, and what becomes one when they are written. */
static void put_free(void)
{
    struct item *i;
    struct edge *e;
    for (i = items; i; i = i->next)
        if (!i->before && !i->done)
            enqueue(i);
    for (; first; first = first->queued) {
        outs(first->name);
        outc('\n');
        left--;
        for (e = first->after; e; e = e->next)
            if (--e->to->before == 0)
                enqueue(e->to);
    }
    last = &first;
}

static struct edge **edge_to(struct item *a, struct item *b)
{
    struct edge **e = &a->after;
    while (*e && (*e)->to != b)
        e = &(*e)->next;
    return e;
}

/* The first unwritten item after `at`, going round, that comes right before it. */
static struct item *one_before(struct item *at)
{
    struct item *i = at;
    do
        i = i->next ? i->next : items;
    while (i->done || !*edge_to(i, at));
    return i;
}

/* Every unwritten item has one before it: going back long enough ends in a loop. It is told, and its closing pair forgotten. */
static void break_loop(const char *name)
{
    struct item *i, *at = items, *end;
    struct edge **closing;
    for (i = items; i; i = i->next)
        i->queued = 0;
    while (at->done || !at->before)
        at = at->next;
    for (; !(i = one_before(at))->queued; at = i)
        i->queued = at;
    complainx("%s: input contains a loop:", name);
    for (end = at; end != i; end = end->queued)
        complainx("%s", end->name);
    complainx("%s", i->name);
    closing = edge_to(i, at);
    *closing = (*closing)->next;
    at->before--;
    for (i = items; i; i = i->next)
        i->queued = 0;
}

int main(int argc, char **argv)
{
    static struct in f;
    char *s;
    struct item *a;
    (void)argc;
    option(argv, "");
    if (*operands && operands[1])
        misuse("extra operand '%s'", operands[1]);
    if (in_open(&f, *operands ? *operands : "-") < 0)
        return 1;
    while ((s = word(&f))) {
        a = find(s);
        if (!(s = word(&f)))
            diex("%s: input contains an odd number of tokens", f.name);
        relate(a, find(s));
    }
    if (status)
        return status;
    for (put_free(); left; put_free())
        break_loop(f.name);
    return finish();
}
