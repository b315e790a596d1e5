/* A singly linked list: push, reverse, insert in order, remove by pointer to pointer, merge sort. */
#include <stdio.h>
#include <stdlib.h>
typedef struct node { int v; struct node *next; } node;
static node *push(node *l, int v) { node *n = malloc(sizeof *n); n->v = v; n->next = l; return n; }
static node *reverse(node *l) { node *r = 0, *t; while (l) { t = l->next; l->next = r; r = l; l = t; } return r; }
static void insert(node **l, int v) { while (*l && (*l)->v < v) l = &(*l)->next; *l = push(*l, v); }
static int drop(node **l, int v)
{
    int n = 0;
    while (*l)
        if ((*l)->v == v) {
            node *dead = *l;
            *l = dead->next;
            free(dead);
            n++;
        } else
            l = &(*l)->next;
    return n;
}
static node *merge(node *a, node *b)
{
    node head, *t = &head;
    while (a && b)
        if (b->v < a->v) { t = t->next = b; b = b->next; }
        else { t = t->next = a; a = a->next; }
    t->next = a ? a : b;
    return head.next;
}
static node *sort(node *l)
{
    node *slow = l, *fast, *half;
    if (!l || !l->next)
        return l;
    for (fast = l->next; fast && fast->next; fast = fast->next->next)
        slow = slow->next;
    half = slow->next;
    slow->next = NULL;
    return merge(sort(l), sort(half));
}
static void show(const node *l) { for (; l; l = l->next) printf("%d ", l->v); printf("\n"); }
int main(void)
{
    node *l = 0, *s = 0;
    int i;
    for (i = 0; i < 12; i++) {
        l = push(l, i * 7 % 10);
        insert(&s, i * 5 % 11);
    }
    show(l);
    show(l = reverse(l));
    show(s);
    printf("%d\n", drop(&l, 4) + drop(&l, 0) + drop(&l, 99));
    show(l = sort(l));
    show(merge(l, s));
    return 0;
}
