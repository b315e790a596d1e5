/* malloc on brk. The heap is a row of blocks: a word with size and IN_USE, then the payload; a block of size 0 in use ends it.
   Free neighbours are merged by the search that meets them; `rover` is where the next search begins. */
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <ucvm.h>
#include <unistd.h>

#define IN_USE 1u
#define CHUNK 512
#define NEXT(b) ((unsigned *)((char *)(b) + (*(b) & ~IN_USE)))

static unsigned *first, *rover, *last;

/* Lengthen the heap by at least n bytes; where it is not contiguous, a block in use covers the gap. When the data segment is full,
   the pages that the program's text leaves unused follow: they lie lower, so that the gap's size wraps around. */
static int more(size_t n) {
    unsigned *top;
    size_t size = DATA_BASE - TEXT_BASE;
    n += sizeof *last;
    if ((top = sbrk(n + CHUNK)) != (void *)-1)
        n += CHUNK;
    else if ((top = sbrk(n)) == (void *)-1) {
        while ((top = (unsigned *)_mmap(0, size, PROT_READ | PROT_WRITE)) == (void *)-1)
            if ((size -= PAGE_SIZE) < n)
                return -1;
        n = size;
    }
    if (!first)
        first = rover = last = top++, n -= sizeof *last;
    if (top != last + 1) {
        *last = ((char *)top - (char *)last) | IN_USE;
        last = top;
        n -= sizeof *last;
    }
    *last = n;
    last = NEXT(last);
    *last = IN_USE;
    return 0;
}

/* Merge b with the free blocks behind it and return its size; a rover that fell inside goes to b. */
static size_t merge(unsigned *b) {
    unsigned *next, used = *b & IN_USE;
    *b -= used;
    while (!(*(next = NEXT(b)) & IN_USE)) {
        if (rover == next)
            rover = b;
        *b += *next;
    }
    *b += used;
    return *b - used;
}

/* Make b a block in use of n bytes; what is left becomes free. */
static void *take(unsigned *b, size_t n) {
    size_t size = *b & ~IN_USE;
    if (size - n > 4) {
        *b = n;
        *NEXT(b) = size - n;
    }
    *b |= IN_USE;
    return b + 1;
}

static unsigned *search(unsigned *b, size_t n) {
    for (; b != last; b = NEXT(b))
        if (!(*b & IN_USE) && merge(b) >= n)
            return b;
    return NULL;
}

static size_t rounded(size_t n) {
    if (n > 0xf000)
        n = 0xf000;
    return (n < 4 ? 4 : (n + 3) & ~3u) + 4;
}

void *malloc(size_t n) {
    unsigned *b;
    n = rounded(n);
    while (!(b = search(rover, n)) && !(b = search(first, n)))
        if (more(n)) {
            errno = ENOMEM;
            return NULL;
        }
    rover = b;
    return take(b, n);
}

void free(void *p) {
    if (p)
        ((unsigned *)p)[-1] &= ~IN_USE;
}

void *realloc(void *p, size_t n) {
    unsigned *b = (unsigned *)p - 1;
    size_t size, want = rounded(n);
    void *new;
    if (!p)
        return malloc(n);
    size = merge(b);
    if (size < want && NEXT(b) == last && !more(want - size))
        size = merge(b);
    if (size >= want)
        return take(b, want);
    if ((new = malloc(n))) {
        memcpy(new, p, size - 4);
        free(p);
    }
    return new;
}

void *reallocarray(void *p, size_t n, size_t size) {
    return realloc(p, size && n > 0xffff / size ? 0xffff : n * size);
}

void *calloc(size_t n, size_t size) {
    void *p = reallocarray(NULL, n, size);
    return p ? memset(p, 0, n * size) : NULL;
}
