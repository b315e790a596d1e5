#ifndef _UNISTD_H
#define _UNISTD_H
#include <bits/seek.h>
#include <sys/types.h>
#define STDIN_FILENO 0
#define STDOUT_FILENO 1
#define STDERR_FILENO 2
#define F_OK 0
#define X_OK 1
#define W_OK 2
#define R_OK 4
#define _POSIX_VERSION 200809L
#define _SC_ARG_MAX 0
#define _SC_CHILD_MAX 1
#define _SC_CLK_TCK 2
#define _SC_OPEN_MAX 4
#define _SC_PAGESIZE 30
#define _SC_PAGE_SIZE 30
#define _SC_NPROCESSORS_CONF 83
#define _SC_NPROCESSORS_ONLN 84
#define _SC_PHYS_PAGES 85
#define _SC_LINE_MAX 43
#define _PC_NAME_MAX 3
#define _PC_PATH_MAX 4
#define _PC_PIPE_BUF 5
extern char **environ;
extern char *optarg;
extern int optind, opterr, optopt;
int access(const char *path, int mode);
unsigned alarm(unsigned seconds);
int brk(void *addr);
int chdir(const char *path);
int chown(const char *path, uid_t uid, gid_t gid);
int close(int fd);
size_t confstr(int name, char *buf, size_t n);
int dup(int fd);
int dup2(int fd, int to);
int execl(const char *path, ...);
int execle(const char *path, ...);
int execlp(const char *file, ...);
int execv(const char *path, char *const argv[]);
int execve(const char *path, char *const argv[], char *const envp[]);
int execvp(const char *file, char *const argv[]);
int execvpe(const char *file, char *const argv[], char *const envp[]);
void _exit(int status);
int fchdir(int fd);
int fdatasync(int fd);
pid_t fork(void);
long fpathconf(int fd, int name);
int fsync(int fd);
int ftruncate(int fd, off_t length);
char *getcwd(char *buf, size_t n);
gid_t getegid(void);
uid_t geteuid(void);
gid_t getgid(void);
int gethostname(char *name, size_t n);
int getgroups(int n, gid_t list[]);
char *getlogin(void);
int getopt(int argc, char *const argv[], const char *options);
int getpagesize(void);
pid_t getpgid(pid_t pid);
pid_t getpgrp(void);
pid_t getpid(void);
pid_t getppid(void);
pid_t getsid(pid_t pid);
uid_t getuid(void);
int isatty(int fd);
int lchown(const char *path, uid_t uid, gid_t gid);
int link(const char *old, const char *new);
off_t lseek(int fd, off_t offset, int whence);
int nice(int increment);
long pathconf(const char *path, int name);
int pause(void);
int pipe(int fds[2]);
int pipe2(int fds[2], int flags);
ssize_t read(int fd, void *buf, size_t n);
ssize_t readlink(const char *path, char *buf, size_t n);
int rmdir(const char *path);
void *sbrk(int increment);
int setgid(gid_t gid);
int setpgid(pid_t pid, pid_t pgid);
int setpgrp(void);
pid_t setsid(void);
int setuid(uid_t uid);
unsigned sleep(unsigned seconds);
int symlink(const char *target, const char *path);
void sync(void);
int syscall(int number, ...);
long sysconf(int name);
pid_t tcgetpgrp(int fd);
int tcsetpgrp(int fd, pid_t pgid);
int truncate(const char *path, off_t length);
char *ttyname(int fd);
int ttyname_r(int fd, char *buf, size_t n);
int unlink(const char *path);
int usleep(unsigned microseconds);
pid_t vfork(void);
ssize_t write(int fd, const void *buf, size_t n);
#endif
