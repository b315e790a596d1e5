/* Labels, tags, members and ordinary names live in separate name spaces. */
#include <stdio.h>
struct same { int same; };
typedef struct { int x; } x_t;
static int same(struct same same) { goto same; same: return same.same; }
int main(void)
{
    struct x { int x; } x = { 1 };
    union y { int y; char c; } y;
    enum z { z = 4 };
    x_t t = { 2 };
    struct same s = { 3 };
    y.y = 5;
    goto x;
x:
    printf("%d %d %d %d %d\n", x.x, y.y, z, t.x, same(s));
    {
        struct x { char c[2]; } x = { "q" };
        goto inner;
inner:
        printf("%s %d\n", x.c, (int)sizeof(struct x));
    }
    printf("%d\n", (int)sizeof(struct x));
    return 0;
}
