/* What a compiler may compute itself must be the same as at run time. */
#include <stdio.h>
#define BOTH(e) do { \
        int a = 100, b = 7; unsigned u = 0xF0000000u; long long l = -5; int folded, run; \
        (void)a; (void)b; (void)u; (void)l; \
        run = (int)(e); \
        { enum { a = 100, b = 7 }; folded = (int)(e); } \
        printf("%d %d %s\n", folded, run, folded == run ? "same" : "DIFFERENT"); \
    } while (0)
static int arr[(3 > 2) + (7 & 5) * 2 - (8 >> 1)];
int main(void)
{
    BOTH(a + b * 3 - a / b % 4);
    BOTH((a << 3) ^ (b | 0x30) & ~a);
    BOTH(-a / b);
    BOTH(-a % b);
    BOTH(a > b ? a - b : b - a);
    BOTH(!a + !!b);
    BOTH((unsigned char)(a * b));
    BOTH((short)(a * 1000));
    BOTH(-1 < 0u);
    BOTH((a && 0) || (b && a));
    BOTH((long long)a * 0x100000000LL >> 30);
    BOTH((unsigned)-a / b);
    BOTH(-a >> 2);
    BOTH((int)(0xFFFFFFFFu + a) == a - 1);
    printf("%d\n", (int)(sizeof arr / sizeof *arr));
    printf("%d %d %d\n", 2147483647 + 0 > 0, 0x7FFFFFFF == ~(1 << 31), 1 - 2 * 3);
    return 0;
}
