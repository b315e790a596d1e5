#ifndef _SYS_SELECT_H
#define _SYS_SELECT_H
#include <signal.h>
#include <sys/time.h>
#include <time.h>
#define FD_SETSIZE 32
typedef struct {
    unsigned bits;
} fd_set;
#define FD_ZERO(set) ((set)->bits = 0)
#define FD_SET(fd, set) ((set)->bits |= 1u << (fd))
#define FD_CLR(fd, set) ((set)->bits &= ~(1u << (fd)))
#define FD_ISSET(fd, set) ((set)->bits >> (fd) & 1)
int pselect(int n, fd_set *in, fd_set *out, fd_set *except, const struct timespec *timeout, const sigset_t *mask);
int select(int n, fd_set *in, fd_set *out, fd_set *except, struct timeval *timeout);
#endif
