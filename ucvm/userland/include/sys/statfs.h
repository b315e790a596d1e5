#ifndef _SYS_STATFS_H
#define _SYS_STATFS_H
#include <bits/struct_statfs.h>
int statfs(const char *path, struct statfs *s);
#endif
