/* A chained hash table of strings that counts words and grows. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
struct entry { struct entry *next; int count; char word[]; };
struct table { struct entry **slot; unsigned size, used; };
static unsigned hash(const char *s) { unsigned h = 5381; while (*s) h = h * 33 ^ *s++; return h; }
static void grow(struct table *t)
{
    unsigned size = t->size ? t->size * 2 : 4, i;
    struct entry **slot = calloc(size, sizeof *slot), *e, *next;
    for (i = 0; i < t->size; i++)
        for (e = t->slot[i]; e; e = next) {
            next = e->next;
            e->next = slot[hash(e->word) & (size - 1)];
            slot[hash(e->word) & (size - 1)] = e;
        }
    free(t->slot);
    t->slot = slot;
    t->size = size;
}
static struct entry *lookup(struct table *t, const char *w, int make)
{
    struct entry *e;
    if (t->size)
        for (e = t->slot[hash(w) & (t->size - 1)]; e; e = e->next)
            if (!strcmp(e->word, w))
                return e;
    if (!make)
        return NULL;
    if (t->used >= t->size)
        grow(t);
    e = malloc(sizeof *e + strlen(w) + 1);
    strcpy(e->word, w);
    e->count = 0;
    e->next = t->slot[hash(w) & (t->size - 1)];
    t->slot[hash(w) & (t->size - 1)] = e;
    t->used++;
    return e;
}
int main(void)
{
    static const char text[] = "it was the best of times it was the worst of times it was the age of wisdom it was the age of foolishness";
    char word[20];
    const char *p = text;
    struct table t = { 0 };
    int n;
    while (*p) {
        for (n = 0; *p && *p != ' '; )
            word[n++] = *p++;
        word[n] = 0;
        lookup(&t, word, 1)->count++;
        while (*p == ' ')
            p++;
    }
    printf("%u %u\n", t.used, t.size);
    printf("%d %d %d %d\n", lookup(&t, "it", 0)->count, lookup(&t, "age", 0)->count, lookup(&t, "wisdom", 0)->count, lookup(&t, "nope", 0) == NULL);
    return 0;
}
