#ifndef _SIGNAL_H
#define _SIGNAL_H
#include <sys/types.h>
#include <bits/signum.h>
typedef int sig_atomic_t;
typedef unsigned sigset_t;
typedef void (*__sighandler_t)(int);
typedef void (*__restorer_t)(void);
typedef __sighandler_t sighandler_t;
#include <bits/struct_sigaction.h>
#define SIG_DFL ((__sighandler_t)0)
#define SIG_IGN ((__sighandler_t)1)
#define SIG_ERR ((__sighandler_t)-1)
#define SIGIOT SIGABRT
#define SIGCLD SIGCHLD
int kill(pid_t pid, int number);
int killpg(pid_t pgid, int number);
void psignal(int number, const char *s);
int raise(int number);
int sigaction(int number, const struct sigaction *new, struct sigaction *old);
int sigaddset(sigset_t *set, int number);
int sigdelset(sigset_t *set, int number);
int sigemptyset(sigset_t *set);
int sigfillset(sigset_t *set);
int sigismember(const sigset_t *set, int number);
int siginterrupt(int number, int yes);
__sighandler_t signal(int number, __sighandler_t handler);
int sigpending(sigset_t *set);
int sigprocmask(int how, const sigset_t *new, sigset_t *old);
int sigsuspend(const sigset_t *mask);
/* Ours: "INT" for SIGINT and back; NULL and -1 for what is none. */
const char *signame(int number);
int signumber(const char *name);
#endif
