/* A binary search tree: insertion, deletion, traversal in all orders, depth. */
#include <stdio.h>
#include <stdlib.h>
struct tree { int key; struct tree *kid[2]; };
static struct tree *insert(struct tree *t, int key)
{
    if (!t) {
        t = calloc(1, sizeof *t);
        t->key = key;
    } else if (key != t->key)
        t->kid[key > t->key] = insert(t->kid[key > t->key], key);
    return t;
}
static struct tree *delete(struct tree *t, int key)
{
    if (!t)
        return t;
    if (key != t->key) {
        t->kid[key > t->key] = delete(t->kid[key > t->key], key);
        return t;
    }
    if (!t->kid[0] || !t->kid[1]) {
        struct tree *only = t->kid[!t->kid[0]];
        free(t);
        return only;
    } else {
        struct tree *m = t->kid[1];
        while (m->kid[0])
            m = m->kid[0];
        t->key = m->key;
        t->kid[1] = delete(t->kid[1], m->key);
        return t;
    }
}
static int depth(const struct tree *t)
{
    int l, r;
    if (!t)
        return 0;
    l = depth(t->kid[0]);
    r = depth(t->kid[1]);
    return 1 + (l > r ? l : r);
}
static void walk(const struct tree *t, int when)
{
    if (!t)
        return;
    if (when == 0) printf("%d ", t->key);
    walk(t->kid[0], when);
    if (when == 1) printf("%d ", t->key);
    walk(t->kid[1], when);
    if (when == 2) printf("%d ", t->key);
}
int main(void)
{
    struct tree *t = NULL;
    int i;
    for (i = 0; i < 20; i++)
        t = insert(t, i * 13 % 31);
    for (i = 0; i < 3; i++) {
        walk(t, i);
        printf("\n");
    }
    printf("%d\n", depth(t));
    for (i = 0; i < 31; i += 2)
        t = delete(t, i);
    walk(t, 1);
    printf("\n%d\n", depth(t));
    return 0;
}
