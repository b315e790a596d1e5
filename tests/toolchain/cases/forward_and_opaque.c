/* Incomplete types, mutual references, pointers to functions of themselves. */
#include <stdio.h>
struct b;
struct a { struct b *other; int n; };
struct b { struct a *other; struct a whole; };
typedef struct opaque opaque;
static opaque *make(int);
static int get(const opaque *);
enum { LIMIT = 3 };
extern int table[];
static int size(void);
typedef struct node node;
struct node { node *(*next)(node *); int left; };
static node *advance(node *n) { return --n->left ? n : 0; }
int main(void)
{
    struct a x = { 0, 1 };
    struct b y = { &x, { 0, 2 } };
    node n = { advance, 5 }, *p = &n;
    int steps = 0;
    x.other = &y;
    y.whole.other = &y;
    printf("%d %d\n", x.other->other->n, y.whole.other->whole.other->whole.n);
    printf("%d %d\n", get(make(7)), table[LIMIT - 1]);
    while (p) {
        p = p->next(p);
        steps++;
    }
    printf("%d %d\n", steps, size());
    return 0;
}
struct opaque { char pad[3]; int value; };
int table[LIMIT] = { 5, 6, 7 };
static int size(void) { return sizeof table; }
static opaque *make(int v) { static opaque o; o.value = v * 2; return &o; }
static int get(const opaque *o) { return o->value; }
