/* Named buffers: a to z, and 1 to 9, which keep the last lines that were deleted. */
#include <ctype.h>
#include "vi.h"

static unsigned char by_lines[TEXTS];

static int index_of(int name)
{
    if (!name)
        return UNNAMED;
    if (isalpha(name))
        return NAMED + tolower(name) - 'a';
    if (name < '1' || name > '9')
        fail("No such buffer");
    return NUMBERED + name - '1';
}

struct text *buffer_named(int name)
{
    return &texts[index_of(name)];
}

int whole_lines(int name)
{
    return by_lines[index_of(name)];
}

/* A capital letter appends; lines that come to characters, or characters that come to lines, make lines of all. */
static void append(int i)
{
    struct text *t = &texts[i], *more = &texts[UNNAMED];
    char piece[256];
    unsigned done, n;
    freeze();
    if (t->bytes && (by_lines[i] || by_lines[UNNAMED]) && text_byte(t, t->bytes - 1) != '\n')
        text_insert(t, t->bytes, "\n", 1);
    for (done = 0; done < more->bytes; done += n) {
        n = text_read(more, done, piece, sizeof piece);
        text_insert(t, t->bytes, piece, n);
    }
    by_lines[i] |= by_lines[UNNAMED];
    if (by_lines[i] && t->bytes && text_byte(t, t->bytes - 1) != '\n')
        text_insert(t, t->bytes, "\n", 1);
}

void yank(unsigned from, unsigned to, int lines, int name)
{
    int i = index_of(name);
    text_slice(&texts[BUFFER], from, to, &texts[UNNAMED]);
    by_lines[UNNAMED] = lines;
    if (!name)
        return;
    if (isupper(name)) {
        append(i);
        return;
    }
    text_copy(&texts[i], &texts[UNNAMED]);
    by_lines[i] = lines;
}

/* What is deleted without a name, if it is lines or goes over some, is buffer 1; those before move on. */
void remember_deleted(unsigned from, unsigned to, int lines, int name)
{
    int i, some = lines || line_of(from) != line_of(to);
    yank(from, to, lines, name);
    if (!some || name)
        return;
    for (i = NUMBERED + 8; i > NUMBERED; i--) {
        text_copy(&texts[i], &texts[i - 1]);
        by_lines[i] = by_lines[i - 1];
    }
    text_copy(&texts[NUMBERED], &texts[UNNAMED]);
    by_lines[NUMBERED] = lines;
}

static struct text *filled(int name)
{
    struct text *t = buffer_named(name);
    if (!t->bytes)
        fail(name ? "Buffer %c is empty" : "Buffer is empty", name);
    return t;
}

/* As lines in front of a line. */
void put_lines(int name, unsigned line)
{
    struct text *t = filled(name);
    unsigned at = line_start(line);
    put_text(at, t);
    if (text_byte(t, t->bytes - 1) != '\n')
        edit(at + t->bytes, at + t->bytes, "\n", 1);
    dot = first_nonblank(at);
}

/* p and P. */
void put_buffer(int name, int after, int count)
{
    struct text *t = filled(name);
    unsigned at = dot;
    int i, lines = t->lines != 0;
    if (whole_lines(name)) {
        for (i = 0; i < count; i++)
            put_lines(name, line_of(at) + (after && size()));
        if (after && count > 1)
            dot = first_nonblank(line_start(line_of(at) + 1));
        return;
    }
    if (!size())
        edit(0, 0, "\n", 1);
    if (after && byte(dot) != '\n')
        at = next(dot);
    for (i = 0; i < count; i++)
        put_text(at, t);
    dot = lines ? at : before(at + t->bytes * count);
}
