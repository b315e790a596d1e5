/* What crosses from one text bank to another: calls of every kind, pointers, jumps out, signals, processes. Any POSIX system prints the same. */

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef int (*operation)(int);

static int is_odd(int n);
static int is_even(int n) {
    return n == 0 ? 1 : is_odd(n - 1);
}
static int is_odd(int n) {
    return n == 0 ? 0 : is_even(n - 1);
}

/* Ackermann's function, deep and wide. */
static int ackermann(int m, int n) {
    if (m == 0)
        return n + 1;
    return n == 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1));
}

static int twice(int n) {
    return n + n + (n & 1) - (n & 1);
}
static int square(int n) {
    return n * n + (n | 3) - (n | 3);
}
static const operation table[] = {twice, square, twice};

/* A pointer is the same wherever it is taken, and leads to the same function. */
static operation taken_here(void) {
    return twice;
}
static int compare_pointers(operation given) {
    operation here = square;
    return given == taken_here() && given == table[0] && table[0] == table[2] && here == table[1] && here != given;
}

static int descending(const void *a, const void *b) {
    return *(const int *)b - *(const int *)a;
}

static long long sum_of(int count, ...) {
    va_list list;
    long long sum = 0;
    va_start(list, count);
    while (count--)
        sum = sum * 1000 + (count & 1 ? va_arg(list, int) : va_arg(list, long long));
    va_end(list);
    return sum;
}

struct triple {
    int a, b, c;
    char name[9];
};
static struct triple named(int a, const char *name) {
    struct triple t = {a, a + 1, a + 2, ""};
    strcpy(t.name, name);
    return t;
}
static struct triple turned(struct triple t, int by) {
    struct triple u = t;
    u.a = t.b + by;
    u.b = t.c + by;
    u.c = t.a + by;
    return u;
}

static jmp_buf out;
static sigjmp_buf back;
static int deep(int n) {
    if (n == 0)
        longjmp(out, 7);
    return deep(n - 1) + n;
}
static int jump_out(void) {
    volatile int before = 5;
    int value = setjmp(out);
    if (value == 0)
        before += deep(20);
    return before * 10 + value;
}

static volatile sig_atomic_t seen, nested;
static void on_usr2(int number) {
    nested += number == SIGUSR2;
}
static void on_usr1(int number) {
    seen = seen * 2 + (number == SIGUSR1);
    raise(SIGUSR2);
}
static void on_term(int number) {
    siglongjmp(back, number == SIGTERM ? 3 : 4);
}
static int signals(void) {
    int i, value;
    signal(SIGUSR1, on_usr1);
    signal(SIGUSR2, on_usr2);
    for (i = 0; i < 3; i++)
        raise(SIGUSR1);
    signal(SIGTERM, on_term);
    if ((value = sigsetjmp(back, 1)) == 0) {
        raise(SIGTERM);
        return -1;
    }
    return seen * 100 + nested * 10 + value;
}

static int crowded(int n) {
    switch (n) {
    case 0: return 11;
    case 1: return 22 + twice(n);
    case 2: return 33;
    case 3: return 44 + square(n);
    case 4: return 55;
    case 5: return crowded(0) + crowded(3);
    case 6: return 77;
    case 7: return -8;
    }
    return n;
}

/* A child goes on where its parent was, in another bank than main's; and a program starts anew. */
static int child(int n) {
    pid_t pid = fork();
    int status;
    if (pid == 0)
        _exit(square(n) + is_even(n));
    waitpid(pid, &status, 0);
    return WEXITSTATUS(status);
}
static int again(char *self) {
    pid_t pid = fork();
    int status;
    if (pid == 0) {
        execl(self, self, "21", (char *)NULL);
        _exit(99);
    }
    waitpid(pid, &status, 0);
    return WEXITSTATUS(status);
}

static void goodbye(void) {
    printf("goodbye\n");
}

int main(int argc, char **argv) {
    int numbers[] = {3, 1, 4, 1, 5, 9, 2, 6}, i;
    struct triple t;
    if (argc > 1)
        return twice(atoi(argv[1]));
    atexit(goodbye);
    printf("parity %d %d\n", is_even(60), is_odd(60));
    printf("ackermann %d\n", ackermann(2, 5));
    printf("pointers %d\n", compare_pointers(twice));
    for (i = 0; i < 3; i++)
        printf("table %d\n", table[i](i + 5));
    qsort(numbers, 8, sizeof *numbers, descending);
    for (i = 0; i < 8; i++)
        printf("%d ", numbers[i]);
    printf("\nsum %lld\n", sum_of(4, 1, 2LL, 3, 4LL));
    t = turned(turned(named(1, "triple"), 10), 100);
    printf("triple %d %d %d %s\n", t.a, t.b, t.c, t.name);
    printf("jump %d\n", jump_out());
    printf("signals %d\n", signals());
    for (i = 0; i < 9; i++)
        printf("%d ", crowded(i));
    fflush(stdout);
    printf("\nchildren %d %d\n", child(6), child(7));
    fflush(stdout);
    printf("again %d\n", again(argv[0]));
    return 4;
}
