/* fsck: check the disk. Every block has one owner, every name leads to an inode, every directory hangs in the tree and knows its parent, link
   counts are the numbers of names. Nothing is repaired. The status is 0 for a sound disk, 4 for one with problems, 8 if it cannot be read. */
#include <tool.h>

const char *prog = "fsck", *synopsis = "[-nv] [disk]";

/* The disk as /dev/disk shows it: a header, inodes with their block lists, block numbers, blocks. Little-endian. */
enum { HEADER = 56, INODE = 52, BLOCK = 1024, SLOT = 64, ROOT = 1, INODES = 4096, BLOCKS = 16384, BROKEN = 8, UNSOUND = 4 };

struct inode {
    unsigned number, mode, links, size, blocks;
};

/* A directory: who names it, and whom it says its parent is; 0: nobody yet. */
struct directory {
    unsigned short number, parent, says;
};
static struct directory *directories;
static unsigned directory_count, directory_room, inode_count, block_count, blocks_at, problems, nameless;
static unsigned char exists[INODES / 8], is_folder[INODES / 8], present[BLOCKS / 8], owned[BLOCKS / 8];
static short *left; /* by inode: links less names */

static int disk = -1;
static const char *disk_name = "/dev/disk";
static unsigned char buffer[BLOCK];
static unsigned used, filled;

static int test(const unsigned char *set, unsigned n)
{
    return set[n / 8] >> n % 8 & 1;
}

static void mark(unsigned char *set, unsigned n)
{
    set[n / 8] |= 1 << n % 8;
}

static void problem(const char *format, ...)
{
    char text[160];
    va_list ap;
    va_start(ap, format);
    vsnprintf(text, sizeof text, format, ap);
    va_end(ap);
    outs(text);
    outc('\n');
    problems++;
}

static void start_at(unsigned offset)
{
    lseek(disk, offset, SEEK_SET);
    used = filled = 0;
}

static void unreadable(void)
{
    diex("%s: not a disk, or cut off", disk_name);
}

static unsigned position(void)
{
    return lseek(disk, 0, SEEK_CUR) - filled + used;
}

static unsigned get(int n)
{
    unsigned value = 0, i;
    for (i = 0; i < (unsigned)n; i++) {
        if (used == filled) {
            int got = read(disk, buffer, sizeof buffer);
            if (got <= 0)
                unreadable();
            used = 0;
            filled = got;
        }
        if (i < 4)
            value |= (unsigned)buffer[used] << 8 * i;
        used++;
    }
    return value;
}

static void get_inode(struct inode *i)
{
    i->number = get(4);
    i->mode = get(2);
    i->links = get(2);
    get(8);
    i->size = get(4);
    get(28);
    i->blocks = get(4);
    if (i->number >= INODES || i->blocks > BLOCKS)
        unreadable();
}

static void header(void)
{
    static const char magic[] = "UCVMDISK";
    unsigned i;
    start_at(0);
    for (i = 0; i < 8; i++)
        if (get(1) != (unsigned char)magic[i])
            unreadable();
    get(40);
    inode_count = get(4);
    block_count = get(4);
}

/* Blocks that the disk has. They stand behind the inodes, in the order of their numbers. */
static void read_map(void)
{
    unsigned i, n;
    struct inode inode;
    for (i = 0; i < inode_count; i++) {
        get_inode(&inode);
        get(4 * inode.blocks);
    }
    for (i = 0; i < block_count; i++) {
        n = get(4);
        if (n >= BLOCKS)
            unreadable();
        mark(present, n);
    }
    blocks_at = position();
}

static void own(unsigned ino, unsigned block)
{
    if (block >= BLOCKS || !test(present, block))
        problem("inode %u: block %u is not on the disk", ino, block);
    else if (test(owned, block))
        problem("block %u: two owners", block);
    else
        mark(owned, block);
}

static void add_directory(unsigned ino)
{
    if (directory_count == directory_room)
        directories = resize(directories, (directory_room += 64) * sizeof *directories);
    directories[directory_count].number = ino;
    directories[directory_count].parent = directories[directory_count].says = 0;
    directory_count++;
    mark(is_folder, ino);
}

static void check_inodes(void)
{
    unsigned i, n, block;
    struct inode inode;
    start_at(HEADER);
    for (i = 0; i < inode_count; i++) {
        get_inode(&inode);
        mark(exists, inode.number);
        left[inode.number] = inode.links;
        nameless += !inode.links;
        if (S_ISDIR(inode.mode))
            add_directory(inode.number);
        if (inode.blocks > (inode.size + BLOCK - 1) / BLOCK)
            problem("inode %u: blocks beyond its size", inode.number);
        if (S_ISDIR(inode.mode) && inode.size != inode.blocks * BLOCK)
            problem("directory %u: size is not that of its blocks", inode.number);
        for (n = 0; n < inode.blocks; n++) {
            block = get(4);
            if (block)
                own(inode.number, block);
        }
    }
    for (n = 1; n < BLOCKS; n++)
        if (test(present, n) && !test(owned, n))
            problem("block %u: no owner", n);
}

