/* Memory: the arena (a stack for trees and fields) and, from the other end, blocks that stay; all that the program leaves of its data
 * segment, and for blocks, when that is full, a page of text that no bank needs. */
#include "sh.h"
#include <sys/mman.h>
#ifndef BASE
#include <ucvm.h>
#endif

#ifndef FRAMES
#define FRAMES 10752        /* bytes of stack that arguments, environment and nested evaluation may take */
#endif

static unsigned *low, *limit;           /* blocks lie without gaps between them */
static unsigned *page, *pageend;        /* and in the other page, once there is one */
char *ap;
static char *stacklimit;

static void nomem(void)
{
    error(0, "Out of space");
}

/* The stack begins above the last string of the environment or, if that is empty, of the arguments before it. */
static void initstack(char **env)
{
    while (*env)
        env++;
    stacklimit = (env[-1] ? env[-1] : env[-2]) - FRAMES;
}

#ifdef BASE
unsigned mem[MEMSIZE / 4];

void initmemory(char **env)
{
    ap = (char *)(mem + 1);
    low = limit = mem + MEMSIZE / 4;
    initstack(env);
}

static int newpage(void)
{
    return 0;
}
#else
void initmemory(char **env)
{
    extern char __end[];                /* of what the linker has placed */

    ap = __end;
    low = limit = (unsigned *)STACK_BASE;
    brk(limit);
    initstack(env);
}

/* A page of one free block; 0 when there is none any more. */
static int newpage(void)
{
    unsigned *p = page ? MAP_FAILED : mmap(0, PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (p == MAP_FAILED)
        return 0;
    page = p;
    pageend = p + PAGE_SIZE / 4;
    *p = 2 * (PAGE_SIZE / 4);
    return 1;
}
#endif

/* Refuse to nest deeper than the C stack allows. */
void deep(void)
{
    char here;

    if (&here < stacklimit)
        error(0, "Too deeply nested");
}

/* The place of s among names that are separated by NULs and ended by an empty one, or -1. */
int place(const char *names, const char *s)
{
    int n;

    for (n = 0; *names; n++) {
        if (*names == *s && !strcmp(names, s))
            return n;
        while (*names++)
            ;
    }
    return -1;
}

void put(int c)
{
    if (ap >= (char *)low)
        nomem();
    *ap++ = c;
}

void add(const char *s)
{
    while (*s)
        put(*s++);
}

void puts0(const char *s)
{
    add(s);
    put(0);
}

/* Bytes at the top, as they come; alloc() aligns them. */
void *take(int n)
{
    char *p = ap;

    if ((char *)low - p < n)
        nomem();
    ap = p + n;
    return p;
}

void *alloc(int n)
{
    ap += -(size_t)ap & 3;
    return take(n);
}

/* A block begins with its size in words times 2; the lowest bit says that it is in use. One of n words between p and end, or 0. */
static void *fit(unsigned *p, unsigned *end, unsigned n)
{
    unsigned *q;

    for (; p < end; p += *p >> 1) {
        if (*p & 1)
            continue;
        while ((q = p + (*p >> 1)) < end && !(*q & 1))
            *p += *q;
        if (*p >> 1 < n)
            continue;
        if (*p >> 1 > n) {
            p[n] = *p - 2 * n;
            *p = 2 * n;
        }
        *p |= 1;
        return p + 1;
    }
    return 0;
}

void *malloc(size_t size)
{
    unsigned n = (size + 7) / 4;
    void *p = fit(low, limit, n);

    if (p || (p = fit(page, pageend, n)))
        return p;
    if ((char *)low - ap < (int)(4 * n + 64))
        return newpage() ? fit(page, pageend, n) : 0;
    low -= n;
    *low = 2 * n | 1;
    return low + 1;
}

void free(void *p)
{
    if (!p)
        return;
    ((unsigned *)p)[-1] &= ~1u;
    while (low < limit && !(*low & 1))
        low += *low >> 1;
}

/* Bytes that fit into a block. */
int room(void *p)
{
    return (((unsigned *)p)[-1] >> 1) * 4 - 4;
}

/* What regular expressions ask for. */
void *calloc(size_t count, size_t size)
{
    void *p = malloc(count * size);

    return p ? memset(p, 0, count * size) : 0;
}

void *realloc(void *p, size_t size)
{
    void *q = malloc(size);

    if (q && p) {
        memcpy(q, p, room(p) < (int)size ? room(p) : (int)size);
        free(p);
    }
    return q;
}

void *keep(int n)
{
    void *p = malloc(n);

    if (!p)
        nomem();
    return p;
}

char *keepstr(const char *s)
{
    return strcpy(keep(strlen(s) + 1), s);
}
