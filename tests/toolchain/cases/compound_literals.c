/* Compound literals as values, arguments and addressable objects. */
#include <stdio.h>
struct point { int x, y; };
static int area(struct point a, struct point b) { return (b.x - a.x) * (b.y - a.y); }
static int sum(const int *v, int n) { int s = 0; while (n--) s += *v++; return s; }
static struct point *global = &(struct point){ 70, 80 };
static int *numbers = (int[]){ 5, 6, 7 };
int main(void)
{
    struct point *p = &(struct point){ 1, 2 };
    int i;
    printf("%d\n", area((struct point){ 1, 1 }, (struct point){ .y = 5, .x = 4 }));
    printf("%d\n", sum((int[]){ 1, 2, 3, 4 }, 4));
    p->x += 10;
    printf("%d %d\n", p->x, p->y);
    printf("%d %d %d\n", global->x, global->y, numbers[2]);
    *p = (struct point){ p->y, p->x };
    printf("%d %d\n", p->x, p->y);
    for (i = 0; i < 3; i++) {
        struct point q = (struct point){ i, i * i };
        printf("%d ", ((struct point[2]){ q, { 100 } })[i & 1].x);
    }
    printf("%s\n", (char[]){ "text" } + 1);
    printf("%d\n", (int){ 42 } + (unsigned char){ 255 });
    return 0;
}
