/* Days of the week, leap years, day numbers both ways. */
#include <stdio.h>
static int leap(int y) { return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0; }
static int days_in(int m, int y) { static const char d[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }; return d[m - 1] + (m == 2 && leap(y)); }
static long number(int y, int m, int d)
{
    long era, yoe, doy;
    y -= m <= 2;
    era = (y >= 0 ? y : y - 399) / 400;
    yoe = y - era * 400;
    doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}
static void date(long n, int *y, int *m, int *d)
{
    long era, doe, yoe, doy, mp;
    n += 719468;
    era = (n >= 0 ? n : n - 146096) / 146097;
    doe = n - era * 146097;
    yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    mp = (5 * doy + 2) / 153;
    *d = doy - (153 * mp + 2) / 5 + 1;
    *m = mp + (mp < 10 ? 3 : -9);
    *y = yoe + era * 400 + (*m <= 2);
}
int main(void)
{
    static const char names[7][4] = { "Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed" };
    long n, bad = 0;
    int y, m, d, first;
    printf("%ld %ld %ld\n", number(1970, 1, 1), number(2025, 6, 17), number(1600, 2, 29));
    for (n = -200000; n < 200000; n += 997) {
        date(n, &y, &m, &d);
        bad += number(y, m, d) != n || d < 1 || d > days_in(m, y);
    }
    printf("%ld\n", bad);
    printf("%s %d %d %d\n", names[number(2025, 6, 17) % 7], leap(1900), leap(2000), leap(2024));
    first = (number(2024, 2, 1) + 3) % 7;
    printf("%*s", first * 3, "");
    for (d = 1; d <= days_in(2, 2024); d++)
        printf("%2d%c", d, (first + d) % 7 && d < days_in(2, 2024) ? ' ' : '\n');
    return 0;
}
