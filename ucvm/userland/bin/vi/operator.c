/* Operators: c d y < > = ! over what a motion passes. */
#include <ctype.h>
#include "vi.h"

/* ---- indents */

/* Where the text of a line begins, and in which column. */
unsigned indent_of(unsigned line, int *column)
{
    char cells[80];
    unsigned at = line_start(line), n;
    for (*column = 0; is_blank(byte(at)); at++)
        *column += shape(at, *column, cells, &n);
    return at;
}

void set_indent(unsigned line, int column)
{
    int old, tabs = column / is_set(TABSTOP), blanks = column % is_set(TABSTOP);
    unsigned at = line_start(line), to = indent_of(line, &old);
    if (to > at)
        edit(at, to, 0, 0);
    for (; blanks > 0; blanks--)
        edit(at, at, " ", 1);
    for (; tabs > 0; tabs--)
        edit(at, at, "\t", 1);
}

/* Moves a line that is not empty by so many columns. */
void indent_line(unsigned line, int by)
{
    int column;
    unsigned at = indent_of(line, &column);
    if (byte(at) == '\n' && at == line_start(line))
        return;
    set_indent(line, column + by > 0 ? column + by : 0);
}

/* The indent of the line before, more behind an opening brace, less for a closing one. */
static void reindent(unsigned line)
{
    int column = 0, old;
    unsigned above = line, at;
    while (above > 0) {
        at = indent_of(--above, &column);
        if (byte(at) == '\n')
            continue;
        for (at = eol(at); is_blank(byte(at - 1)); at--)
            ;
        if (byte(at - 1) == '{')
            column += is_set(SHIFTWIDTH);
        break;
    }
    at = indent_of(line, &old);
    if (byte(at) == '}')
        column -= is_set(SHIFTWIDTH);
    set_indent(line, byte(at) == '\n' ? 0 : column);
}

/* ---- what an operator does with lines, and with characters */

static void tell(unsigned n, const char *what)
{
    if (n > (unsigned)is_set(REPORT))
        message("%u lines %s", n, what);
}

static void delete_lines(unsigned from, unsigned to)
{
    remember_deleted(line_start(from), line_start(to + 1), 1, now.buffer);
    edit(line_start(from), line_start(to + 1), 0, 0);
    dot = first_nonblank(line_start(from < last_line() ? from : last_line()));
    tell(to - from + 1, "deleted");
}

/* The lines become one empty one, with the indent of the first. */
static void change_lines(unsigned from, unsigned to)
{
    int column;
    unsigned at = indent_of(from, &column);
    remember_deleted(line_start(from), size() ? line_start(to + 1) : 0, 1, now.buffer);
    if (!is_set(AUTOINDENT))
        at = line_start(from);
    if (at < eol(line_start(to)))
        edit(at, eol(line_start(to)), 0, 0);
    dot = at;
    insert_text(1);
}

static void for_lines(unsigned from, unsigned to)
{
    unsigned line;
    for (line = from; line <= to; line++) {
        check_interrupt();
        if (now.operator == '=')
            reindent(line);
        else
            indent_line(line, now.operator == '<' ? -is_set(SHIFTWIDTH) : is_set(SHIFTWIDTH));
    }
    dot = first_nonblank(line_start(from));
    tell(to - from + 1, "shifted");
}

static void filter_lines(unsigned from, unsigned to)
{
    static char last[256];
    char *command;
    if (!(command = ask('!')))
        return;
    if (strcmp(command, "!") == 0)
        command = last;
    else
        snprintf(last, sizeof last, "%s", command);
    filter(from, to, command);
}

static void on_lines(unsigned a, unsigned b)
{
    unsigned from = line_of(a < b ? a : b), to = line_of(a < b ? b : a);
    switch (now.operator) {
    case 'd': delete_lines(from, to); break;
    case 'c': change_lines(from, to); break;
    case '!': filter_lines(from, to); break;
    case 'y':
        yank(line_start(from), line_start(to + 1), 1, now.buffer);
        tell(to - from + 1, "yanked");
        if (b < a)
            dot = b;
        break;
    default: for_lines(from, to);
    }
}

static void on_characters(unsigned from, unsigned to)
{
    if (now.operator == 'y')
        yank(from, to, 0, now.buffer);
    else if (to > from) {
        remember_deleted(from, to, 0, now.buffer);
        edit(from, to, 0, 0);
    }
    dot = from;
    if (now.operator == 'c')
        insert_text(1);
    else if (byte(dot) == '\n' && dot > bol(dot))
        dot = before(dot);
}

/* An exclusive motion that ends at the beginning of a line does not take that line. If it came from before the text of another one, it is
 * whole lines; so is a deletion that leaves nothing but blanks of its lines. */
static int settle(unsigned from, unsigned *to, int kind)
{
    unsigned after;
    int at_start = from <= first_nonblank(from);
    if (kind == INCLUSIVE && byte(*to) != '\n')
        *to = next(*to);
    if (line_of(from) == line_of(*to))
        return kind;
    if (kind == EXCLUSIVE && *to == bol(*to)) {
        --*to;
        return at_start && now.operator != 'c' ? LINES : kind;
    }
    for (after = *to; is_blank(byte(after)); after++)
        ;
    return now.operator == 'd' && at_start && byte(after) == '\n' ? LINES : kind;
}

/* Where the operator's motion goes; a doubled operator is so many lines. */
static int reach(unsigned *to)
{
    unsigned line = line_of(dot) + now.count - 1;
    if (now.key != now.operator)
        return is_motion(now.key) ? motion(to) : FAILED;
    if (line > last_line())
        return FAILED;
    *to = line_start(line);
    return LINES;
}

/* The operator now.operator; now.key begins its motion. */
void operate(void)
{
    unsigned origin = dot, from = dot, to;
    int kind = reach(&to);
    if (kind == FAILED)
        fail("");
    if (kind == LINES) {
        on_lines(origin, to);
        return;
    }
    if (to < from) {
        from = to;
        to = origin;
    }
    if (settle(from, &to, kind) == LINES || strchr("<>=!", now.operator))
        on_lines(from, to);
    else
        on_characters(from, to);
}

/* ~: the case of so many characters. */
void change_case(void)
{
    unsigned at = dot;
    int i;
    char c;
    for (i = 0; i < now.count && byte(at) != '\n'; i++) {
        c = byte(at);
        c = islower(c) ? toupper(c) : tolower(c);
        if (c != byte(at))
            edit(at, at + 1, &c, 1);
        at = next(at);
    }
    if (at == dot)
        fail("");
    dot = byte(at) == '\n' ? before(at) : at;
}

/* J: the lines from `line` on become one. */
void join_lines(unsigned line, unsigned count, int keep_blanks)
{
    unsigned at, to, end;
    int last;
    for (; count > 1 && line < last_line(); count--) {
        at = eol(line_start(line));
        to = keep_blanks ? at + 1 : first_nonblank(at + 1);
        last = at > line_start(line) ? byte(at - 1) : 0;
        end = byte(to);
        edit(at, to, 0, 0);
        dot = at;
        if (keep_blanks || !last || end == '\n' || end == ')' || is_blank(last))
            continue;
        edit(at, at, last == '.' || last == '!' || last == '?' ? "  " : " ", last == '.' || last == '!' || last == '?' ? 2 : 1);
    }
    if (byte(dot) == '\n' && dot > bol(dot))
        dot = before(dot);
}
