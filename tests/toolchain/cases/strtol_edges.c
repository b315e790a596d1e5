/* strtol, strtoul, strtoll: bases, prefixes, ends, overflow. */
#include <stdio.h>
#include <stdlib.h>
#include <errno.h>
static void l(const char *s, int base)
{
    char *end;
    long x;
    errno = 0;
    x = strtol(s, &end, base);
    printf("%s/%d: %ld +%d %d\n", s, base, x, (int)(end - s), errno == ERANGE);
}
static void u(const char *s, int base)
{
    char *end;
    unsigned long x;
    errno = 0;
    x = strtoul(s, &end, base);
    printf("%s/%d: %lu +%d %d\n", s, base, x, (int)(end - s), errno == ERANGE);
}
int main(void)
{
    char *end;
    l("0", 10); l("  42xyz", 10); l("-17", 0); l("+0x1F", 0); l("0x", 16); l("0xg", 0); l("017", 0); l("089", 0);
    l("zz", 36); l("102", 2); l("", 10); l("   ", 10); l("-", 10); l("abc", 10); l("2147483647", 10); l("2147483648", 10);
    l("-2147483648", 10); l("-2147483649", 10); l("99999999999999999999", 10); l("-0", 10); l("0X7fffffff", 16); l("7fffffffg", 16);
    u("4294967295", 10); u("4294967296", 10); u("-1", 10); u("0xffffffff", 0); u("-4294967296", 10);
    printf("%lld ", strtoll("-9223372036854775808", NULL, 10));
    printf("%lld ", strtoll("9223372036854775808", &end, 0));
    printf("%d ", *end);
    printf("%llu\n", strtoull("18446744073709551615", NULL, 10));
    printf("%d %d %ld\n", atoi(" -99bottles"), atoi("x"), atol("123456789"));
    return 0;
}
