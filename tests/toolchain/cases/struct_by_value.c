/* Structs of several sizes as arguments, results and in assignments. */
#include <stdio.h>
struct one { char c; };
struct two { short a, b; };
struct three { int x, y, z; };
struct big { int n; char text[20]; long long l; };
static struct one up(struct one o) { o.c++; return o; }
static struct two swap(struct two t) { struct two r = { t.b, t.a }; return r; }
static struct three add(struct three a, struct three b) { a.x += b.x; a.y += b.y; a.z += b.z; return a; }
static struct big grow(int k, struct big b, int m) { b.n += k * m; b.text[0] = 'G'; b.l <<= k; return b; }
static int sum(struct three t, int more, struct two u) { return t.x + t.y + t.z + more + u.a * 10 + u.b; }
int main(void)
{
    struct one o = { 'a' };
    struct two t = { 1, 2 };
    struct three a = { 1, 2, 3 }, b = { 10, 20, 30 }, c;
    struct big g = { 5, "hello world", 3 }, h;
    o = up(up(o));
    t = swap(t);
    printf("%c %d %d\n", o.c, t.a, t.b);
    c = add(a, add(b, a));
    printf("%d %d %d\n", c.x, c.y, c.z);
    printf("%d\n", add(a, b).y);
    h = grow(2, g, 100);
    printf("%d %s %lld / %d %s %lld\n", h.n, h.text, h.l, g.n, g.text, g.l);
    printf("%s\n", grow(1, h, 1).text);
    printf("%d\n", sum(c, 1000, t));
    a = b = c;
    printf("%d %d\n", a.z, b.z);
    return 0;
}
