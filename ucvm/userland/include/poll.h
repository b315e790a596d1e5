#ifndef _POLL_H
#define _POLL_H
#include <bits/poll.h>
#include <bits/struct_pollfd.h>
typedef unsigned nfds_t;
int poll(struct pollfd *fds, nfds_t count, int timeout);
#endif
