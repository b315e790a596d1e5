#ifndef _TIME_H
#define _TIME_H
#include <bits/time.h>
#define CLOCKS_PER_SEC 1000000
#define CLOCK_REALTIME 0
#define CLOCK_MONOTONIC 1
#define CLOCK_PROCESS_CPUTIME_ID 2
struct tm {
    int tm_sec, tm_min, tm_hour, tm_mday, tm_mon, tm_year, tm_wday, tm_yday, tm_isdst;
};
extern char *tzname[2];
extern long timezone;
extern int daylight;
char *asctime(const struct tm *tm);
char *asctime_r(const struct tm *tm, char *to);
clock_t clock(void);
int clock_getres(clockid_t id, struct timespec *ts);
int clock_gettime(clockid_t id, struct timespec *ts);
char *ctime(const time_t *t);
char *ctime_r(const time_t *t, char *to);
struct tm *gmtime(const time_t *t);
struct tm *gmtime_r(const time_t *t, struct tm *tm);
struct tm *localtime(const time_t *t);
struct tm *localtime_r(const time_t *t, struct tm *tm);
double difftime(time_t end, time_t start);
time_t mktime(struct tm *tm);
int nanosleep(const struct timespec *want, struct timespec *left);
size_t strftime(char *to, size_t n, const char *format, const struct tm *tm);
char *strptime(const char *s, const char *format, struct tm *tm);
time_t time(time_t *t);
time_t timegm(struct tm *tm);
void tzset(void);
#endif
