#ifndef _SYS_MOUNT_H
#define _SYS_MOUNT_H
#define MS_RDONLY 1
#define MS_UNMOUNT 0x8000
int mount(const char *source, const char *target, int flags);
int umount(const char *target);
#endif
