/* Texts: trees of blocks with counts of bytes and lines, changed by copying what is not fresh. A text that is copied has to be frozen first. */
#include "vi.h"

enum { CHILDREN = (BLOCK - 4) / sizeof(struct text), PIECE = BLOCK / 2 };
struct node {
    unsigned count;
    struct text child[CHILDREN];
};
struct text texts[TEXTS];

static unsigned newlines(const char *s, unsigned n)
{
    unsigned count = 0;
    const char *end = s + n;
    while ((s = memchr(s, '\n', end - s))) {
        s++;
        count++;
    }
    return count;
}

/* ---- looking */

/* The leaf that holds the byte at *at, which becomes its place in the leaf; *lines is how many lines come before the leaf. */
static struct text leaf_of(const struct text *t, unsigned *at, unsigned *lines)
{
    struct text leaf = *t;
    *lines = 0;
    while (leaf.level) {
        const struct node *node = (struct node *)block(leaf.block);
        const struct text *child = node->child, *last = child + node->count - 1;
        for (; child < last && *at >= child->bytes; child++) {
            *at -= child->bytes;
            *lines += child->lines;
        }
        leaf = *child;
    }
    return leaf;
}

/* The leaf that was looked at last, until a block goes or a text changes. */
static struct {
    const struct text *text;
    const char *bytes;
    unsigned start, count, when;
} seen;

static void see(const struct text *t, unsigned at)
{
    unsigned lines, place = at;
    struct text leaf;
    if (seen.text == t && seen.when == moved && at - seen.start < seen.count)
        return;
    leaf = leaf_of(t, &place, &lines);
    seen.bytes = block(leaf.block);
    seen.text = t;
    seen.start = at - place;
    seen.count = leaf.bytes;
    seen.when = moved;
}

int text_byte(const struct text *t, unsigned at)
{
    see(t, at);
    return seen.bytes[at - seen.start];
}

/* The bytes from a place on that stand together, *n of them; good until the next call of anything here. */
const char *text_from(const struct text *t, unsigned at, unsigned *n)
{
    see(t, at);
    *n = seen.count - (at - seen.start);
    return seen.bytes + (at - seen.start);
}

/* Those that end with a place. */
const char *text_up_to(const struct text *t, unsigned at, unsigned *n)
{
    see(t, at);
    *n = at - seen.start + 1;
    return seen.bytes;
}

/* Up to n bytes from `at` on; how many there were. */
unsigned text_read(const struct text *t, unsigned at, char *to, unsigned n)
{
    unsigned done, piece;
    const char *s;
    for (done = 0; done < n && at + done < t->bytes; done += piece) {
        s = text_from(t, at + done, &piece);
        if (piece > n - done)
            piece = n - done;
        memcpy(to + done, s, piece);
    }
    return done;
}

/* Where a line begins that is not behind the end; lines count from 0. */
unsigned text_line_start(const struct text *t, unsigned line)
{
    struct text leaf = *t;
    unsigned at = 0;
    const char *bytes, *s;
    if (line == 0)
        return 0;
    while (leaf.level) {
        const struct node *node = (struct node *)block(leaf.block);
        const struct text *child = node->child, *last = child + node->count - 1;
        for (; child < last && line > child->lines; child++) {
            at += child->bytes;
            line -= child->lines;
        }
        leaf = *child;
    }
    for (s = bytes = block(leaf.block); line > 0; line--)
        s = (char *)memchr(s, '\n', BLOCK) + 1;
    return at + (s - bytes);
}

/* How many newlines come before a place. */
unsigned text_line_of(const struct text *t, unsigned at)
{
    unsigned lines;
    struct text leaf;
    if (at >= t->bytes)
        return t->lines;
    leaf = leaf_of(t, &at, &lines);
    return lines + newlines(block(leaf.block), at);
}

