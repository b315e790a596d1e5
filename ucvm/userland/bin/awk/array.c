/* Arrays: hash tables with chains that grow by doubling a small table. */
#include "awk.h"

struct element {
    struct element *next;
    key key;
    struct value value;
};

static int is_integer(key k)
{
    return (size_t)k & 1;
}

static unsigned hash(key k)
{
    unsigned h = 0, i;
    if (is_integer(k))
        return (size_t)k >> 1;
    for (i = 0; i < k->n; i++)
        h = h * 31 + k->s[i];
    return h;
}

static int same(key a, key b)
{
    return a == b || (!is_integer(a) && !is_integer(b) && a->n == b->n && !memcmp(a->s, b->s, a->n));
}

/* The integer a string is the shortest text of; 0 if it is none. */
static int plain(const struct str *s, int *n)
{
    const char *p = s->s;
    int negative = *p == '-';
    p += negative;
    *n = 0;
    if ((*p == '0' && s->n > 1) || s->n - negative > 9 || !s->n)
        return 0;
    for (; *p >= '0' && *p <= '9'; p++)
        *n = *n * 10 + *p - '0';
    if (negative)
        *n = -*n;
    return p > s->s + negative && p == s->s + s->n;
}

/* The key of a subscript, which may become a string and keeps its reference. */
static key key_of(struct value *subscript)
{
    int n;
    if (subscript->tag < UNSET && (n = integer(subscript)) == subscript->number && n < 1000000000 && n > -1000000000)
        return (key)(size_t)(2 * n + 1);
    text(subscript);
    return plain(subscript->str, &n) ? (key)(size_t)(2 * n + 1) : subscript->str;
}

void drop_key(key k)
{
    if (!is_integer(k) && !--k->refs)
        free(k);
}

void key_value(key k, struct value *v)
{
    if (is_integer(k))
        set_number(v, (int)(size_t)k >> 1);
    else {
        k->refs++;
        set_str(v, INPUT, k);
    }
}

/* The array v is. An argument that had no value makes one of the variable it came from. */
struct array *array_of(struct value *v)
{
    struct value *origin = v;
    if (v->tag == REF)
        origin = v->cell;
    if (origin->tag == REF)
        array_of(origin);
    if (origin->tag == UNSET) {
        origin->array = memset(resize(NULL, sizeof *origin->array), 0, sizeof *origin->array);
        origin->array->refs = 1;
        origin->tag = ARRAY;
    }
    if (origin->tag != ARRAY)
        fatal("a scalar is used as an array");
    if (v != origin)
        *v = *keep(origin);
    return v->array;
}

/* Double the table when its chains are long. */
static void widen(struct array *a)
{
    unsigned i, size = a->size ? 2 * a->size : 4;
    struct element *e, **link;
    a->buckets = resize(a->buckets, size * sizeof *a->buckets);
    memset(a->buckets + a->size, 0, (size - a->size) * sizeof *a->buckets);
    for (i = 0; i < a->size; i++)
        for (link = a->buckets + i; (e = *link);)
            if ((hash(e->key) & (size - 1)) != i) {
                *link = e->next;
                e->next = a->buckets[i + a->size];
                a->buckets[i + a->size] = e;
            } else
                link = &e->next;
    a->size = size;
}

/* Where the element of that key hangs, or would. */
static struct element **link_of(struct array *a, key k)
{
    struct element **link = a->buckets + (hash(k) & (a->size - 1));
    while (*link && !same((*link)->key, k))
        link = &(*link)->next;
    return link;
}

struct value *element(struct array *a, struct value *subscript)
{
    key k = key_of(subscript);
    struct element *e, **link;
    if (a->n >= 4 * a->size)
        widen(a);
    link = link_of(a, k);
    if (!*link) {
        e = resize(NULL, sizeof *e);
        e->next = NULL;
        e->key = k;
        e->value.tag = UNSET;
        if (!is_integer(k))
            k->refs++;
        *link = e;
        a->n++;
    }
    return &(*link)->value;
}

static void release(struct element *e)
{
    drop_key(e->key);
    drop(&e->value);
    free(e);
}

/* Is there such an element? It may be removed. */
int member(struct array *a, struct value *subscript, int remove)
{
    struct element *e, **link;
    if (!a->n || !(e = *(link = link_of(a, key_of(subscript)))))
        return 0;
    if (remove) {
        *link = e->next;
        a->n--;
        release(e);
    }
    return 1;
}

void clear(struct array *a)
{
    struct element *e;
    unsigned i;
    for (i = 0; i < a->size; i++)
        while ((e = a->buckets[i])) {
            a->buckets[i] = e->next;
            release(e);
        }
    free(a->buckets);
    a->buckets = NULL;
    a->n = a->size = 0;
}

/* The keys there are now. */
struct list *keys(struct array *a)
{
    struct list *list = resize(NULL, sizeof *list + a->n * sizeof(key));
    struct element *e;
    unsigned i;
    list->refs = 1;
    list->n = list->at = 0;
    for (i = 0; i < a->size; i++)
        for (e = a->buckets[i]; e; e = e->next) {
            if (!is_integer(e->key))
                e->key->refs++;
            list->keys[list->n++] = e->key;
        }
    return list;
}

/* a[subscript] = s, as input. */
void put(struct array *a, struct value *subscript, struct str *s)
{
    struct value *v = element(a, subscript);
    set_str(v, INPUT, s);
    drop(subscript);
}
