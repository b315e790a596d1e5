/* <signal.h>: a set is one word, bit (number - 1). */
#include <errno.h>
#include <signal.h>
#include <unistd.h>
#include <bits/stubs.h>

void __restore(void);

static int invalid(void) {
    errno = EINVAL;
    return -1;
}

int sigaction(int number, const struct sigaction *new, struct sigaction *old) {
    struct sigaction action;
    if (new) {
        action = *new;
        action.sa_restorer = __restore;
        new = &action;
    }
    return _sigaction(number, new, old);
}

__sighandler_t signal(int number, __sighandler_t handler) {
    struct sigaction action;
    action.sa_handler = handler;
    action.sa_mask = 0;
    action.sa_flags = SA_RESTART;
    return sigaction(number, &action, &action) < 0 ? SIG_ERR : action.sa_handler;
}

int siginterrupt(int number, int yes) {
    struct sigaction action;
    if (sigaction(number, NULL, &action) < 0)
        return -1;
    action.sa_flags = yes ? action.sa_flags & ~SA_RESTART : action.sa_flags | SA_RESTART;
    return sigaction(number, &action, NULL);
}

int raise(int number) {
    return kill(getpid(), number);
}

int killpg(pid_t pgid, int number) {
    return kill(-pgid, number);
}

int pause(void) {
    sigset_t mask;
    sigprocmask(SIG_BLOCK, NULL, &mask);
    return sigsuspend(&mask);
}

int sigsuspend(const sigset_t *mask) {
    return _sigsuspend(*mask);
}

int sigemptyset(sigset_t *set) {
    *set = 0;
    return 0;
}

int sigfillset(sigset_t *set) {
    *set = ~0u;
    return 0;
}

int sigaddset(sigset_t *set, int number) {
    if ((unsigned)number - 1 >= NSIG - 1)
        return invalid();
    *set |= 1u << (number - 1);
    return 0;
}

int sigdelset(sigset_t *set, int number) {
    if ((unsigned)number - 1 >= NSIG - 1)
        return invalid();
    *set &= ~(1u << (number - 1));
    return 0;
}

int sigismember(const sigset_t *set, int number) {
    if ((unsigned)number - 1 >= NSIG - 1)
        return invalid();
    return *set >> (number - 1) & 1;
}
