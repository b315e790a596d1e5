/* Unsigned division, by constants that become shifts and by others. */
#include <stdio.h>
int main(void)
{
    static const unsigned v[] = { 0, 1, 9, 10, 1000, 0x7FFFFFFF, 0x80000000u, 0xFFFFFFFFu, 123456789 };
    int i;
    unsigned d = 7;
    for (i = 0; i < 9; i++) {
        unsigned x = v[i];
        printf("%u: %u %u %u %u %u %u\n", x, x / 2, x / 10, x % 10, x / 16, x % 16, x / 1000);
        printf("  %u %u %u %u\n", x / d, x % d, x / 0x80000000u, x / 3);
    }
    printf("%u\n", -1 / 2u);
    printf("%u\n", (unsigned)-10 % 7);
    return 0;
}
