#ifndef _SYS_TYPES_H
#define _SYS_TYPES_H
#include <stddef.h>
#include <stdint.h>
typedef int ssize_t;
typedef int off_t;
typedef int pid_t;
typedef int id_t;
typedef unsigned uid_t;
typedef unsigned gid_t;
typedef unsigned mode_t;
typedef unsigned dev_t;
typedef unsigned ino_t;
typedef unsigned nlink_t;
typedef unsigned blkcnt_t;
typedef unsigned blksize_t;
typedef unsigned fsblkcnt_t;
typedef unsigned fsfilcnt_t;
typedef long time_t;
typedef unsigned long clock_t;
typedef int clockid_t;
typedef unsigned useconds_t;
typedef long suseconds_t;
typedef unsigned char u_char;
typedef unsigned short u_short;
typedef unsigned u_int;
typedef unsigned long u_long;
#endif
