/* The screen: what should stand in each row is compared by a hash with what stands there, and only what differs is sent. */
#include <stdarg.h>
#include "vi.h"

/* Where a row of the screen begins in the text: a character, its column in the line, and the column the row begins with. */
struct place {
    unsigned at;
    int column, start;
};
enum { CELLS = 72, MESSAGE = 160 };
/* A row as it was laid out: where it begins, and the hash of its text. */
struct row {
    struct place begins;
    unsigned hash;
};
static struct row *laid, *fresh_rows;     /* of the last time, with one more behind the last row; and of now */
static unsigned *shown, *wanted, empty_hash; /* the hash of what stands in a row, and of what should */
static unsigned drawn_edits, drawn_top, drawn_size, drawn_lines;
static int drawn, reusable, hidden_from; /* the screen is as we know it; laid[] may be used; from this row on there are @ */
static int skipped;                      /* rows of the first line above the screen, if it is taller than that */
static int cursor_row, cursor_column, printed;
static char note[MESSAGE];
int inserting;

/* ---- characters */

static int is_wide(unsigned c)
{
    static const unsigned ranges[][2] = {{0x1100, 0x115f}, {0x2e80, 0xa4cf}, {0xac00, 0xd7a3}, {0xf900, 0xfaff}, {0xfe30, 0xfe6f}, {0xff00, 0xff60},
                                         {0xffe0, 0xffe6}, {0x1f300, 0x1f64f}, {0x1f900, 0x1f9ff}, {0x20000, 0x3fffd}};
    unsigned i;
    for (i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (c >= ranges[i][0] && c <= ranges[i][1])
            return 1;
    return 0;
}

static int is_mark(unsigned c)
{
    return (c >= 0x300 && c <= 0x36f) || (c >= 0x200b && c <= 0x200f) || (c >= 0xfe00 && c <= 0xfe0f);
}

/* The columns of the character at a place, which begins in a column of its line; its bytes for the screen; its *n bytes in the text. */
int shape(unsigned at, int column, char *cells, unsigned *n)
{
    unsigned code, i;
    int c = byte(at), width;
    *n = 1;
    if (c >= ' ' && c < 127) {
        cells[0] = c;
        cells[1] = 0;
        return 1;
    }
    if (c == '\t' && !is_set(LIST)) {
        width = is_set(TABSTOP) - column % is_set(TABSTOP);
        if (width >= CELLS)
            width = CELLS - 1;
        memset(cells, ' ', width);
        cells[width] = 0;
        return width;
    }
    if (c < ' ' || c == 127)
        return sprintf(cells, "^%c", c ^ 64);
    *n = length_at(at, &code);
    if (code == (unsigned)NONE || code < 0xa0)
        return *n = 1, sprintf(cells, "\\x%02x", c);
    for (i = 0; i < *n; i++)
        cells[i] = byte(at + i);
    cells[*n] = 0;
    return is_mark(code) ? 0 : 1 + is_wide(code);
}

/* The column a place has in its line. */
int column_of(unsigned to)
{
    char cells[CELLS];
    unsigned at = bol(to), n;
    int column = 0;
    for (; at < to; at += n)
        column += shape(at, column, cells, &n);
    return column;
}

/* The character of a line that covers a column, or the last one. */
unsigned at_column(unsigned line, int column)
{
    char cells[CELLS];
    unsigned at = line_start(line), n, last = at;
    int here = 0;
    for (; byte(at) != '\n'; at += n) {
        here += shape(at, here, cells, &n);
        last = at;
        if (here > column)
            break;
    }
    return last;
}

/* ---- rows */

static unsigned row_hash;
static int sending, filled;

static void send(const char *s, int n, int width)
{
    filled += width;
    if (sending)
        outm(s, n);
    for (; n > 0; n--)
        row_hash = row_hash * 31 + *s++;
}

static int margin(void)
{
    return is_set(NUMBER) ? 8 : 0;
}

static void send_number(unsigned at)
{
    char text[16];
    if (is_set(NUMBER))
        send(text, sprintf(text, "%6u  ", line_of(at) + 1), 8);
}

/* The part of a character's cells that is on the row; those of more than one byte a column are there whole or not at all. */
static void send_cells(const struct place *b, const char *cells, int width)
{
    int from = b->start > b->column ? b->start - b->column : 0, to = b->start + columns - margin() - b->column;
    if (width < 2 || (unsigned char)*cells >= 0x80)
        send(cells, strlen(cells), width);
    else
        send(cells + from, (width < to ? width : to) - from, (width < to ? width : to) - from);
}

/* What can be sent as it stands: printable ASCII, up to the end of the row or the cursor. */
static void draw_plain(struct place *b, int end)
{
    unsigned n, i, hash = row_hash, most = end - b->column;
    const char *s;
    if (b->column < b->start || b->at >= size())
        return;
    if (b->at <= dot && dot - b->at < most)
        most = dot - b->at;
    s = text_from(&texts[BUFFER], b->at, &n);
    if (n > most)
        n = most;
    for (i = 0; i < n && s[i] >= ' ' && s[i] < 127; i++)
        hash = hash * 31 + s[i];
    row_hash = hash;
    filled += i;
    b->at += i;
    b->column += i;
    if (sending)
        outm(s, i);
}

/* One row of the screen; b becomes where the next one begins. */
static void draw_row(struct place *b, int row)
{
    char cells[CELLS];
    unsigned n;
    int width, end = b->start + columns - margin();
    filled = 0;
    row_hash = empty_hash;
    if (margin()) {
        if (b->start == 0)
            send_number(b->at);
        else
            send("        ", 8, 8);
    }
    for (;; b->at += n, b->column += width) {
        draw_plain(b, end);
        if (b->at == dot) {
            cursor_row = row;
            cursor_column = margin() + b->column - b->start;
        }
        if (byte(b->at) == '\n')
            break;
        width = shape(b->at, b->column, cells, &n);
        if (b->column + width > end && (unsigned char)*cells >= 0x80 && b->column < end)
            b->column = end;
        if (b->column >= end) {
            b->start = end;
            return;
        }
        send_cells(b, cells, width);
        if (b->at == dot && byte(dot) == '\t' && !inserting && !is_set(LIST))
            cursor_column += width - 1;
        if (b->column + width > end) {
            b->start = end;
            return;
        }
    }
    if (is_set(LIST) && b->column < end)
        send("$", 1, 1);
    b->at++;
    b->column = b->start = 0;
}

static struct place line_place(unsigned at)
{
    struct place b;
    b.at = at;
    b.column = b.start = 0;
    return b;
}

/* The rows of the line that begins at a place, but not more than a limit. */
static int height(unsigned at, int limit)
{
    struct place b = line_place(at);
    int n = 0;
    do {
        draw_row(&b, NONE);
        n++;
    } while (b.start && n < limit);
    return n;
}

int window(void)
{
    return rows - 1;
}

/* ---- where the window is */

/* Moves the beginning of the window up by whole lines, as long as they have not more than n rows. */
static unsigned rows_up(unsigned at, int n)
{
    unsigned above;
    while (at > 0) {
        above = bol(at - 1);
        if ((n -= height(above, n + 1)) < 0)
            break;
        at = above;
    }
    return at;
}

/* Rows from a line to the end of the line with the cursor; more than limit if it is far. */
static int distance(unsigned at, int limit)
{
    int n = 0;
    unsigned to = bol(dot);
    for (;; at = eol(at) + 1) {
        n += height(at, limit);
        if (at >= to || n > limit)
            return n;
    }
}

/* The window begins with a line so that the cursor's is in it: moved a little, or with the cursor in the middle. */
static void place_top(void)
{
    unsigned top = marks[TOP], line = bol(dot), near;
    int high = height(line, window());
    skipped = 0;
    if (line < top) {
        near = rows_up(top, window() * 2 / 3);
        top = near <= line ? line : rows_up(line, (window() - high) / 2);
    } else if (distance(top, window()) > window()) {
        near = rows_up(line, window() - high);
        if (distance(top, window() * 5 / 3) > window() * 5 / 3) {
            unsigned lowest = bol(size() - 1);
            near = rows_up(line, (window() - high) / 2);
            lowest = rows_up(lowest, window() - height(lowest, window()));
            if (lowest < near)
                near = lowest;
        }
        top = near;
    }
    marks[TOP] = top;
}

/* If a line alone is taller than the window: the rows above the cursor's that do not fit. */
static void skip_rows(void)
{
    struct place b = line_place(marks[TOP]);
    int row = 0;
    if (bol(dot) != marks[TOP] || height(b.at, rows) < rows)
        return;
    for (cursor_row = NONE; cursor_row < 0; row++) {
        draw_row(&b, 0);
        if (cursor_row < 0 && !b.start)
            break;
    }
    skipped = row > window() ? row - window() : 0;
}

void place_line(unsigned line, int where)
{
    unsigned at = line_start(line);
    int high = height(at, window());
    marks[TOP] = where == 0 ? at : rows_up(at, where == 1 ? (window() - high) / 2 : window() - high);
}

/* The line count lines below the first of the window, or above the last. */
unsigned window_line(int from_bottom, int count)
{
    unsigned top = line_of(marks[TOP]), line = top, at = marks[TOP];
    int left = window() - height(at, window());
    while (line < last_line() && (at = eol(at) + 1, left -= height(at, left + 1)) >= 0)
        line++;
    if (from_bottom)
        return (unsigned)count > line - top ? top : line - count;
    return top + count > line ? line : top + count;
}

/* ^E and ^Y: the window moves, the cursor stays if it can. */
void scroll(int n)
{
    unsigned top = line_of(marks[TOP]), line = line_of(dot), low;
    if (n < 0 ? !top : top + n > last_line())
        fail(n < 0 ? "Beginning of file" : "End of file");
    top = n < 0 && top < (unsigned)-n ? 0 : top + n;
    marks[TOP] = line_start(top);
    low = window_line(1, 0);
    if (line < top || line > low)
        dot = at_column(line < top ? top : low, column_of(dot));
}

/* ---- sending */

void redraw(void)
{
    drawn = printed = 0;
}

/* What was laid out is laid out differently now. */
void change_layout(void)
{
    reusable = 0;
}

void ring(void)
{
    outc('\a');
}

static void go_to(int row, int column)
{
    outf("\033[%d;%dH", row + 1, column + 1);
}

static void *for_rows(void *p, size_t n)
{
    if (!(p = realloc(p, (rows + 1) * n)))
        fail("Out of memory");
    return p;
}

static void clear(void)
{
    int i;
    shown = for_rows(shown, sizeof *shown);
    wanted = for_rows(wanted, sizeof *wanted);
    laid = for_rows(laid, sizeof *laid);
    fresh_rows = for_rows(fresh_rows, sizeof *laid);
    for (i = 0; i < rows; i++)
        shown[i] = empty_hash;
    outs("\033[m\033[r\033[H\033[2J");
    drawn = 1;
    reusable = 0;
}

/* What a row holds that no text has: ~ behind the end, @ where a line does not fit. */
static void draw_mark(const char *s)
{
    filled = 0;
    row_hash = empty_hash;
    send(s, 1, 1);
}

static void draw_at(int row)
{
    struct place b = fresh_rows[row].begins;
    if (row >= hidden_from)
        draw_mark("@");
    else if (b.at >= size() && row)
        draw_mark("~");
    else
        draw_row(&b, row);
}

/* The row that began in this place the last time and is as it was; NONE if there is none, or if the cursor is in it. */
static int known_row(const struct place *b)
{
    int i, behind = size() - b->at <= same_after;
    unsigned was = behind ? drawn_size - (size() - b->at) : b->at, length;
    if (!reusable)
        return NONE;
    for (i = 0; laid[i].begins.at != was || laid[i].begins.start != b->start || laid[i].begins.column != b->column; i++)
        if (i + 1 == window())
            return NONE;
    length = laid[i + 1].begins.at - was;
    if (dot >= b->at && dot <= b->at + length)
        return NONE;
    return behind || was + length + (laid[i + 1].begins.start != 0) <= same_before ? i : NONE;
}

/* Takes over a known row; b becomes where the next one begins. */
static unsigned pass_row(struct place *b, int i)
{
    unsigned at = b->at + (laid[i + 1].begins.at - laid[i].begins.at);
    *b = laid[i + 1].begins;
    b->at = at;
    return laid[i].hash;
}

/* A last line that does not fit is not shown, unless it is the only one. */
static void hide_rest(void)
{
    int i = window();
    if (fresh_rows[i].begins.start)
        while (i > 0 && fresh_rows[i].begins.start)
            i--;
    hidden_from = i ? i : window();
    draw_mark("@");
    for (i = hidden_from; i < window(); i++)
        wanted[i] = row_hash;
    if (cursor_row >= hidden_from)
        cursor_row = NONE;
}

/* What should stand in all rows, and with it the cursor. */
static void lay_out(void)
{
    struct place b = line_place(marks[TOP]);
    int i, known;
    if (is_set(NUMBER) && drawn_lines != lines())
        reusable = 0;
    for (i = skipped; i > 0; i--)
        draw_row(&b, NONE);
    cursor_row = NONE;
    for (i = 0; i < window(); i++) {
        fresh_rows[i].begins = b;
        if (b.at >= size() && i)
            draw_mark("~");
        else if ((known = known_row(&b)) >= 0)
            row_hash = pass_row(&b, known);
        else
            draw_row(&b, i);
        fresh_rows[i].hash = wanted[i] = row_hash;
    }
    fresh_rows[i].begins = b;
    hide_rest();
}

/* This is what stands there now. */
static void keep_rows(void)
{
    struct row *rows_before = laid;
    laid = fresh_rows;
    fresh_rows = rows_before;
    reusable = 1;
    same_before = same_after = drawn_size = size();
    drawn_lines = lines();
    drawn_edits = edits;
    drawn_top = marks[TOP];
}

/* How far rows have moved as a block between two that stay: down to up positive. 0 if moving does not pay. */
static int find_shift(int top, int bottom)
{
    int by, best = 0, most = (bottom - top) / 3, i, same;
    for (by = top - bottom + 1; by < bottom - top; by++) {
        for (same = 0, i = by < 0 ? top - by : top; i < bottom && i + by < bottom; i++)
            same += shown[i + by] == wanted[i] && wanted[i] != empty_hash;
        if (by && same > most) {
            most = same;
            best = by;
        }
    }
    for (same = 0, i = top; i < bottom; i++)
        same += shown[i] == wanted[i];
    return same >= most ? 0 : best;
}

static void move_rows(void)
{
    int top = 0, bottom = window(), by, i;
    while (top < bottom && shown[top] == wanted[top])
        top++;
    while (bottom > top && shown[bottom - 1] == wanted[bottom - 1])
        bottom--;
    if (bottom - top < 3 || !(by = find_shift(top, bottom)))
        return;
    outf("\033[%d;%dr\033[%d%c\033[r", top + 1, bottom, by > 0 ? by : -by, by > 0 ? 'S' : 'T');
    for (i = by > 0 ? top : bottom - 1; i >= top && i < bottom; i += by > 0 ? 1 : -1)
        shown[i] = i + by >= top && i + by < bottom ? shown[i + by] : empty_hash;
}

static void send_rows(void)
{
    int i, row = cursor_row, column = cursor_column;
    move_rows();
    for (i = 0; i < window(); i++) {
        if (shown[i] == wanted[i])
            continue;
        shown[i] = wanted[i];
        go_to(i, 0);
        sending = 1;
        draw_at(i);
        sending = 0;
        if (filled < columns)
            outs("\033[K");
    }
    cursor_row = row;
    cursor_column = column;
}

/* The cursor alone has moved: only its row is looked at. */
static int find_cursor(void)
{
    struct place b;
    int i;
    if (!reusable || drawn_edits != edits || drawn_top != marks[TOP])
        return 0;
    cursor_row = NONE;
    for (i = 0; i < hidden_from && cursor_row < 0 && laid[i].begins.at <= dot; i++)
        if (dot <= laid[i + 1].begins.at) {
            b = laid[i].begins;
            draw_row(&b, i);
        }
    return cursor_row >= 0;
}

static void show_text(void)
{
    if (find_cursor())
        return;
    marks[TOP] = bol(marks[TOP] < size() ? marks[TOP] : size() ? size() - 1 : 0);
    if (marks[TOP] != drawn_top)
        skipped = 0;
    cursor_row = NONE;
    if (dot >= marks[TOP])
        lay_out();
    if (cursor_row < 0) {
        place_top();
        skip_rows();
        lay_out();
    }
    send_rows();
    keep_rows();
}

/* ---- the bottom row */

void message(const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    vsnprintf(note, sizeof note, format, ap);
    va_end(ap);
    if (!visual && !silent && *note) {
        outs(note);
        outc('\n');
        outflush();
    }
}

void clear_message(void)
{
    *note = 0;
}

static int send_visibly(const char *s, int most)
{
    int width = 0, n;
    for (; *s && width < most - 1; s++) {
        n = *s < ' ' || *s == 127;
        if (n)
            outc('^');
        outc(n ? *s ^ 64 : *s);
        width += n + ((*s & 0xc0) != 0x80);
    }
    return width;
}

static void show_ruler(int from)
{
    char text[64];
    int n = 0;
    if (is_set(RULER))
        n = sprintf(text, "%u,%d", line_of(dot) + 1, column_of(dot) + 1);
    if (is_set(SHOWMODE))
        n += sprintf(text + n, "%s%s", n ? "  " : "", inserting ? "Insert" : "Command");
    if (n && from + n + 2 < columns) {
        go_to(rows - 1, columns - n - 1);
        outm(text, n);
    }
}

/* The question, or the message, until the next command. */
static void show_bottom(void)
{
    static unsigned before;
    int n = strlen(question) < (size_t)columns - 2 ? 0 : (int)strlen(question) - columns / 2;
    if (asking) {
        go_to(rows - 1, 0);
        outc(asking);
        cursor_column = 1 + send_visibly(question + n, columns - 1);
        cursor_row = rows - 1;
        outs("\033[K");
        before = 1;
    } else if (*note || before || is_set(RULER) || is_set(SHOWMODE)) {
        before = *note;
        go_to(rows - 1, 0);
        n = send_visibly(note, columns);
        outs("\033[K");
        show_ruler(n);
    }
}

void refresh(void)
{
    if (!visual)
        return;
    if (resumed) {
        resumed = 0;
        enter_terminal();
    }
    if (resized) {
        measure();
        redraw();
    }
    if (!drawn)
        clear();
    show_text();
    show_bottom();
    go_to(cursor_row < 0 ? 0 : cursor_row, cursor_column < columns ? cursor_column : columns - 1);
    outflush();
}

/* ---- lines that ex prints: one is a message, more scroll up from the bottom */

void show(const char *s, unsigned n)
{
    if (!visual) {
        outm(s, n);
        outc('\n');
        return;
    }
    if (printed++ == 0) {
        message("%.*s", (int)(n < MESSAGE ? n : MESSAGE - 1), s);
        return;
    }
    if (printed == 2) {
        go_to(rows - 1, 0);
        send_visibly(note, columns);
        outs("\033[K");
    }
    outs("\r\n");
    outm(s, n);
}

/* After a command that has printed lines the screen is drawn anew, when it was looked at. */
void end_show(void)
{
    int count = printed;
    printed = 0;
    if (!visual || count < 2)
        return;
    *note = 0;
    outs("\r\n");
    wait_for_return();
    redraw();
}
