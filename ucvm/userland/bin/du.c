/* du: how much room trees take. */
#include <tool.h>

const char *prog = "du", *synopsis = "[-abchks] [-d depth] [file...]";
static int all, summary, human_sizes, bytes, deepest = 1 << 20, total_too;
enum { DEEPEST = 64, LINKS = 64 };
static unsigned sums[DEEPEST + 2], total;
static ino_t seen[LINKS];
static int seen_count;

static void put(unsigned n, const char *name)
{
    char text[16];
    if (human_sizes)
        outs(human(text, bytes ? n : n / 2, !bytes));
    else
        outf("%u", bytes ? n : (n + 1) / 2);
    outc('\t');
    outs(name);
    outc('\n');
}

/* A file with several links counts once. */
static int counted(const struct stat *st)
{
    int i;
    if (st->st_nlink < 2 || S_ISDIR(st->st_mode))
        return 0;
    for (i = 0; i < seen_count; i++)
        if (seen[i] == st->st_ino)
            return 1;
    if (seen_count < LINKS)
        seen[seen_count++] = st->st_ino;
    return 0;
}

static int visit(const struct stat *st, int depth, int when)
{
    unsigned own;
    int at = depth > DEEPEST ? DEEPEST : depth;
    if (when == PRE) {
        sums[at + 1] = 0;
        return 1;
    }
    if (when == LEAF && counted(st))
        return 0;
    own = bytes ? st->st_size : st->st_blocks;
    if (when == POST)
        own += sums[at + 1];
    sums[at] += own;
    if (depth == 0)
        total += own;
    if (depth == 0 || (depth <= deepest && !summary && (all || when == POST)))
        put(own, path);
    return 0;
}

int main(int argc, char **argv)
{
    static char *here[] = {".", 0};
    int c;
    (void)argc;
    while ((c = option(argv, "a(all)b(bytes)c(total)d:(max-depth)h(human-readable)ks(summarize)x")) >= 0)
        switch (c) {
        case 'a': all = 1; break;
        case 'b': bytes = 1; break;
        case 'c': total_too = 1; break;
        case 'd': deepest = number(argument, "maximum depth"); break;
        case 'h': human_sizes = 1; break;
        case 's': summary = 1; break;
        }
    for (operands = *operands ? operands : here; *operands; operands++)
        walk(*operands, 0, visit);
    if (total_too)
        put(total, "total");
    return finish();
}
