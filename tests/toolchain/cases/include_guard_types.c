/* The standard integer types and limits. */
#include <stdio.h>
#include <stdint.h>
#include <limits.h>
#include <stddef.h>
int main(void)
{
    int8_t a = -128; uint8_t b = 255; int16_t c = INT16_MIN; uint16_t d = UINT16_MAX;
    int32_t e = INT32_MAX; uint32_t f = UINT32_MAX; int64_t g = INT64_MIN; uint64_t h = UINT64_MAX;
    uintptr_t p = (uintptr_t)&a;
    ptrdiff_t n = (char *)&a - (char *)p;
    size_t z = sizeof(g);
    printf("%d %d %d %d\n", a, b, c, d);
    printf("%ld %lu %lld %llu\n", (long)e, (unsigned long)f, (long long)g, (unsigned long long)h);
    printf("%d %d\n", (int)n, (int)z);
    printf("%d %d %d %u\n", CHAR_BIT, INT_MAX, INT_MIN, UINT_MAX);
    printf("%d %d %d %d\n", SCHAR_MIN, UCHAR_MAX, SHRT_MIN, USHRT_MAX);
    printf("%ld %lu %lld %llu\n", LONG_MIN, ULONG_MAX, LLONG_MAX, ULLONG_MAX);
    printf("%d\n", (int)(a - 1) == INT8_MIN - 1);
    return 0;
}