/* Where two texts of one origin begin to differ; what they share is not read. */
unsigned text_difference(const struct text *a, const struct text *b)
{
    unsigned at = 0, place_a, place_b, lines, n, i;
    struct text leaf_a, leaf_b;
    const char *s, *t;
    while (at < a->bytes && at < b->bytes) {
        place_a = place_b = at;
        leaf_a = leaf_of(a, &place_a, &lines);
        leaf_b = leaf_of(b, &place_b, &lines);
        n = leaf_a.bytes - place_a < leaf_b.bytes - place_b ? leaf_a.bytes - place_a : leaf_b.bytes - place_b;
        if (leaf_a.block != leaf_b.block || place_a != place_b) {
            s = block(leaf_a.block) + place_a;
            t = block(leaf_b.block) + place_b;
            for (i = 0; i < n && s[i] == t[i]; i++)
                ;
            if (i < n)
                return at + i;
        }
        at += n;
    }
    return at;
}

/* Tells block.c what a text needs. */
void keep_text(const struct text *t)
{
    unsigned i;
    if (!t->bytes)
        return;
    keep_block(t->block);
    for (i = 0; t->level; i++) {
        struct node *node = (struct node *)block(t->block);
        struct text child;
        if (i == node->count)
            return;
        child = node->child[i];
        keep_text(&child);
    }
}

/* ---- changing */

/* The block of a tree's root, which may be changed. */
static char *own(struct text *t)
{
    unsigned n;
    if (is_fresh(t->block))
        return block_to_change(t->block);
    n = new_block();
    memcpy(block_to_change(n), block(t->block), BLOCK);
    t->block = n;
    return block_to_change(n);
}

static struct text new_text(unsigned level)
{
    struct text t;
    t.bytes = t.lines = 0;
    t.block = new_block();
    t.level = level;
    return t;
}

/* Moves what is behind `keep` bytes of a leaf to a new one. */
static void split_leaf(struct text *t, unsigned keep, struct text *right)
{
    *right = new_text(0);
    right->bytes = t->bytes - keep;
    memcpy(block_to_change(right->block), block(t->block) + keep, right->bytes);
    right->lines = newlines(block(right->block), right->bytes);
    t->bytes = keep;
    t->lines -= right->lines;
}

static void put_into_leaf(struct text *t, unsigned at, const char *s, unsigned n, struct text *right)
{
    char *bytes = own(t);
    if (t->bytes + n > BLOCK) {
        split_leaf(t, at == t->bytes ? at : PIECE, right);
        if (at > PIECE || at == t->bytes) {
            put_into_leaf(right, at - t->bytes, s, n, 0);
            return;
        }
        bytes = block_to_change(t->block);
    }
    memmove(bytes + at + n, bytes + at, t->bytes - at);
    memcpy(bytes + at, s, n);
    t->bytes += n;
    t->lines += newlines(s, n);
}

static void add(struct text *t, const struct text *child)
{
    t->bytes += child->bytes;
    t->lines += child->lines;
}

/* Moves the children from `keep` on to a new node. */
static void split_node(struct text *t, unsigned keep, struct text *right)
{
    struct node *node, *other;
    unsigned i;
    *right = new_text(t->level);
    node = (struct node *)block_to_change(t->block);
    other = (struct node *)block_to_change(right->block);
    other->count = node->count - keep;
    memcpy(other->child, node->child + keep, other->count * sizeof *other->child);
    node->count = keep;
    for (i = 0; i < other->count; i++)
        add(right, other->child + i);
    t->bytes -= right->bytes;
    t->lines -= right->lines;
}

static void put_child(struct text *t, unsigned i, const struct text *child, struct text *right)
{
    struct node *node = (struct node *)block_to_change(t->block);
    unsigned keep;
    if (node->count == CHILDREN) {
        keep = i == CHILDREN ? CHILDREN : CHILDREN / 2;
        split_node(t, keep, right);
        if (i >= keep) {
            put_child(right, i - keep, child, 0);
            return;
        }
        node = (struct node *)block_to_change(t->block);
    }
    memmove(node->child + i + 1, node->child + i, (node->count - i) * sizeof *child);
    node->child[i] = *child;
    node->count++;
    add(t, child);
}

