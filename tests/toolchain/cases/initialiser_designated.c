/* Designated initialisers for arrays, structs and both nested. */
#include <stdio.h>
struct p { int x, y; char name[6]; };
struct q { struct p a; struct p v[3]; int last; };
static int sparse[10] = { [2] = 20, 30, [8] = 80, [0] = 1 };
static struct p pt = { .y = 5, .x = 4, .name = "pt" };
static struct q q = { .v[1].y = 11, .v[2] = { 21, 22, "two" }, .a = { .name = "a" }, .last = 9 };
static int sized[] = { [5] = 1, [3] = 2 };
int main(void)
{
    int i;
    int local[] = { 1, [4] = 5, 6, [1] = 2 };
    struct q l = { .a.x = 3, 4, "n", .v = { { 1 }, [2].name = "z" } };
    for (i = 0; i < 10; i++)
        printf("%d ", sparse[i]);
    printf("\n%d %d %s\n", pt.x, pt.y, pt.name);
    printf("%s %d %d %d %s %d\n", q.a.name, q.v[0].x, q.v[1].y, q.v[2].x, q.v[2].name, q.last);
    printf("%d %d\n", (int)(sizeof sized / sizeof *sized), (int)(sizeof local / sizeof *local));
    for (i = 0; i < 6; i++)
        printf("%d/%d ", sized[i], local[i]);
    printf("\n%d %d %s %d %s %d\n", l.a.x, l.a.y, l.a.name, l.v[0].x, l.v[2].name, l.last);
    return 0;
}
