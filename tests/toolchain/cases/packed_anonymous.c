#include <stdio.h>
struct P { char c; union { unsigned short s; int i; char b[2]; }; struct { short x; struct { int y : 20; long long z; }; int a[2]; } in; } __attribute__((packed));
struct P g = { 1, { .i = 0x12345678 }, { 2, { 3, 4 }, { 5, 6 } } };
int main(int argc, char **argv) {
    struct P p = { argc, { .i = argc * 1000 }, { argc + 1, { -argc, 7LL * argc }, { argc, 9 } } }; p.i += 5; p.in.x++; p.in.y--; p.in.z *= 3; p.in.a[argc] += 2; p.s ^= 1;
    printf("%d %x %d %d %lld %d %d\n", p.c, p.i, p.in.x, p.in.y, p.in.z, p.in.a[0], p.in.a[1]); struct P *q = &g; q->in.a[argc]++; q->in.z--; q->i++;
    printf("%d %x %d %d %lld %d %d\n", g.c, g.i, g.in.x, g.in.y, g.in.z, g.in.a[0], g.in.a[1]); struct P arr[2] = { p, g }; printf("%d %lld %d\n", arr[1].in.y, arr[0].in.z, (int)sizeof arr);
    return 0;
}