/* Where a block stands in the file. */
static unsigned place(unsigned block)
{
    unsigned i, before = 0;
    for (i = 0; i < block / 8; i++) {
        unsigned char bits = present[i];
        for (; bits; bits &= bits - 1)
            before++;
    }
    for (i = block & ~7u; i < block; i++)
        before += test(present, i);
    return blocks_at + before * BLOCK;
}

static struct directory *directory(unsigned ino)
{
    unsigned low = 0, high = directory_count;
    while (low < high) {
        unsigned middle = (low + high) / 2;
        if (directories[middle].number < ino)
            low = middle + 1;
        else
            high = middle;
    }
    return directories + low;
}

static void check_entry(unsigned ino, const char *name, unsigned child, int alive)
{
    struct directory *d = directory(ino), *c;
    if (child >= INODES || !test(exists, child)) {
        problem("directory %u: '%s' names no inode", ino, name);
        return;
    }
    if (alive)
        left[child]--;
    if (!*name || strchr(name, '/'))
        problem("directory %u: bad name '%s'", ino, name);
    if (strcmp(name, ".") == 0) {
        if (child != ino)
            problem("directory %u: . is another one", ino);
    } else if (strcmp(name, "..") == 0)
        d->says = child;
    else if (test(is_folder, child)) {
        c = directory(child);
        if (c->parent)
            problem("directory %u: two names", child);
        c->parent = ino;
    }
}

static void check_block(unsigned ino, unsigned block, int alive)
{
    char slots[BLOCK], name[SLOT - 3];
    unsigned at;
    if (block >= BLOCKS || !test(present, block))
        return;
    if (lseek(disk, place(block), SEEK_SET) < 0 || read(disk, slots, BLOCK) != BLOCK)
        unreadable();
    for (at = 0; at < BLOCK; at += SLOT) {
        unsigned child = slots[at] | slots[at + 1] << 8 | slots[at + 2] << 16 | (unsigned)slots[at + 3] << 24;
        memcpy(name, slots + at + 4, SLOT - 4);
        name[SLOT - 4] = 0;
        if (child)
            check_entry(ino, name, child, alive);
    }
}

/* The names in all directories; a removed one that is still in use counts none. */
static void check_names(void)
{
    unsigned i, n, here, block;
    struct inode inode;
    start_at(HEADER);
    for (i = 0; i < inode_count; i++) {
        get_inode(&inode);
        if (!S_ISDIR(inode.mode)) {
            get(4 * inode.blocks);
            continue;
        }
        for (n = 0; n < inode.blocks; n++) {
            block = get(4);
            here = position();
            check_block(inode.number, block, inode.links != 0);
            start_at(here);
        }
    }
}

/* A directory that is its own parent and has no name is the top of a volume. */
static int is_top(const struct directory *d)
{
    return !d->parent && d->says == d->number;
}

static void check_tree(void)
{
    struct directory *d, *up;
    unsigned steps;
    for (d = directories; d < directories + directory_count; d++) {
        if (is_top(d))
            continue;
        if (!d->parent) {
            problem("directory %u: cannot be reached", d->number);
            continue;
        }
        if (d->says != d->parent)
            problem("directory %u: its parent is %u, its .. says %u", d->number, d->parent, d->says);
        for (up = d, steps = 0; up->parent && steps <= directory_count; steps++)
            up = directory(up->parent);
        if (steps > directory_count)
            problem("directory %u: is in a circle", d->number);
    }
}

static void check_links(void)
{
    unsigned n;
    for (n = 0; n < INODES; n++)
        if (test(exists, n) && left[n])
            problem("inode %u: %d links without a name", n, left[n]);
}

int main(int argc, char **argv)
{
    short counts[INODES];
    int c, verbose = 0;
    (void)argc;
    trouble = BROKEN;
    while ((c = option(argv, "nv")) >= 0)
        verbose |= c == 'v';
    if (*operands)
        disk_name = *operands;
    disk = open(disk_name, O_RDONLY);
    if (disk < 0)
        die("%s", disk_name);
    memset(counts, 0, sizeof counts);
    left = counts;
    header();
    read_map();
    check_inodes();
    if (!test(exists, ROOT) || !test(is_folder, ROOT))
        problem("there is no root directory");
    check_names();
    check_tree();
    check_links();
    if (verbose && nameless)
        outf("%u files in use have no name any more\n", nameless);
    outf("%s: %u files, %u blocks, ", disk_name, inode_count, block_count);
    outf(problems ? "%u problems\n" : "clean\n", problems);
    if (problems)
        status = UNSOUND;
    return finish();
}
