#ifndef _SYS_MMAN_H
#define _SYS_MMAN_H
#include <sys/types.h>
#define PROT_NONE 0
#define PROT_READ 1
#define PROT_WRITE 2
#define MAP_PRIVATE 2
#define MAP_ANONYMOUS 0x20
#define MAP_FIXED 0x10
#define MAP_FAILED ((void *)-1)
/* Anonymous pages only (or, for root, a device page at its address). */
void *mmap(void *addr, size_t n, int prot, int flags, int fd, off_t offset);
int munmap(void *addr, size_t n);
#endif
