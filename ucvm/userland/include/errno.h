#ifndef _ERRNO_H
#define _ERRNO_H
#include <bits/errno.h>
#define EWOULDBLOCK EAGAIN
#define EOPNOTSUPP ENOTSUP
extern int errno;
#endif
