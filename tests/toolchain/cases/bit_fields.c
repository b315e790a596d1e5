/* Bit-fields: packing, signs, boundaries, zero width, assignment values. */
#include <stdio.h>
struct f {
    unsigned a : 3;
    int b : 5;
    unsigned c : 8;
    unsigned d : 16;
};
struct g { unsigned x : 20; unsigned y : 20; unsigned : 0; unsigned z : 1; };
struct h { unsigned char m : 4, n : 4; unsigned short o : 9; signed int p : 1; };
union raw { struct f f; unsigned u; };
int main(void)
{
    struct f f = { 5, -3, 200, 50000 };
    struct g g = { 0xFFFFF, 0x12345, 1 };
    struct h h = { 15, 7, 300, -1 };
    union raw r;
    printf("%d %d %d %d\n", f.a, f.b, f.c, f.d);
    f.a = 9;
    f.b = 15;
    f.b++;
    printf("%d %d\n", f.a, f.b);
    printf("%d\n", f.a = 15);
    f.c += 100;
    f.d >>= 3;
    f.c ^= f.a;
    printf("%d %d %d\n", f.c, f.d, f.a--);
    printf("%x %x %d\n", g.x, g.y, g.z);
    printf("%d %d %d %d\n", h.m, h.n, h.o, h.p);
    printf("%d %d %d\n", (int)sizeof f, (int)sizeof g, (int)sizeof h);
    r.u = 0;
    r.f.a = 1; r.f.b = -1; r.f.c = 0x81; r.f.d = 0x1234;
    printf("%x\n", r.u);
    h.m -= 15; h.n = h.m - 1;
    printf("%d %d\n", h.m, h.n);
    printf("%d\n", f.a < 0 || -1 < f.a);
    return 0;
}
