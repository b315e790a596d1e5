#ifndef _SYS_RESOURCE_H
#define _SYS_RESOURCE_H
#include <sys/types.h>
typedef unsigned rlim_t;
#include <bits/struct_rlimit.h>
#define RLIM_INFINITY 0xffffffffu
#define RLIMIT_CPU 0
#define RLIMIT_FSIZE 1
#define RLIMIT_DATA 2
#define RLIMIT_STACK 3
#define RLIMIT_CORE 4
#define RLIMIT_NPROC 6
#define RLIMIT_NOFILE 7
#define RLIMIT_AS 9
#define PRIO_PROCESS 0
#define PRIO_PGRP 1
#define PRIO_USER 2
int getrlimit(int resource, struct rlimit *r);
int setpriority(int which, id_t who, int value);
int setrlimit(int resource, const struct rlimit *r);
#endif
