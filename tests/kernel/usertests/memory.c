/* Memory: what fork shares and copies, how heap and stack grow, and which accesses end a process. */
#include "frame.h"
#include <sys/mman.h>

static int data = 1, zero[300];
static volatile int constant_zero;
static const unsigned char halt[4] = {0x83, 0x84, 0x84, 0x84}, illegal[4] = {0x88, 0x88, 0x88, 0x88};

/* A child's changes are not its parent's, nor the other way round, in data, heap and stack, and not in a grandchild. */
static void copies(void) {
    volatile int local = 3;
    volatile int *heap = malloc(2000);
    int go[2], back[2], i;
    char c;
    pid_t pid;
    *heap = 2;
    heap[499] = 4;
    CHECK(pipe(go) == 0 && pipe(back) == 0);
    if (!(pid = fork())) {
        data = local = *heap = 100;
        CHECK(zero[299] == 0);
        zero[299] = 5;
        if (!fork()) {
            CHECK(data == 100 && local == 100 && *heap == 100 && heap[499] == 4 && zero[299] == 5);
            data = 200;
            _exit(0);
        }
        CHECK(wait(&i) > 0 && i == 0 && data == 100);
        CHECK(write(back[1], "x", 1) == 1 && read(go[0], &c, 1) == 1);
        CHECK(data == 100 && local == 100 && *heap == 100 && heap[499] == 4 && zero[0] == 0);
        _exit(0);
    }
    CHECK(read(back[0], &c, 1) == 1);
    CHECK(data == 1 && local == 3 && *heap == 2 && zero[299] == 0);
    data = local = *heap = heap[499] = zero[0] = 50;
    CHECK(write(go[1], "x", 1) == 1 && ended(pid) == 0);
    CHECK(data == 50 && local == 50 && *heap == 50 && heap[499] == 50 && zero[0] == 50);
}

/* The kernel's own stores are copied on write too. */
static void kernel_writes(void) {
    static char buf[8] = "before";
    int fds[2];
    pid_t pid;
    CHECK(pipe(fds) == 0 && write(fds[1], "after", 6) == 6);
    if (!(pid = fork())) {
        CHECK(read(fds[0], buf, 6) == 6 && !strcmp(buf, "after"));
        _exit(0);
    }
    CHECK(ended(pid) == 0 && !strcmp(buf, "before"));
}

#ifdef __UCVM__
static void heap(void) {
    char *start = sbrk(0), *end = (char *)0xC000;
    int i;
    CHECK(start > (char *)0x8000 && start < end);
    CHECK(sbrk(end - start) == start && sbrk(0) == end);
    for (i = 0; start + i < end; i++)
        CHECK(!start[i]);
    memset(start, 'h', end - start);
    FAILS((int)sbrk(1), ENOMEM);
    FAILS((int)sbrk(0x7fffffff), ENOMEM);
    FAILS(brk(start - 0x1000), ENOMEM);
    FAILS(brk((void *)0x1000), ENOMEM);
    FAILS(brk((void *)0xD000), ENOMEM);
    CHECK(sbrk(0) == end);
    CHECK(brk(start) == 0 && sbrk(0) == start);
    CHECK(sbrk(end - start) == start);
    for (i = 0x1000; start + i < end; i += 0x1000)
        CHECK(!((char *)((unsigned)(start + i) & ~0xfff))[0]);
}
#endif

static void beyond_heap(void) {
    char *end = (char *)(((unsigned)sbrk(0) + 0x1fff) & ~0xfff);
    *end = 1;
}

/* Allocating everything fails at last, without harm; freed, it is there again. */
static void allocation(void) {
#ifdef __UCVM__
    void *first = NULL, **p;
    int n = 0, round, count[2];
    for (round = 0; round < 2; round++) {
        for (n = 0, first = NULL; (p = malloc(500)); n++) {
            *p = first;
            first = p;
        }
        CHECK(errno == ENOMEM && n > 5 && n < 100);
        count[round] = n;
        while ((p = first)) {
            first = *p;
            free(p);
        }
    }
    CHECK(count[0] == count[1]);
    CHECK(malloc(50000) == NULL && malloc(0xffffffff) == NULL && malloc(0x7fffffff) == NULL);
    CHECK(malloc(1000) != NULL);
#endif
}

static int use_stack(int depth) {
    volatile char room[1000];
    room[0] = depth;
    room[999] = 1;
    return depth ? use_stack(depth - 1) + room[999] : 0;
}

static void ten_deep(void) {
    CHECK(use_stack(10) == 10);
}

static void endless(void) {
    use_stack(1 << 30);
}

static void read_null(void) {
    data = *(volatile int *)constant_zero;
}

static void write_null(void) {
    *(volatile int *)constant_zero = 1;
}

static void read_kernel(void) {
    data = *(volatile int *)0x40;
}

static void write_text(void) {
    *(volatile char *)&write_text = 1;
}

static void write_constant(void) {
    *(volatile unsigned char *)halt = 1;
}

static void run_data(void) {
    static int code[4];
    memset(code, 0x84, sizeof code);
    ((void (*)(void))code)();
}

static void run_stack(void) {
    int code[4];
    memset(code, 0x84, sizeof code);
    ((void (*)(void))code)();
}

static void run_null(void) {
    ((void (*)(void))constant_zero)();
}

static void run_halt(void) {
    ((void (*)(void))halt)();
}

static void run_illegal(void) {
    ((void (*)(void))illegal)();
}

static void unaligned_load(void) {
    data = *(volatile int *)((char *)zero + 1);
}

static void unaligned_store(void) {
    *(volatile short *)((char *)zero + 3) = 1;
}

static void divide(void) {
    data = data / constant_zero;
}

