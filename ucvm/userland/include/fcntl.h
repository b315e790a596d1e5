#ifndef _FCNTL_H
#define _FCNTL_H
#include <bits/fcntl.h>
#include <bits/mode.h>
#include <bits/seek.h>
#include <sys/types.h>
#define AT_FDCWD (-100)
#define AT_SYMLINK_NOFOLLOW 0x100
int creat(const char *path, mode_t mode);
int fcntl(int fd, int command, ...);
int open(const char *path, int flags, ...);
#endif
