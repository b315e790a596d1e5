#ifndef _SYS_TIMES_H
#define _SYS_TIMES_H
#include <sys/types.h>
#include <bits/struct_tms.h>
clock_t times(struct tms *t);
#endif
