/* Addresses of locals, parameters, elements, members; writes through them are seen. */
#include <stdio.h>
struct s { int a; char b[4]; short c; };
static void set(int *p, int v) { *p = v; }
static void setc(unsigned char *p, int v) { *p = v; }
static void sets(short *p, int v) { *p = v; }
static int param(int x, short y, unsigned char z)
{
    set(&x, x + 1);
    sets(&y, y - 1);
    setc(&z, z * 2);
    return x * 10000 + y * 100 + z;
}
int main(void)
{
    int x = 1, v[3] = { 0 }, *p;
    unsigned char c = 9;
    short h = -1;
    struct s s = { 0 };
    long long l = 0;
    set(&x, 5);
    set(v + 1, 6);
    set(&s.a, 7);
    sets(&s.c, -8);
    setc((unsigned char *)&s.b[2], 'z');
    setc(&c, 260);
    sets(&h, 40000);
    set((int *)&l + 1, 1);
    p = &x;
    *p += *p;
    printf("%d %d %d %d %c %d %d %lld\n", x, v[1], s.a, s.c, s.b[2], c, h, l);
    printf("%d\n", param(1, 2, 3));
    printf("%d %d\n", &v[2] - &v[0] == 2, &*p == p && *&x == x);
    return 0;
}
