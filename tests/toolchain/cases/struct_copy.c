/* Assigning structs copies them, through pointers, in arrays, as members, in loops. */
#include <stdio.h>
struct in { int a[3]; char tag; };
struct out { struct in first, second; short n; };
static void show(const struct out *o)
{
    printf("%d %d %d %c | %d %d %d %c | %d\n", o->first.a[0], o->first.a[1], o->first.a[2], o->first.tag,
           o->second.a[0], o->second.a[1], o->second.a[2], o->second.tag, o->n);
}
int main(void)
{
    struct out v[3] = { { { { 1, 2, 3 }, 'a' }, { { 4, 5, 6 }, 'b' }, 7 } };
    struct out *p = v, t;
    struct in x = { { 9, 8, 7 }, 'x' };
    p[1] = *p;
    p[1].second = x;
    v[2].first = p[1].first = p->second;
    v[2].n = v[0].n + 1;
    show(&v[0]);
    show(&v[1]);
    show(&v[2]);
    t = v[0];
    v[0] = v[2];
    v[2] = t;
    show(v);
    show(v + 2);
    *p = *p;
    show(p);
    return 0;
}
