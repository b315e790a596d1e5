/* Virtual time has nanoseconds since 1970; a time_t is its seconds. */
#ifndef _BITS_TIME_H
#define _BITS_TIME_H
#include <sys/types.h>
#include <bits/struct_timespec.h>
#endif
