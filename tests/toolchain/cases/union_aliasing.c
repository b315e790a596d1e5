/* Bytes, halves and words seen through unions and char pointers. */
#include <stdio.h>
#include <string.h>
union num { long long l; unsigned w[2]; unsigned char b[8]; };
int main(void)
{
    union num n;
    unsigned char *p;
    int i;
    short s = -2;
    n.l = 0x0102030405060708LL;
    for (i = 0; i < 8; i++)
        printf("%d ", n.b[i]);
    printf("%x %x\n", n.w[0], n.w[1]);
    n.w[1] = 0xFFFFFFFF;
    printf("%lld\n", n.l);
    p = (unsigned char *)&s;
    printf("%d %d\n", p[0], p[1]);
    p[1] = 0;
    printf("%d\n", s);
    memcpy(&i, "ABCD", 4);
    printf("%x\n", i);
    n.b[0]++;
    printf("%x\n", n.w[0]);
    return 0;
}
