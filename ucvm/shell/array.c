/* Arrays: the items of a variable in the order of their keys, which are numbers or names (declare -A). */
#include "sh.h"

struct item {
    Item *next;
    char text[];            /* the key, NUL, the value */
};

static int order(const char *a, const char *b)
{
    int d = strlen(a) - strlen(b);

    return d ? d : strcmp(a, b);
}

static Item **place_of(Var *v, const char *key)
{
    Item **p = &v->items;

    while (*p && order((*p)->text, key) < 0)
        p = &(*p)->next;
    return p;
}

static char *valueof(Item *i)
{
    return i->text + strlen(i->text) + 1;
}

/* The value with this key, or 0. */
char *getitem(Var *v, const char *key)
{
    Item *i = *place_of(v, key);

    return i && !strcmp(i->text, key) ? valueof(i) : 0;
}

void dropitem(Var *v, const char *key)
{
    Item **p = place_of(v, key), *i = *p;

    if (i && !strcmp(i->text, key)) {
        *p = i->next;
        free(i);
    }
}

void setitem(Var *v, const char *key, const char *value)
{
    int n = strlen(key) + 1;
    Item **p, *i = keep(sizeof *i + n + strlen(value) + 1);

    strcpy(i->text, key);
    strcpy(i->text + n, value);
    dropitem(v, key);
    p = place_of(v, key);
    i->next = *p;
    *p = i;
}

void dropitems(Var *v)
{
    while (v->items)
        dropitem(v, v->items->text);
}

/* Key (or value) number n, or 0. */
char *nthitem(Var *v, int n, int key)
{
    Item *i = v->items;

    while (i && n--)
        i = i->next;
    return !i ? 0 : key ? i->text : valueof(i);
}

/* The number after the last one. */
int nextitem(Var *v)
{
    Item *i = v->items;

    while (i && i->next)
        i = i->next;
    return i ? constant(i->text, 10) + 1 : 0;
}

/* Make it an array; a value it had becomes that of key 0. */
void makearray(Var *v, int flags)
{
    const char *s = v->flags & (ARRAY | UNSET) ? 0 : v->text + namelen(v->text) + 1;

    if (s)
        setitem(v, "0", s);
    v->flags = (v->flags | flags | ARRAY) & ~UNSET;
}
