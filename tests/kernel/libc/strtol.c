/* The strtol family: bases, signs, white space, ends, overflow, errno. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static const char *inputs[] = {"0", "1", "-1", "+7", "  42x", "\t\n\v\f\r 12", "0x1f", "0X1F", "-0x10", "0x", "0xg", "010", "08", "-010", "2147483647",
                               "2147483648", "-2147483648", "-2147483649", "4294967295", "4294967296", "-4294967295", "99999999999999999999",
                               "-99999999999999999999", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809",
                               "18446744073709551615", "18446744073709551616", "-18446744073709551615", "", " ", "-", "+", "+-1", "- 1", "zz", "Zz9",
                               "1010102", "7fffffff", "80000000", "ffffffff", "100000000", "--1", "0b1", "12345678901234567890123", "00000000000000000000000012"};
static const int bases[] = {0, 2, 8, 10, 16, 36};

int main(void) {
    unsigned i, b;
    char *end;
    for (i = 0; i < sizeof inputs / sizeof *inputs; i++)
        for (b = 0; b < sizeof bases / sizeof *bases; b++) {
            const char *s = inputs[i];
            long l;
            unsigned long u;
            long long ll;
            unsigned long long ull;
            int e[4], k[4];
            errno = 0, l = strtol(s, &end, bases[b]), e[0] = errno, k[0] = end - s;
            errno = 0, u = strtoul(s, &end, bases[b]), e[1] = errno, k[1] = end - s;
            errno = 0, ll = strtoll(s, &end, bases[b]), e[2] = errno, k[2] = end - s;
            errno = 0, ull = strtoull(s, &end, bases[b]), e[3] = errno, k[3] = end - s;
            printf("%u/%d: %ld %d %d  %lu %d %d  %lld %d %d  %llu %d %d\n", i, bases[b], l, e[0], k[0], u, e[1], k[1], ll, e[2], k[2], ull, e[3], k[3]);
        }
    errno = 0;
    printf("%ld ", strtol("12", NULL, 1));
    printf("%d\n", errno == EINVAL);
    printf("%d %d %ld %lld %d\n", atoi("  -17 apples"), atoi("x"), atol("2147483647"), atoll("-9000000000"), abs(-5));
    printf("%jd %ju\n", strtoimax("-123456789012", NULL, 10), strtoumax("ffffffffff", NULL, 16));
    printf("%d %d %d %d\n", div(-7, 2).quot, div(-7, 2).rem, (int)ldiv(7, -2).quot, (int)ldiv(7, -2).rem);
    printf("%lld %lld\n", lldiv(-70000000000ll, 3).quot, lldiv(-70000000000ll, 3).rem);
    return 0;
}
