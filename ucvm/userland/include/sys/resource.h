#ifndef _SYS_RESOURCE_H
#define _SYS_RESOURCE_H
#include <sys/time.h>
#include <sys/types.h>
typedef unsigned rlim_t;
#include <bits/struct_rlimit.h>
#include <bits/struct_rusage.h>
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
#define RUSAGE_SELF 0
#define RUSAGE_CHILDREN (-1)
int getpriority(int which, id_t who);
int getrlimit(int resource, struct rlimit *r);
int getrusage(int who, struct rusage *usage);
int setpriority(int which, id_t who, int value);
int setrlimit(int resource, const struct rlimit *r);
#endif
