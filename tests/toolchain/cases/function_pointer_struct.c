/* Objects with methods: inheritance by embedding, virtual tables, constructors. */
#include <stdio.h>
#include <stdlib.h>
struct shape;
struct vtable { const char *name; int (*area)(const struct shape *); void (*scale)(struct shape *, int); };
struct shape { const struct vtable *v; };
struct rect { struct shape base; int w, h; };
struct square { struct rect rect; int extra; };
static int rect_area(const struct shape *s) { const struct rect *r = (const struct rect *)s; return r->w * r->h; }
static void rect_scale(struct shape *s, int k) { struct rect *r = (struct rect *)s; r->w *= k; r->h *= k; }
static int square_area(const struct shape *s) { return rect_area(s) + ((const struct square *)s)->extra; }
static const struct vtable rect_v = { "rect", rect_area, rect_scale }, square_v = { "square", square_area, rect_scale };
static struct shape *rect(int w, int h)
{
    struct rect *r = malloc(sizeof *r);
    *r = (struct rect){ { &rect_v }, w, h };
    return &r->base;
}
static struct shape *square(int a)
{
    struct square *s = malloc(sizeof *s);
    *s = (struct square){ { { &square_v }, a, a }, 1000 };
    return &s->rect.base;
}
int main(void)
{
    struct shape *all[3];
    int i, total = 0;
    all[0] = rect(2, 3);
    all[1] = square(4);
    all[2] = rect(5, 6);
    for (i = 0; i < 3; i++) {
        all[i]->v->scale(all[i], i + 1);
        printf("%s %d\n", all[i]->v->name, all[i]->v->area(all[i]));
        total += all[i]->v->area(all[i]);
        free(all[i]);
    }
    printf("%d\n", total);
    return 0;
}
