/* Text input: what keys do between i and ESC. */
#include <ctype.h>
#include "vi.h"

static unsigned start, entry; /* where this input began in its line (nothing before it is rubbed out), and where it began at all */
static unsigned indented;     /* the end of an indent that nobody typed, which does not stay on an empty line; NONE if there is none */
static int replacing, opened; /* R: characters in the way are replaced; o: a line of its own */
static int next_indent;       /* the indent for the next line that ^^D has taken from this one; NONE if there is none */
static struct {
    unsigned count;
    char *bytes;
} covered; /* what R has replaced in this line */

static void type(const char *s, unsigned n)
{
    edit(dot, dot, s, n);
    dot += n;
}

static void drop_indent(void)
{
    if (indented == dot && byte(dot) == '\n' && first_nonblank(dot) == dot && dot > bol(dot)) {
        unsigned from = bol(dot);
        edit(from, dot, 0, 0);
        dot = from;
    }
    indented = NONE;
}

static void indent_like(unsigned line)
{
    int column;
    indent_of(line, &column);
    if (!is_set(AUTOINDENT) || !column)
        return;
    set_indent(line_of(dot), column);
    indented = dot = first_nonblank(dot);
}

static void new_line(void)
{
    int column = 0;
    unsigned line = line_of(dot), to;
    if (is_set(AUTOINDENT)) {
        indent_of(line, &column);
        if (next_indent > column)
            column = next_indent;
        next_indent = NONE;
        for (to = dot; is_blank(byte(to)); to++)
            ;
        if (to > dot)
            edit(dot, to, 0, 0);
    }
    drop_indent();
    type("\n", 1);
    if (column) {
        set_indent(line_of(dot), column);
        dot = first_nonblank(dot);
        indented = dot;
    }
    start = dot;
}

/* ---- rubbing out */

static void erase_to(unsigned to)
{
    if (to < start)
        to = start;
    if (to == dot) {
        ring();
        return;
    }
    edit(to, dot, 0, 0);
    dot = to;
}

static void erase_word(void)
{
    unsigned at = dot;
    int class;
    while (at > start && is_blank(byte(at - 1)))
        at--;
    class = at > start ? isalnum(byte(at - 1)) || byte(at - 1) == '_' || byte(at - 1) >= 0x80 : 0;
    while (at > start && !is_blank(byte(at - 1)) && (isalnum(byte(at - 1)) || byte(at - 1) == '_' || byte(at - 1) >= 0x80) == class)
        at--;
    erase_to(at);
}

/* ^D and ^T: the line's indent becomes the next stop of shiftwidth. */
static void shift(int by)
{
    int column, width = is_set(SHIFTWIDTH);
    unsigned line = line_of(dot), text = indent_of(line, &column), into = dot > text ? dot - text : 0;
    int to = by > 0 ? (column / width + 1) * width : column ? (column - 1) / width * width : 0;
    if (by < 0 && (dot != text || !column)) {
        if (dot == text)
            return;
    }
    set_indent(line, to);
    text = indent_of(line, &column);
    dot = text + into;
    start = start > bol(dot) ? bol(dot) : start;
    if (indented != (unsigned)NONE)
        indented = dot;
}

/* 0^D and ^^D: no indent at all. */
static int clears_indent(void)
{
    unsigned from = bol(dot);
    int c = dot > from ? byte(dot - 1) : 0;
    if ((c != '0' && c != '^') || dot - 1 < start || first_nonblank(dot) != dot - 1)
        return 0;
    if (c == '^')
        indent_of(line_of(dot), &next_indent);
    edit(from, dot, 0, 0);
    dot = start = from;
    indented = NONE;
    return 1;
}

/* ---- other keys */

static int is_word_byte(int c)
{
    return isalnum(c) || c == '_';
}

/* The word before the cursor may stand for something. */
static void expand(void)
{
    char word[32];
    const char *to;
    unsigned from = dot, n;
    while (from > start && is_word_byte(byte(from - 1)))
        from--;
    n = dot - from;
    if (!n || n >= sizeof word)
        return;
    text_read(&texts[BUFFER], from, word, n);
    word[n] = 0;
    if ((to = abbreviated(word, n))) {
        edit(from, dot, to, strlen(to));
        dot = from + strlen(to);
    }
}

/* A character that comes too near to the right edge brings its word to the next line. */
static void wrap(void)
{
    unsigned at = dot, to;
    if (!is_set(WRAPMARGIN) || column_of(dot) < columns - is_set(WRAPMARGIN))
        return;
    while (at > start && !is_blank(byte(at - 1)))
        at--;
    if (at == start)
        return;
    for (to = at; at > start && is_blank(byte(at - 1)); at--)
        ;
    edit(at, to, "\n", 1);
    dot = dot - (to - at) + 1;
    start = at + 1;
}

/* Shows the bracket that a typed one closes. */
static void show_match(int c)
{
    static const char pairs[] = ")(}{";
    const char *found = strchr(pairs, c);
    unsigned was = dot, at = dot - 1;
    int depth = 1;
    if (!is_set(SHOWMATCH) || !found || !c || playing() || key_waits())
        return;
    while (depth > 0 && at > marks[TOP]) {
        at--;
        depth += byte(at) == c ? 1 : byte(at) == found[1] ? -1 : 0;
    }
    if (depth)
        return;
    dot = at;
    refresh();
    usleep(300000);
    dot = was;
}

