/* Every compound assignment, on every width, through variables, pointers and array elements. */
#include <stdio.h>
#define TRY(T, start) do { \
        T x = start; T a[3] = { start, start, start }; T *p = &a[1]; \
        x += 7; x -= 2; x *= 3; x /= 2; x %= 100; x <<= 2; x >>= 1; x |= 0x11; x &= 0x7D; x ^= 0x2A; \
        *p += x; *p *= 2; p[1] -= *p; a[0] <<= 1; p[-1] ^= 0x55; \
        printf(#T ": %lld %lld %lld %lld\n", (long long)x, (long long)a[0], (long long)a[1], (long long)a[2]); \
    } while (0)
static int calls;
static int next(void) { return calls++; }
int main(void)
{
    int v[4] = { 10, 20, 30, 40 };
    TRY(unsigned char, 99);
    TRY(signed char, -99);
    TRY(unsigned short, 60000);
    TRY(short, -30000);
    TRY(unsigned, 4000000000u);
    TRY(int, -2000000000);
    TRY(unsigned long long, 18000000000000000000ULL);
    TRY(long long, -9000000000000000000LL);
    v[next()] += 5;
    v[next()]++;
    --v[next()];
    printf("%d %d %d %d calls %d\n", v[0], v[1], v[2], v[3], calls);
    return 0;
}
