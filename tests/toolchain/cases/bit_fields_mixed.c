/* Bit-fields beside ordinary members, in arrays, through pointers, compared and tested. */
#include <stdio.h>
struct perm { char type; unsigned r : 1, w : 1, x : 1; short id; unsigned mode : 9; unsigned char kind : 3; };
static void set(struct perm *p, int i)
{
    p->type = "abc"[i];
    p->r = i & 1;
    p->w = i >> 1;
    p->x = !i;
    p->id = -i;
    p->mode = 0700 >> i;
    p->kind = i * 3;
}
int main(void)
{
    struct perm v[3], *p;
    int i, count = 0;
    for (i = 0; i < 3; i++)
        set(&v[i], i);
    for (p = v; p < v + 3; p++) {
        printf("%c%d%d%d %d %o %d\n", p->type, p->r, p->w, p->x, p->id, p->mode, p->kind);
        if (p->r || p->x)
            count++;
        p->kind |= 4;
        p->mode |= 0111;
    }
    printf("%d %d %d %o\n", count, v[0].kind, v[2].kind, v[1].mode);
    printf("%d\n", (int)sizeof(struct perm));
    v[1].r ^= 1;
    v[1].w = v[1].x = v[0].x;
    printf("%d %d %d\n", v[1].r, v[1].w, v[1].x);
    return 0;
}