static void take_place(void)
{
    unsigned n = next(dot) - dot;
    char bytes[4];
    char *more;
    if (!replacing || byte(dot) == '\n')
        return;
    if ((more = realloc(covered.bytes, covered.count + n)))
        covered.bytes = more;
    else
        fail("Out of memory");
    text_read(&texts[BUFFER], dot, bytes, n);
    memcpy(covered.bytes + covered.count, bytes, n);
    covered.count += n;
    edit(dot, dot + n, 0, 0);
}

static void insert_character(int c)
{
    char byte_typed = c;
    if (!is_word_byte(c) && c < 0x80)
        expand();
    if (c < 0x80 || c >= 0xc0)
        take_place();
    if (indented != (unsigned)NONE && !(c == '0' || c == '^'))
        indented = NONE;
    type(&byte_typed, 1);
    if (c > ' ' && c < 0x80)
        wrap();
    show_match(c);
}

/* R: what was typed over comes back. */
static void uncover(void)
{
    unsigned at, n;
    if (dot <= start) {
        ring();
        return;
    }
    at = before(dot);
    edit(at, dot, 0, 0);
    dot = at;
    if (!covered.count)
        return;
    for (n = 1; n < covered.count && (covered.bytes[covered.count - n] & 0xc0) == 0x80; n++)
        ;
    covered.count -= n;
    edit(dot, dot, covered.bytes + covered.count, n);
}

static void erase(int c)
{
    if (replacing && (c == CONTROL('H') || c == 127))
        uncover();
    else if (c == CONTROL('W'))
        erase_word();
    else
        erase_to(c == CONTROL('U') ? start : dot > bol(dot) ? before(dot) : dot);
}

/* An arrow ends one input and begins another. */
static void move(int c)
{
    if (c == LEFT && dot > bol(dot))
        dot = before(dot);
    else if (c == RIGHT && byte(dot) != '\n')
        dot = next(dot);
    else if (c == HOME || c == END)
        dot = c == HOME ? bol(dot) : eol(dot);
    else if (c == UP || c == DOWN) {
        unsigned line = line_of(dot);
        int column = column_of(dot);
        if (c == UP ? line > 0 : line < last_line()) {
            dot = at_column(line + (c == UP ? -1 : 1), column);
            if (column_of(dot) < column && byte(dot) != '\n')
                dot = next(dot);
        }
    } else if (c == DELETE && byte(dot) != '\n')
        edit(dot, next(dot), 0, 0);
    start = entry = dot;
}

/* One key; 0 at the end of the input. */
static int input_key(int c)
{
    if (c == ESCAPE || c == CONTROL('C'))
        return 0;
    if (c == '\r' || c == '\n') {
        expand();
        new_line();
        covered.count = 0;
    } else if (c == CONTROL('H') || c == 127 || c == CONTROL('W') || c == CONTROL('U'))
        erase(c);
    else if (c == CONTROL('V') || c == CONTROL('Q')) {
        c = literal();
        if (c == '\n')
            c = 0;
        take_place();
        type((char[]){c}, 1);
        indented = NONE;
    } else if (c == CONTROL('T'))
        shift(1);
    else if (c == CONTROL('D')) {
        if (!clears_indent() && first_nonblank(dot) >= dot)
            shift(-1);
    } else if (c > 255)
        move(c);
    else
        insert_character(c);
    return 1;
}

/* The text of this input once more for each further count. */
static void repeat(int count)
{
    unsigned from = opened ? bol(entry) : entry, n = dot - from;
    if (dot < entry || (!n && !opened))
        return;
    text_slice(&texts[BUFFER], from, dot + opened, &texts[SCRATCH]);
    if (opened) {
        for (; count > 1; count--) {
            dot = eol(dot) + 1;
            put_text(dot, &texts[SCRATCH]);
            dot += n;
        }
        return;
    }
    for (; count > 1; count--, dot += n)
        put_text(dot, &texts[SCRATCH]);
}

static void input(int count)
{
    int c, was_empty = !size();
    if (was_empty)
        edit(0, 0, "\n", 1);
    begin_change();
    start = entry = dot;
    covered.count = 0;
    next_indent = NONE;
    inserting = 1;
    c = key();
    if (!c) {
        text_copy(&texts[SCRATCH], &texts[LAST_INPUT]);
        put_text(dot, &texts[SCRATCH]);
        dot += texts[SCRATCH].bytes;
    } else
        while (input_key(c))
            c = key();
    expand();
    repeat(count);
    drop_indent();
    inserting = 0;
    if (dot > entry)
        text_slice(&texts[BUFFER], entry, dot, &texts[LAST_INPUT]);
    if (dot > bol(dot))
        dot = before(dot);
    if (was_empty && size() == 1 && entry == 0 && dot == 0)
        edit(0, 1, 0, 0);
    if (c == CONTROL('C'))
        stop_playing();
}

void insert_text(int count)
{
    replacing = opened = 0;
    indented = NONE;
    input(count);
}

/* R. */
void overwrite(int count)
{
    replacing = 1;
    opened = 0;
    indented = NONE;
    input(count);
}

/* o and O. */
void open_line(int below, int count)
{
    unsigned line = line_of(dot), like = line;
    if (!size())
        edit(0, 0, "\n", 1);
    dot = below ? eol(dot) + 1 : bol(dot);
    edit(dot, dot, "\n", 1);
    replacing = 0;
    opened = 1;
    indented = NONE;
    indent_like(below ? like : like + 1);
    input(count);
}
