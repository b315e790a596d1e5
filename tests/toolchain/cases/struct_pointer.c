/* Access through pointers: chains, lists of lists, address arithmetic on members. */
#include <stdio.h>
struct node { int value; struct node *next; struct { int x, y; } at; };
static struct node pool[4];
static int total(const struct node *n)
{
    int sum = 0;
    for (; n; n = n->next)
        sum += n->value * (n->at.x + n->at.y);
    return sum;
}
int main(void)
{
    struct node *p;
    int i, *q;
    for (i = 0; i < 4; i++) {
        pool[i].value = i + 1;
        pool[i].at.x = i;
        (&pool[i].at)->y = 10;
        pool[i].next = i < 3 ? &pool[i + 1] : NULL;
    }
    printf("%d\n", total(pool));
    printf("%d\n", pool->next->next->next->value);
    p = pool + 1;
    p->next->at.x += 100;
    (*p).value++;
    ++p->value;
    printf("%d\n", total(pool));
    q = &p->at.y;
    *q = 0;
    printf("%d %d\n", q[-1], p[1].at.x);
    printf("%d\n", (int)(&pool[3] - p));
    p = (struct node *)((char *)q - ((char *)&p->at.y - (char *)p));
    printf("%d\n", p == &pool[1]);
    return 0;
}