static void remainder_(void) {
    data = (unsigned)data % (unsigned)constant_zero;
}

static void touch_devices(void) {
    data = *(volatile int *)0xF000;
}

static void beyond_memory(void) {
    data = *(volatile int *)0x12345678;
}

static void deadly(void) {
    CHECK(apart(read_null) == 256 + SIGSEGV);
    CHECK(apart(write_null) == 256 + SIGSEGV);
    CHECK(apart(write_text) == 256 + SIGSEGV);
    CHECK(apart(write_constant) == 256 + SIGSEGV);
    CHECK(apart(run_data) == 256 + SIGSEGV);
    CHECK(apart(run_stack) == 256 + SIGSEGV);
    CHECK(apart(run_null) == 256 + SIGSEGV);
    CHECK(apart(divide) == 256 + SIGFPE);
    CHECK(apart(remainder_) == 256 + SIGFPE);
#ifdef __UCVM__
    CHECK(apart(beyond_heap) == 256 + SIGSEGV);
    CHECK(apart(read_kernel) == 256 + SIGSEGV);
    CHECK(apart(run_halt) == 256 + SIGILL);
    CHECK(apart(run_illegal) == 256 + SIGILL);
    CHECK(apart(unaligned_load) == 256 + SIGBUS);
    CHECK(apart(unaligned_store) == 256 + SIGBUS);
    CHECK(apart(touch_devices) == 256 + SIGSEGV);
    CHECK(apart(beyond_memory) == 256 + SIGSEGV);
#endif
}

static void stack(void) {
    CHECK(apart(ten_deep) == 0);
#ifdef __UCVM__
    CHECK(apart(endless) == 256 + SIGSEGV);
#endif
}

static volatile int caught;
static void on_fault(int number) {
    _exit(number == caught ? 42 : 43);
}

static void fault_with_handler(void) {
    caught = SIGSEGV;
    handle(SIGSEGV, on_fault, 0);
    read_null();
}

static void division_with_handler(void) {
    caught = SIGFPE;
    handle(SIGFPE, on_fault, 0);
    divide();
}

/* Blocked or ignored, the signal that an instruction earns ends the process all the same. */
static void blocked_fault(void) {
    sigset_t set;
    sigfillset(&set);
    handle(SIGSEGV, on_fault, 0);
    sigprocmask(SIG_SETMASK, &set, NULL);
    read_null();
}

static void ignored_fault(void) {
    signal(SIGSEGV, SIG_IGN);
    read_null();
}

/* A handler needs room on the stack; without it the process ends. */
static void full_stack_with_handler(void) {
    handle(SIGSEGV, on_fault, 0);
    endless();
}

static void caught_faults(void) {
    CHECK(apart(fault_with_handler) == 42);
    CHECK(apart(division_with_handler) == 42);
    CHECK(apart(blocked_fault) == 256 + SIGSEGV);
    CHECK(apart(ignored_fault) == 256 + SIGSEGV);
#ifdef __UCVM__
    CHECK(apart(full_stack_with_handler) == 256 + SIGSEGV);
#endif
}

static void mapping(void) {
    char *p, *q;
    CHECK((p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)) != MAP_FAILED);
    CHECK(!p[0] && !p[4095]);
    memset(p, 'm', 4096);
    CHECK((q = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)) != MAP_FAILED && q != p && !*q);
    CHECK(munmap(p, 4096) == 0 && munmap(q, 4096) == 0);
    FAILS(munmap(p + 1, 4096), EINVAL);
    FAILS((int)mmap(NULL, 0, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), EINVAL);
    if (!fork()) {
        *p = 1;
        _exit(0);
    }
    CHECK(wait(&data) > 0 && WIFSIGNALED(data) && WTERMSIG(data) == SIGSEGV);
}

#ifdef __UCVM__
/* Uses every page that a process may have; whether all hold what was written. */
static int fill_all(int mark) {
    volatile char room[9000];
    volatile char *p, *pages[8];
    int i, n = 0;
    while (n < 8 && (p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)) != MAP_FAILED)
        pages[n++] = p;
    CHECK(errno == ENOMEM);
    for (i = 0; i < n; i++)
        *pages[i] = mark + i;
    for (i = 0; i < 9000; i += 1000)
        room[i] = mark;
    pass(50);
    for (i = 0; i < n; i++)
        if (*pages[i] != (unsigned char)(mark + i))
            return 0;
    for (i = 0; i < 9000; i += 1000)
        if (room[i] != (unsigned char)mark)
            return 0;
    return n > 0;
}

/* As many processes as there can be, each with all the memory it can have, find room at the same time, twice. */
static void everybody_full(void) {
    int n, status, round;
    char *end = (char *)0xC000;
    for (round = 0; round < 2; round++) {
        for (n = 0; n < 60; n++) {
            pid_t pid = fork();
            CHECK(pid >= 0);
            if (!pid) {
                char *start = sbrk(0);
                int length = end - start;
                CHECK(sbrk(length) == start);
                memset(start, n, length);
                data = n;
                CHECK(fill_all(n));
                while (length--)
                    CHECK(start[length] == n);
                _exit(data != n);
            }
        }
        FAILS(fork(), EAGAIN);
        while (wait(&status) > 0)
            CHECK(status == 0);
    }
}
#endif

const struct test tests[] = {
    {"copies", copies},
    {"kernel_writes", kernel_writes},
#ifdef __UCVM__
    {"heap", heap},
#endif
    {"allocation", allocation},
    {"stack", stack},
    {"deadly", deadly},
    {"caught_faults", caught_faults},
    {"mapping", mapping},
#ifdef __UCVM__
    {"everybody_full", everybody_full},
#endif
    {NULL, NULL},
};
