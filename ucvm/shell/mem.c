/* Memory: the arena (a stack for trees and fields) and, from the other end, blocks that stay. */
#include "sh.h"

#define WORDS (MEMSIZE / 4)
#ifndef FRAMES
#define FRAMES 10752        /* bytes of stack that arguments, environment and nested evaluation may take */
#endif

unsigned mem[WORDS];
static unsigned *low = mem + WORDS;     /* blocks lie without gaps from here to the end */
char *ap = (char *)(mem + 1);
static char *stacklimit;

static void nomem(void)
{
    error(0, "Out of space");
}

/* The stack begins above the last string of the environment. */
void initstack(char **env)
{
    while (*env)
        env++;
    stacklimit = env[-1] - FRAMES;
}

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
    ap = (char *)mem + ((ap - (char *)mem + 3) & ~3);
    return take(n);
}

/* A block begins with its size in words times 2; the lowest bit says that it is in use. */
void *malloc(size_t size)
{
    unsigned n = (size + 7) / 4, *p, *q;

    for (p = low; p < mem + WORDS; p += *p >> 1) {
        if (*p & 1)
            continue;
        while ((q = p + (*p >> 1)) < mem + WORDS && !(*q & 1))
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
    if ((char *)low - ap < (int)(4 * n + 64))
        return 0;
    low -= n;
    *low = 2 * n | 1;
    return low + 1;
}

void free(void *p)
{
    if (!p)
        return;
    ((unsigned *)p)[-1] &= ~1u;
    while (low < mem + WORDS && !(*low & 1))
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
