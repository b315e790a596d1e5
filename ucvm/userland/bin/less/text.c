/* The text: a file, or a temporary file that takes what comes through a pipe as far as somebody looks. */
#include "less.h"

enum { BLOCK = 1024, BLOCKS = 3 };
static int fd = NONE, source = NONE; /* source: what is still read from */
static unsigned size, clock;
static struct {
    unsigned start, count, used;
    char data[BLOCK];
} blocks[BLOCKS];
static unsigned known_line, known_at; /* the number of a line, from 0, and where it begins */
volatile int interrupted;

static void forget_blocks(void)
{
    int i;
    for (i = 0; i < BLOCKS; i++)
        blocks[i].count = blocks[i].used = 0;
}

/* "-" is standard input; -1 with errno. */
int open_text(const char *name)
{
    struct stat st;
    int new = strcmp(name, "-") == 0 ? dup(0) : open(name, O_RDONLY);
    if (new < 0 || fstat(new, &st) < 0)
        return -1;
    if (S_ISDIR(st.st_mode)) {
        close(new);
        errno = EISDIR;
        return -1;
    }
    close_text();
    forget_blocks();
    known_line = known_at = 0;
    fd = source = new;
    size = st.st_size;
    if (!S_ISREG(st.st_mode)) {
        fd = temporary();
        size = 0;
    }
    return 0;
}

void close_text(void)
{
    if (source >= 0)
        close(source);
    if (fd >= 0 && fd != source)
        close(fd);
    fd = source = NONE;
}

/* Reads on from the pipe; 0 at its end. */
static int read_on(void)
{
    char data[BLOCK];
    ssize_t n;
    int i;
    if (source == fd || source < 0 || interrupted || (n = read(source, data, sizeof data)) <= 0)
        return 0;
    if (lseek(fd, size, SEEK_SET) < 0 || writeall(fd, data, n) < 0)
        return 0;
    size += n;
    for (i = 0; i < BLOCKS; i++)
        if (blocks[i].start + BLOCK >= size - n)
            blocks[i].count = 0;
    return 1;
}

unsigned whole_size(void)
{
    while (read_on())
        ;
    return size;
}

/* Does a file hold more than before? */
int has_grown(void)
{
    struct stat st;
    unsigned before = size;
    if (source != fd)
        return read_on();
    if (fstat(fd, &st) == 0 && (unsigned)st.st_size > size) {
        size = st.st_size;
        forget_blocks();
    }
    return size > before;
}

/* A byte, or -1 behind the end. */
int byte(unsigned at)
{
    static int last;
    int i, oldest = 0;
    unsigned start = at & ~(BLOCK - 1);
    ssize_t n;
    if (at - blocks[last].start < blocks[last].count)
        return blocks[last].data[at - blocks[last].start];
    while (at >= size)
        if (!read_on())
            return -1;
    for (i = 0; i < BLOCKS; i++) {
        if (at - blocks[i].start < blocks[i].count)
            goto found;
        if (blocks[i].used < blocks[oldest].used)
            oldest = i;
    }
    i = oldest;
    n = lseek(fd, start, SEEK_SET) < 0 ? -1 : read(fd, blocks[i].data, BLOCK);
    blocks[i].start = start;
    blocks[i].count = n < 0 ? 0 : n;
    if (at - start >= blocks[i].count)
        return -1;
found:
    blocks[i].used = ++clock;
    last = i;
    return blocks[i].data[at - start];
}

/* ---- lines */

unsigned line_start(unsigned at)
{
    while (at > 0 && byte(at - 1) != '\n')
        at--;
    return at;
}

unsigned line_end(unsigned at)
{
    int c;
    while ((c = byte(at)) >= 0 && c != '\n')
        at++;
    return at;
}

/* The line that is shown behind the one at a place; where the text ends if there is none. */
unsigned next_line(unsigned at)
{
    do {
        at = line_end(at);
        if (byte(at) < 0)
            return at;
        at++;
    } while (byte(at) >= 0 && !is_shown(at));
    return at;
}

/* The one before the line that begins at a place; NONE if there is none. */
unsigned previous_line(unsigned at)
{
    do {
        if (at == 0)
            return NONE;
        at = line_start(at - 1);
    } while (!is_shown(at));
    return at;
}

/* The number of the line that begins at a place, from 1: counted from the line that was asked for last. */
unsigned number_of(unsigned at)
{
    if (at < known_at / 2)
        known_at = known_line = 0;
    while (known_at < at && !interrupted) {
        known_at = line_end(known_at) + 1;
        known_line++;
    }
    while (known_at > at && known_at > 0) {
        known_at = line_start(known_at - 1);
        known_line--;
    }
    return known_line + 1;
}

/* Where a line begins, or the last one if there are not so many. */
unsigned start_of_number(unsigned n)
{
    unsigned next;
    number_of(known_at);
    if (n < known_line + 1)
        known_at = known_line = 0;
    while (known_line + 1 < n && !interrupted) {
        next = line_end(known_at);
        if (byte(next) < 0 || byte(next + 1) < 0)
            break;
        known_at = next + 1;
        known_line++;
    }
    return known_at;
}

/* A line's first bytes with a NUL behind them, as many as an expression can look at. */
char *load_line(unsigned at, unsigned *n)
{
    static char line[2048];
    int c;
    for (*n = 0; *n < sizeof line - 1 && (c = byte(at + *n)) >= 0 && c != '\n'; ++*n)
        line[*n] = c;
    line[*n] = 0;
    return line;
}
