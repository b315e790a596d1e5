/* Unions: shared storage, initialisation of the first or a named member, as values. */
#include <stdio.h>
union u { unsigned i; unsigned char b[4]; unsigned short h[2]; };
union v { struct { char tag; int n; } a; char raw[8]; };
static union u flip(union u x)
{
    union u r;
    int i;
    for (i = 0; i < 4; i++)
        r.b[i] = x.b[3 - i];
    return r;
}
int main(void)
{
    union u x = { 0x12345678 }, y = { .h = { 0xAAAA, 0x5555 } };
    union v w = { { 'q', -1 } }, z;
    printf("%x %x %x %x\n", x.b[0], x.b[3], x.h[0], x.h[1]);
    printf("%x\n", y.i);
    printf("%x\n", flip(x).i);
    x.b[1] = 0;
    printf("%x\n", x.i);
    z = w;
    printf("%c %d %d\n", z.raw[0], z.a.n, (int)sizeof z);
    return 0;
}
