#ifndef _SYS_SYSMACROS_H
#define _SYS_SYSMACROS_H
#define major(d) ((unsigned)(d) >> 8)
#define minor(d) ((d) & 255)
#define makedev(a, b) ((a) << 8 | (b))
#endif
