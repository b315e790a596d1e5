/* tac: lines in reverse order. */
#include <tool.h>

const char *prog = "tac", *synopsis = "[file...]";

static char block[512];
static off_t start;
static int length;

/* The byte at `at`, out of the block that holds it. */
static int byte_at(int fd, off_t at)
{
    if (at < start || at >= start + length) {
        start = at & ~511;
        lseek(fd, start, SEEK_SET);
        length = read(fd, block, sizeof block);
        if (length <= at - start)
            die("read error");
    }
    return block[at - start];
}

static void put(int fd, off_t from, off_t to)
{
    while (from < to)
        outc(byte_at(fd, from++));
}

static void lines(struct in *f)
{
    int fd = seekable(f->fd);
    off_t end, at;
    if (fd < 0) {
        complain("%s: read error", f->name);
        return;
    }
    length = 0;
    end = lseek(fd, 0, SEEK_END);
    for (at = end; at > 0; at--)
        if (at < end && byte_at(fd, at - 1) == '\n') {
            put(fd, at, end);
            end = at;
        }
    put(fd, 0, end);
    if (fd != f->fd)
        close(fd);
}

int main(int argc, char **argv)
{
    (void)argc;
    option(argv, "");
    each_input(operands, lines);
    return finish();
}
