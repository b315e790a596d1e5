#ifndef _DIRENT_H
#define _DIRENT_H
#include <bits/limits.h>
#include <sys/types.h>
#define DT_UNKNOWN 0
#define DT_FIFO 1
#define DT_CHR 2
#define DT_DIR 4
#define DT_BLK 6
#define DT_REG 8
#define DT_LNK 10
/* The head is struct __dirent_head of the system call's record; the name lies at byte 7. */
struct dirent {
    ino_t d_ino;
    unsigned short d_reclen;
    unsigned char d_type;
    char d_name[NAME_MAX + 1];
};
typedef struct __dir {
    int fd, pos, end, told;
    char buf[512];
} DIR;
int alphasort(const struct dirent **a, const struct dirent **b);
int closedir(DIR *d);
int dirfd(DIR *d);
DIR *fdopendir(int fd);
int getdents(int fd, void *buf, size_t n);
DIR *opendir(const char *path);
struct dirent *readdir(DIR *d);
void rewinddir(DIR *d);
int scandir(const char *path, struct dirent ***list, int (*select)(const struct dirent *),
            int (*compare)(const struct dirent **, const struct dirent **));
void seekdir(DIR *d, long pos);
long telldir(DIR *d);
#endif
