/* <time.h>: the calendar in UTC, the machine's only zone. Reading and writing dates is in strftime.c. */
#include <time.h>

char *tzname[2] = {"UTC", "UTC"};
long timezone;
int daylight;

void tzset(void) {
}

static int floor_div(int a, int b) {
    return a >= 0 ? a / b : -((b - 1 - a) / b);
}

/* Days from 1970-01-01 to the first of month (0 = January; any number) of year. */
static int day_number(int year, int month) {
    year += floor_div(month, 12);
    month -= floor_div(month, 12) * 12;
    month = (month + 10) % 12;
    if (month > 9)
        year--;
    return 365 * year + floor_div(year, 4) - floor_div(year, 100) + floor_div(year, 400) + (153 * month + 2) / 5 - 719468;
}

/* Fill in everything from days since 1970 and seconds within the day. Years are counted from March, eras are 400 of them. */
static void fill(struct tm *tm, int day, int second) {
    int era = floor_div(day + 719468, 146097), in_era = day + 719468 - era * 146097;
    int year = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
    int in_year = in_era - (365 * year + year / 4 - year / 100), month = (5 * in_year + 2) / 153;
    tm->tm_mday = in_year - (153 * month + 2) / 5 + 1;
    tm->tm_mon = month = (month + 2) % 12;
    year += era * 400 + (month < 2);
    tm->tm_sec = second % 60;
    tm->tm_min = second / 60 % 60;
    tm->tm_hour = second / 3600;
    tm->tm_year = year - 1900;
    tm->tm_wday = (day + 4) - floor_div(day + 4, 7) * 7;
    tm->tm_yday = day - day_number(year, 0);
    tm->tm_isdst = 0;
}

struct tm *gmtime_r(const time_t *t, struct tm *tm) {
    int day = floor_div(*t, 86400);
    fill(tm, day, *t - day * 86400);
    return tm;
}

struct tm *localtime_r(const time_t *t, struct tm *tm) {
    return gmtime_r(t, tm);
}

struct tm *gmtime(const time_t *t) {
    static struct tm tm;
    return gmtime_r(t, &tm);
}

struct tm *localtime(const time_t *t) {
    return gmtime(t);
}

/* Fields may lie outside their ranges; they are brought into them. */
time_t timegm(struct tm *tm) {
    int minute = tm->tm_min + floor_div(tm->tm_sec, 60), hour = tm->tm_hour + floor_div(minute, 60);
    int day = day_number(tm->tm_year + 1900, tm->tm_mon) + tm->tm_mday - 1 + floor_div(hour, 24);
    int second = (hour - floor_div(hour, 24) * 24) * 3600 + (minute - floor_div(minute, 60) * 60) * 60 + tm->tm_sec -
                 floor_div(tm->tm_sec, 60) * 60;
    if (day < -24855 || day > 24854)
        return -1;
    fill(tm, day, second);
    return day * 86400 + second;
}

time_t mktime(struct tm *tm) {
    return timegm(tm);
}

char *asctime_r(const struct tm *tm, char *to) {
    return strftime(to, 26, "%a %b %e %H:%M:%S %Y\n", tm) ? to : NULL;
}

char *asctime(const struct tm *tm) {
    static char text[26];
    return asctime_r(tm, text);
}

char *ctime_r(const time_t *t, char *to) {
    struct tm tm;
    return asctime_r(gmtime_r(t, &tm), to);
}

char *ctime(const time_t *t) {
    return asctime(gmtime(t));
}

double difftime(time_t end, time_t start) {
    return (double)end - start;
}
