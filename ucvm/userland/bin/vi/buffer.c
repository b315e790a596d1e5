/* The edited text: places, lines, the one way to change it, marks, undo. */
#include <ctype.h>
#include "vi.h"

enum { LONGEST = 4 };
unsigned dot, marks[MARKS], edits;
unsigned same_before, same_after; /* what the screen need not look at: so many bytes at the beginning and at the end are as they were */
int modified;
char *line_text;

static unsigned old_marks[MARKS], old_dot, kept_line = NONE;
static int changing, undone; /* undone: the next undo does again */

/* ---- looking */

unsigned size(void)
{
    return texts[BUFFER].bytes;
}

unsigned lines(void)
{
    return texts[BUFFER].lines;
}

unsigned last_line(void)
{
    return lines() ? lines() - 1 : 0;
}

int byte(unsigned at)
{
    return at < size() ? text_byte(&texts[BUFFER], at) : '\n';
}

int is_blank(int c)
{
    return c == ' ' || c == '\t';
}

unsigned line_of(unsigned at)
{
    unsigned n = text_line_of(&texts[BUFFER], at);
    return n > last_line() ? last_line() : n;
}

unsigned line_start(unsigned line)
{
    return text_line_start(&texts[BUFFER], line < lines() ? line : lines());
}

/* The beginning of the line a place is in; of a long line by way of its number. */
unsigned bol(unsigned at)
{
    unsigned n;
    const char *s, *found;
    if (at > size())
        at = size();
    if (!at)
        return 0;
    s = text_up_to(&texts[BUFFER], at - 1, &n);
    found = memrchr(s, '\n', n);
    if (found)
        return at - n + (found - s) + 1;
    return at == n ? 0 : line_start(at < size() ? line_of(at) : lines());
}

/* Its newline. */
unsigned eol(unsigned at)
{
    unsigned n;
    const char *s, *found;
    for (; at < size(); at += n) {
        s = text_from(&texts[BUFFER], at, &n);
        if ((found = memchr(s, '\n', n)))
            return at + (found - s);
    }
    return at;
}

unsigned first_nonblank(unsigned at)
{
    for (at = bol(at); is_blank(byte(at)); at++)
        ;
    return at;
}

/* How many bytes the UTF-8 character at a place has, and its number; 1 and NONE if it is none. */
unsigned length_at(unsigned at, unsigned *code)
{
    static const unsigned least[] = {0, 0, 0x80, 0x800, 0x10000};
    unsigned c = byte(at), n = c < 0x80 ? 1 : c < 0xc2 ? 0 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : c < 0xf5 ? 4 : 0, i;
    *code = n < 2 ? c : c & 0x7f >> n;
    for (i = 1; i < n; i++) {
        c = byte(at + i);
        if ((c & 0xc0) != 0x80)
            n = 0;
        *code = *code << 6 | (c & 0x3f);
    }
    if (n && *code >= least[n] && *code < 0x110000 && *code - 0xd800 > 0x7ff)
        return n;
    *code = NONE;
    return 1;
}

unsigned next(unsigned at)
{
    unsigned code;
    return at + length_at(at, &code);
}

unsigned before(unsigned at)
{
    unsigned code, n;
    for (n = LONGEST; n > 1; n--)
        if (at >= n && byte(at - n) >= 0x80 && length_at(at - n, &code) == n)
            return at - n;
    return at ? at - 1 : 0;
}

/* The bytes of the line that begins at a place with a NUL behind them, good until the next call. */
char *load_line(unsigned from, unsigned *n)
{
    static unsigned room;
    char *larger;
    *n = eol(from) - from;
    if (*n >= room) {
        if (!(larger = realloc(line_text, *n + 64)))
            fail("Line too long");
        line_text = larger;
        room = *n + 64;
    }
    *n = text_read(&texts[BUFFER], from, line_text, *n);
    line_text[*n] = 0;
    return line_text;
}

/* ---- changing */

