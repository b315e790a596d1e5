/* Sizes, offsets and padding. */
#include <stdio.h>
#include <stddef.h>
struct a { char c; int i; };
struct b { char c; short s; char d; int i; char e; };
struct c { char c[3]; };
struct d { char c; long long l; short s; };
struct e { struct b b; char tail; };
union u { char c[5]; short s; };
struct f { char c; union u u; char d; };
int main(void)
{
    printf("%d %d\n", (int)sizeof(struct a), (int)offsetof(struct a, i));
    printf("%d %d %d %d %d\n", (int)sizeof(struct b), (int)offsetof(struct b, s), (int)offsetof(struct b, d), (int)offsetof(struct b, i), (int)offsetof(struct b, e));
    printf("%d\n", (int)sizeof(struct c));
    printf("%d %d %d\n", (int)sizeof(struct d), (int)offsetof(struct d, l), (int)offsetof(struct d, s));
    printf("%d %d\n", (int)sizeof(struct e), (int)offsetof(struct e, tail));
    printf("%d\n", (int)sizeof(union u));
    printf("%d %d %d\n", (int)sizeof(struct f), (int)offsetof(struct f, u), (int)offsetof(struct f, d));
    printf("%d %d\n", (int)sizeof(struct { char a; }), (int)sizeof(struct a[7]));
    printf("%d\n", (int)offsetof(struct e, b.i));
    printf("%d\n", (int)offsetof(struct d, s) + (int)offsetof(struct c, c[2]));
    return 0;
}
