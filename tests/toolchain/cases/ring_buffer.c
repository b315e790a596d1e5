/* A ring buffer with wrapping unsigned indices, and a priority queue. */
#include <stdio.h>
#define SIZE 8
struct ring { unsigned char head, tail; int v[SIZE]; };
static int put(struct ring *r, int x) { if ((unsigned char)(r->head - r->tail) == SIZE) return 0; r->v[r->head++ % SIZE] = x; return 1; }
static int get(struct ring *r, int *x) { if (r->head == r->tail) return 0; *x = r->v[r->tail++ % SIZE]; return 1; }
struct pq { int n; struct { int prio; char what; } h[16]; };
static void add(struct pq *q, int prio, char what)
{
    int i = ++q->n;
    for (; i > 1 && q->h[i / 2].prio > prio; i /= 2)
        q->h[i] = q->h[i / 2];
    q->h[i].prio = prio;
    q->h[i].what = what;
}
static char take(struct pq *q)
{
    char first = q->h[1].what;
    int i = 1, c;
    for (; (c = 2 * i) <= q->n; i = c) {
        if (c < q->n && q->h[c + 1].prio < q->h[c].prio)
            c++;
        if (q->h[q->n].prio <= q->h[c].prio)
            break;
        q->h[i] = q->h[c];
    }
    q->h[i] = q->h[q->n--];
    return first;
}
int main(void)
{
    struct ring r = { 250, 250 };
    struct pq q = { 0 };
    int i, x, in = 0, out = 0, sum = 0;
    for (i = 0; i < 100; i++) {
        if (i % 3 != 2)
            in += put(&r, i);
        else if (get(&r, &x)) {
            out++;
            sum += x;
        }
    }
    while (get(&r, &x)) {
        out++;
        sum += x;
    }
    printf("%d %d %d\n", in, out, sum);
    for (i = 0; i < 10; i++)
        add(&q, i * 7 % 10, "abcdefghij"[i]);
    while (q.n)
        putchar(take(&q));
    putchar('\n');
    return 0;
}
