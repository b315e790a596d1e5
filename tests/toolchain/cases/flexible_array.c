/* Structs that end in an array of no stated length. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
struct blob { unsigned short len; char data[]; };
struct vec { int n, cap; int v[]; };
static struct blob *blob(const char *s)
{
    struct blob *b = malloc(sizeof *b + strlen(s) + 1);
    b->len = strlen(s);
    strcpy(b->data, s);
    return b;
}
static struct vec *push(struct vec *v, int x)
{
    if (!v || v->n == v->cap) {
        int cap = v ? v->cap * 2 : 2;
        struct vec *bigger = realloc(v, sizeof *v + cap * sizeof(int));
        if (!v)
            bigger->n = 0;
        v = bigger;
        v->cap = cap;
    }
    v->v[v->n++] = x;
    return v;
}
int main(void)
{
    struct blob *b = blob("flexible");
    struct vec *v = NULL;
    int i, s = 0;
    printf("%d %s %d %d\n", b->len, b->data, (int)sizeof(struct blob), (int)sizeof(struct vec));
    for (i = 0; i < 20; i++)
        v = push(v, i * i);
    for (i = 0; i < v->n; i++)
        s += v->v[i];
    printf("%d %d %d\n", v->n, v->cap, s);
    free(b);
    free(v);
    return 0;
}