/* Bytes, at most PIECE of them, go into a tree; if its root overflows, *right becomes what comes after it. */
static void put(struct text *t, unsigned at, const char *s, unsigned n, struct text *right)
{
    struct node *node;
    struct text child, more;
    unsigned i, lines;
    right->bytes = more.bytes = 0;
    if (!t->level) {
        put_into_leaf(t, at, s, n, right);
        return;
    }
    node = (struct node *)own(t);
    for (i = 0; i + 1 < node->count && at > node->child[i].bytes; i++)
        at -= node->child[i].bytes;
    child = node->child[i];
    lines = child.lines;
    put(&child, at, s, n, &more);
    ((struct node *)block_to_change(t->block))->child[i] = child;
    t->bytes += n - more.bytes;
    t->lines += child.lines - lines;
    if (more.bytes)
        put_child(t, i + 1, &more, right);
}

void text_insert(struct text *t, unsigned at, const char *s, unsigned n)
{
    struct text right, root;
    unsigned piece;
    for (; n > 0; n -= piece, s += piece, at += piece) {
        piece = n < PIECE ? n : PIECE;
        reserve(2 * t->level + 4);
        moved++;
        if (!t->bytes)
            *t = new_text(0);
        put(t, at, s, piece, &right);
        if (!right.bytes)
            continue;
        root = new_text(t->level + 1);
        ((struct node *)block_to_change(root.block))->count = 0;
        put_child(&root, 0, t, 0);
        put_child(&root, 1, &right, 0);
        *t = root;
    }
}

/* Two neighbouring leaves that are small become one. */
static void merge(struct text *t, unsigned i)
{
    struct node *node = (struct node *)block(t->block);
    struct text left, right;
    if (t->level != 1 || i + 1 >= node->count || node->child[i].bytes + node->child[i + 1].bytes > BLOCK * 3 / 4)
        return;
    left = node->child[i];
    right = node->child[i + 1];
    memcpy(own(&left) + left.bytes, block(right.block), right.bytes);
    free_block(right.block);
    add(&left, &right);
    node = (struct node *)block_to_change(t->block);
    node->child[i] = left;
    node->count--;
    memmove(node->child + i + 1, node->child + i + 2, (node->count - i - 1) * sizeof left);
}

static void cut_leaf(struct text *t, unsigned from, unsigned to)
{
    char *bytes = own(t);
    t->lines -= newlines(bytes + from, to - from);
    memmove(bytes + from, bytes + to, t->bytes - to);
    t->bytes -= to - from;
}

/* Takes bytes out of a tree; children without bytes leave their node. */
static void cut(struct text *t, unsigned from, unsigned to)
{
    struct node *node;
    struct text child, old;
    unsigned i, at = 0, seam = 0;
    if (from == 0 && to == t->bytes) {
        free_block(t->block);
        t->bytes = t->lines = 0;
        return;
    }
    if (!t->level) {
        cut_leaf(t, from, to);
        return;
    }
    node = (struct node *)own(t);
    for (i = 0; i < node->count && at < to;) {
        child = old = node->child[i];
        if (at + child.bytes > from) {
            seam = i;
            cut(&child, from > at ? from - at : 0, to - at < child.bytes ? to - at : child.bytes);
            t->bytes -= old.bytes - child.bytes;
            t->lines -= old.lines - child.lines;
            node = (struct node *)block_to_change(t->block);
            node->child[i] = child;
        }
        at += old.bytes;
        if (child.bytes)
            i++;
        else
            memmove(node->child + i, node->child + i + 1, (--node->count - i) * sizeof child);
    }
    merge(t, seam);
    if (seam)
        merge(t, seam - 1);
}

void text_delete(struct text *t, unsigned from, unsigned to)
{
    struct node *node;
    if (from >= to)
        return;
    reserve(2 * t->level + 6);
    moved++;
    cut(t, from, to);
    while (t->bytes && t->level && (node = (struct node *)block(t->block))->count == 1)
        *t = node->child[0];
    if (!t->bytes)
        text_clear(t);
}

/* A copy costs nothing: from here on the blocks are shared. */
void text_copy(struct text *to, const struct text *from)
{
    freeze();
    moved++;
    *to = *from;
}

void text_clear(struct text *t)
{
    moved++;
    t->bytes = t->lines = t->level = 0;
}

/* A copy of a part; almost all of its blocks are shared. `copy` stands in texts[]. */
void text_slice(const struct text *t, unsigned from, unsigned to, struct text *copy)
{
    text_copy(copy, t);
    text_delete(copy, to, copy->bytes);
    text_delete(copy, 0, from);
}
