/* Integer constants: bases, suffixes and the types they get. */
#include <stdio.h>
#define KIND(x) ((x) * 0 - 1 < 0 ? "signed" : "unsigned"), (int)sizeof(x)
int main(void)
{
    printf("%d %d %d %d\n", 10, 010, 0x10, 0b10);
    printf("%s %d\n", KIND(2147483647));
    printf("%s %d\n", KIND(2147483648));
    printf("%s %d\n", KIND(0x7FFFFFFF));
    printf("%s %d\n", KIND(0x80000000));
    printf("%s %d\n", KIND(0xFFFFFFFF));
    printf("%s %d\n", KIND(0x100000000));
    printf("%s %d\n", KIND(037777777777));
    printf("%s %d\n", KIND(1u));
    printf("%s %d\n", KIND(1L));
    printf("%s %d\n", KIND(1UL));
    printf("%s %d\n", KIND(1LL));
    printf("%s %d\n", KIND(1ull));
    printf("%s %d\n", KIND(0xFFFFFFFFFFFFFFFF));
    printf("%s %d\n", KIND(4294967295U));
    printf("%s %d\n", KIND(4294967296U));
    printf("%lld %llx\n", -2147483648 * 2, 0xFEDCBA9876543210);
    return 0;
}