/* A mark whose whole line goes is gone; one inside of what goes moves to its beginning. What is put in where the window begins is in the window. */
static void move_marks(unsigned from, unsigned to, unsigned n)
{
    int i;
    for (i = 0; i < MARKS; i++) {
        unsigned m = marks[i];
        if (m == (unsigned)NONE || m < from)
            continue;
        if (m > to || (m == to && i != TOP))
            marks[i] = m + n - (to - from);
        else if (i != TOP && bol(m) >= from && eol(m) < to && !n)
            marks[i] = NONE;
        else
            marks[i] = from;
    }
    if (in_global)
        shift_chosen(from, to, n);
}

/* The one way to change the text: bytes from..to become the n bytes at s. The caller sees to it that a newline stays at the end. */
void edit(unsigned from, unsigned to, const char *s, unsigned n)
{
    begin_change();
    move_marks(from, to, n);
    if (from < same_before)
        same_before = from;
    if (size() - to < same_after)
        same_after = size() - to;
    text_delete(&texts[BUFFER], from, to);
    text_insert(&texts[BUFFER], from, s, n);
    modified = 1;
    edits++;
}

void put_text(unsigned at, const struct text *t)
{
    char piece[256];
    unsigned done, n;
    for (done = 0; done < t->bytes; done += n) {
        n = text_read(t, done, piece, sizeof piece);
        edit(at + done, at + done, piece, n);
    }
}

/* ---- going back */

/* Before the first edit of a command. */
void begin_change(void)
{
    if (changing)
        return;
    watch_line();
    if (kept_line == (unsigned)NONE && size()) {
        kept_line = line_of(dot);
        text_slice(&texts[BUFFER], bol(dot), eol(dot), &texts[LINE]);
    }
    changing = 1;
    undone = 0;
    text_copy(&texts[UNDONE], &texts[BUFFER]);
    memcpy(old_marks, marks, sizeof marks);
    old_dot = dot;
}

void end_change(void)
{
    changing = 0;
}

/* What U restores is the line one is in, since one came to it. */
void watch_line(void)
{
    if (kept_line != (unsigned)NONE && kept_line != line_of(dot))
        kept_line = NONE;
}

static void swap_marks(void)
{
    unsigned i, mark;
    for (i = 0; i < MARKS; i++) {
        mark = marks[i];
        marks[i] = old_marks[i];
        old_marks[i] = mark;
    }
}

void undo(void)
{
    unsigned old_lines = lines(), top = marks[TOP];
    if (!edits)
        fail("Nothing to undo");
    end_change();
    text_copy(&texts[SCRATCH], &texts[BUFFER]);
    text_copy(&texts[BUFFER], &texts[UNDONE]);
    text_copy(&texts[UNDONE], &texts[SCRATCH]);
    swap_marks();
    same_before = same_after = 0;
    marks[TOP] = top > size() ? size() : top;
    dot = text_difference(&texts[BUFFER], &texts[UNDONE]);
    if (dot >= size())
        dot = size() ? bol(size() - 1) : 0;
    if (lines() != old_lines || byte(dot) == '\n')
        dot = first_nonblank(dot);
    if (!undone && line_of(old_dot) + 1 >= line_of(dot) && line_of(old_dot) <= line_of(dot) + 1)
        dot = old_dot;
    undone = !undone;
    modified = 1;
    edits++;
}

void undo_line(void)
{
    unsigned from = bol(dot), to = eol(dot), i;
    static char piece[64];
    unsigned n;
    watch_line();
    if (kept_line == (unsigned)NONE)
        fail("Nothing to undo");
    text_copy(&texts[SCRATCH], &texts[LINE]);
    text_slice(&texts[BUFFER], from, to, &texts[LINE]);
    edit(from, to, 0, 0);
    for (i = 0; i < texts[SCRATCH].bytes; i += n) {
        n = text_read(&texts[SCRATCH], i, piece, sizeof piece);
        edit(from + i, from + i, piece, n);
    }
    dot = from;
}
