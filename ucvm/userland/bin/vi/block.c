/* Blocks of the temporary file. A few are in memory; one is fresh while only the present change has seen it, and may be changed in place. */
#include "vi.h"

enum { SLOTS = 5, STEP = 64, EMPTY = 0xffff };
static struct slot {
    unsigned short block;
    unsigned char dirty;
    unsigned used;
} slots[SLOTS];
static char data[SLOTS][BLOCK];
static unsigned char *taken, *fresh; /* a bit a block */
static unsigned total, spare, room, clock, collect_at = 512;
static int temporary_file = NONE;
unsigned moved;

static void transfer(struct slot *s, ssize_t (*call)(int, void *, size_t))
{
    if (lseek(temporary_file, s->block * BLOCK, SEEK_SET) < 0 || call(temporary_file, data[s - slots], BLOCK) != BLOCK)
        fail("Temporary file: %s", strerror(errno));
    s->dirty = 0;
}

/* The memory of block n; what was there before goes to the file. */
static struct slot *slot_of(unsigned n, int is_new)
{
    struct slot *s, *oldest = slots;
    for (s = slots; s < slots + SLOTS; s++) {
        if (s->used && s->block == n)
            goto found;
        if (s->used < oldest->used)
            oldest = s;
    }
    s = oldest;
    if (s->dirty)
        transfer(s, (ssize_t (*)(int, void *, size_t))write);
    moved++;
    s->used = 0;
    s->block = n;
    if (!is_new)
        transfer(s, read);
found:
    s->used = ++clock;
    return s;
}

/* A pointer to a block is good until the fourth next call. */
char *block(unsigned n)
{
    return data[slot_of(n, 0) - slots];
}

char *block_to_change(unsigned n)
{
    struct slot *s = slot_of(n, 0);
    s->dirty = 1;
    return data[s - slots];
}

int is_fresh(unsigned n)
{
    return fresh[n >> 3] >> (n & 7) & 1;
}

/* From here on all blocks are shared with what was copied, and are not changed any more. */
void freeze(void)
{
    if (fresh)
        memset(fresh, 0, room / 8);
}

void keep_block(unsigned n)
{
    if (!(taken[n >> 3] >> (n & 7) & 1))
        spare--;
    taken[n >> 3] |= 1 << (n & 7);
}

void free_block(unsigned n)
{
    if (!is_fresh(n))
        return;
    taken[n >> 3] &= ~(1 << (n & 7));
    spare++;
}

/* A fresh block of any content; reserve() has made sure that there is one. */
unsigned new_block(void)
{
    unsigned n = 0;
    while (taken[n >> 3] == 255)
        n += 8;
    while (taken[n >> 3] >> (n & 7) & 1)
        n++;
    keep_block(n);
    fresh[n >> 3] |= 1 << (n & 7);
    slot_of(n, 1)->dirty = 1;
    return n;
}

static void grow_maps(void)
{
    unsigned char *map = realloc(taken, (room + STEP) / 8), *other;
    if (map)
        taken = map;
    other = realloc(fresh, (room + STEP) / 8);
    if (other)
        fresh = other;
    if (!map || !other)
        fail("Out of memory");
    memset(taken + room / 8, 0, STEP / 8);
    memset(fresh + room / 8, 0, STEP / 8);
    room += STEP;
}

/* Another block at the end of the file, so that writing it later cannot fail for want of space. */
static int extend(void)
{
    if (temporary_file < 0)
        temporary_file = temporary();
    if (total == EMPTY || lseek(temporary_file, total * BLOCK, SEEK_SET) < 0 || writeall(temporary_file, data, BLOCK) < 0)
        return 0;
    total++;
    spare++;
    return 1;
}

/* All blocks that no text needs are spare. */
static void collect(void)
{
    const struct text *t;
    memset(taken, 0, room / 8);
    spare = total;
    for (t = texts; t < texts + TEXTS; t++)
        keep_text(t);
    collect_at = 2 * (total - spare) + 512;
}

/* n blocks are spare, or there is an error before anything was changed. */
void reserve(unsigned n)
{
    int error;
    if (spare < n && total >= collect_at)
        collect();
    while (spare < n) {
        if (total == room)
            grow_maps();
        if (extend())
            continue;
        error = errno;
        collect();
        if (spare < n)
            fail("Temporary file: %s", strerror(error));
    }
}
