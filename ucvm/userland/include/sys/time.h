#ifndef _SYS_TIME_H
#define _SYS_TIME_H
#include <sys/types.h>
struct timeval {
    time_t tv_sec;
    suseconds_t tv_usec;
};
#include <bits/struct_itimerval.h>
#define ITIMER_REAL 0
int getitimer(int which, struct itimerval *value);
int gettimeofday(struct timeval *tv, void *zone);
int lutimes(const char *path, const struct timeval times[2]);
int setitimer(int which, const struct itimerval *value, struct itimerval *old);
int utimes(const char *path, const struct timeval times[2]);
#endif
