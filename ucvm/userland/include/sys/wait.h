#ifndef _SYS_WAIT_H
#define _SYS_WAIT_H
#include <bits/waitflags.h>
#include <sys/types.h>
#define WEXITSTATUS(s) ((s) >> 8 & 255)
#define WTERMSIG(s) ((s) & 127)
#define WSTOPSIG(s) WEXITSTATUS(s)
#define WIFEXITED(s) (WTERMSIG(s) == 0)
#define WIFSTOPPED(s) (((s) & 255) == 127)
#define WIFSIGNALED(s) (((s) & 255) - 1u < 126)
#define WIFCONTINUED(s) ((s) == 0xffff)
#define WCOREDUMP(s) ((s) & 128)
pid_t wait(int *status);
pid_t waitpid(pid_t pid, int *status, int options);
#endif
