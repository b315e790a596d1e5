#ifndef _SYS_IOCTL_H
#define _SYS_IOCTL_H
#include <bits/ioctls.h>
#include <bits/struct_winsize.h>
int ioctl(int fd, unsigned request, ...);
#endif
