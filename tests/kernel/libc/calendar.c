/* gmtime, mktime, strftime, asctime over the years a 32-bit time_t has. */
#include <stdio.h>
#include <string.h>
#include <time.h>

int main(void) {
    static const time_t edges[] = {0, 1, 59, 60, 86399, 86400, 951782399, 951782400, 951868800, 1750118400, 2147483647, 1230768000, 1104537599, 4107599};
    char text[200];
    struct tm tm, again;
    unsigned i, hash = 0;
    time_t t;
    const char *p;
    for (i = 0; i < sizeof edges / sizeof *edges; i++) {
        t = edges[i];
        gmtime_r(&t, &tm);
        strftime(text, sizeof text, "%a %A %b %B %C %D %d %e %F %G %g %H %I %j %M %m %p %R %r %S %T %U %u %V %W %w %X %x %Y %y %%", &tm);
        printf("%s\n", text);
        printf("%s", asctime(&tm));
    }
    for (t = 0; t >= 0 && t < 2147000000; t += 1728001) {
        gmtime_r(&t, &tm);
        again = tm;
        if (mktime(&again) != t)
            printf("mktime %ld\n", (long)t);
        strftime(text, sizeof text, "%Y%m%d%H%M%S%j%w%U%W%V%G", &tm);
        for (p = text; *p; p++)
            hash = hash * 31 + *p;
    }
    printf("%08x\n", hash);
    memset(&tm, 0, sizeof tm);
    tm.tm_year = 125;
    tm.tm_mon = 13;
    tm.tm_mday = 31;
    tm.tm_hour = 25;
    tm.tm_min = -1;
    tm.tm_sec = 61;
    t = mktime(&tm);
    printf("%ld %s", (long)t, asctime(&tm));
    tm.tm_mon = -1;
    tm.tm_mday = 0;
    printf("%ld\n", (long)mktime(&tm));
    printf("%zu %zu\n", strftime(text, 5, "%Y", &tm), strftime(text, 4, "%Y", &tm));
    t = 1750118400;
    printf("%s", ctime(&t));
    return 0;
}
