/* The page: rows of the text on the screen. */
#include "less.h"

enum { CELLS = 24 };
int rows = 24, columns = 80, shift, chops, squeezes, numbers, raw_colours, tab = 8;
struct place top, below; /* where the page begins, and what comes behind it */

static int margin(void)
{
    return numbers ? 8 : 0;
}

static int page(void)
{
    return rows - 1;
}

/* ---- characters */

static int is_wide(unsigned c)
{
    return (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xd7a3 && !(c >= 0xa4d0 && c < 0xac00)) || (c >= 0xf900 && c <= 0xfaff) ||
           (c >= 0xfe30 && c <= 0xfe6f) || (c >= 0xff00 && c <= 0xff60) || (c >= 0x1f300 && c <= 0x1f64f) || (c >= 0x20000 && c <= 0x3fffd);
}

/* The bytes of the UTF-8 character at a place, and its number; 0 if it is none. */
static unsigned sequence(unsigned at, unsigned *code)
{
    int c = byte(at), n = c < 0xc2 ? 0 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : c < 0xf5 ? 4 : 0, i;
    *code = c & 0x7f >> n;
    for (i = 1; i < n; i++) {
        c = byte(at + i);
        if (c < 0 || (c & 0xc0) != 0x80)
            return 0;
        *code = *code << 6 | (c & 0x3f);
    }
    return n;
}

/* With -R: the bytes of a colour, ESC [ numbers m. */
static unsigned colour(unsigned at)
{
    unsigned n = 2;
    int c;
    if (!raw_colours || byte(at) != 27 || byte(at + 1) != '[')
        return 0;
    while ((c = byte(at + n)) == ';' || (c >= '0' && c <= '9'))
        n++;
    return c == 'm' && n < CELLS - 1 ? n + 1 : 0;
}

/* The columns of what stands at a place; what is sent for it, and its bytes. */
static int shape(unsigned at, int column, char *cells, unsigned *n)
{
    unsigned code, i;
    int c = byte(at), width = 1;
    if ((*n = colour(at))) {
        width = 0;
    } else if (c == '\t') {
        *n = 1;
        width = tab - column % tab;
        return sprintf(cells, "%*s", width < CELLS ? width : CELLS - 1, "");
    } else if (c < ' ' || c == 127) {
        *n = 1;
        return sprintf(cells, "^%c", c ^ 64);
    } else if (c < 127)
        *n = 1;
    else if ((*n = sequence(at, &code)) && code >= 0xa0)
        width = code >= 0x300 && code <= 0x36f ? 0 : 1 + is_wide(code);
    else {
        *n = 1;
        return sprintf(cells, "<%02X>", c);
    }
    for (i = 0; i < *n; i++)
        cells[i] = byte(at + i);
    cells[*n] = 0;
    return width;
}

/* ---- rows */

static int is_blank_line(unsigned at)
{
    return byte(at) == '\n';
}

static unsigned line_behind(unsigned at)
{
    unsigned next = next_line(at);
    while (squeezes && is_blank_line(at) && is_blank_line(next))
        next = next_line(next);
    return next;
}

static void send_cells(const char *cells, int marks)
{
    if (marks)
        outs("\033[7m");
    outs(cells);
    if (marks)
        outs("\033[27m");
}

static void begin_row(const struct place *p)
{
    unsigned line = line_start(p->at);
    if (numbers && p->start)
        outpad(8);
    else if (numbers)
        outf("%7u ", number_of(line));
    mark_matches(line);
}

/* One row, sent or only passed; p becomes where the next one begins. 0 at the end of the text. */
static int draw_row(struct place *p, int sends)
{
    char cells[CELLS];
    unsigned n;
    int from = chops ? shift : p->start, end = from + columns - margin(), width, c, some = 0;
    if (byte(p->at) < 0)
        return 0;
    if (sends)
        begin_row(p);
    for (; (c = byte(p->at)) >= 0 && c != '\n'; p->at += n, p->column += width) {
        width = shape(p->at, p->column, cells, &n);
        if (p->column + width > end) {
            if (!chops && some) {
                p->start = p->column;
                break;
            }
            if (chops)
                p->at = line_end(p->at);
            else
                p->at += n;
            c = byte(p->at);
            break;
        }
        some = 1;
        if (sends && (p->column >= from || !width))
            send_cells(cells, is_marked(p->at));
    }
    if (sends && raw_colours)
        outs("\033[m");
    if (c >= 0 && c != '\n')
        return 1;
    p->at = line_behind(line_start(p->at ? p->at - (c < 0) : 0));
    p->column = p->start = 0;
    return 1;
}

int row_down(struct place *p)
{
    return draw_row(p, 0);
}

/* The row before: the last of those of its line, or of the line before. */
int row_up(struct place *p)
{
    struct place row, last;
    unsigned at = p->start ? line_start(p->at) : previous_line(p->at);
    if (at == (unsigned)NONE)
        return 0;
    while (squeezes && !p->start && is_blank_line(at) && at > 0 && is_blank_line(previous_line(at)))
        at = previous_line(at);
    row.at = at;
    row.column = row.start = 0;
    do {
        last = row;
        draw_row(&row, 0);
    } while (row.start && row.at < p->at);
    *p = last;
    return 1;
}

static void go_to(int row)
{
    outf("\033[%d;1H", row + 1);
}

/* What is on the screen goes up and out, if it is to be kept. */
static void make_room(void)
{
    static int done;
    int i;
    go_to(rows - 1);
    for (i = 0; keeps_screen && !done && i < rows; i++)
        outc('\n');
    done = 1;
    outs("\033[H\033[2J");
}

void show_page(void)
{
    int i;
    make_room();
    below = top;
    for (i = 0; i < page(); i++) {
        go_to(i);
        if (!draw_row(&below, 1))
            outc('~');
    }
}

void show_from(unsigned at)
{
    top.at = at;
    top.column = top.start = 0;
    show_page();
}

int at_end(void)
{
    return byte(below.at) < 0;
}

/* Rows come in from below, or from above; the others move. */
void forward(int n)
{
    if (n >= page()) {
        while (n-- > 0 && !at_end() && row_down(&below))
            row_down(&top);
        show_page();
        return;
    }
    outf("\033[1;%dr", page());
    for (; n > 0 && !at_end() && !interrupted; n--) {
        go_to(page() - 1);
        outs("\n");
        draw_row(&below, 1);
        row_down(&top);
    }
    outs("\033[r");
}

void backward(int n)
{
    struct place row;
    if (n >= page()) {
        while (n-- > 0 && row_up(&top))
            ;
        show_page();
        return;
    }
    outf("\033[1;%dr", page());
    for (; n > 0 && row_up(&top); n--) {
        outs("\033[H\033M\033[K");
        row = top;
        draw_row(&row, 1);
    }
    outs("\033[r");
    below = top;
    for (n = 0; n < page() && draw_row(&below, 0); n++)
        ;
}

/* The last page. */
void to_end(void)
{
    int i;
    top.at = whole_size();
    top.column = top.start = 0;
    for (i = 0; i < page() && row_up(&top); i++)
        ;
    show_page();
}

/* The bottom row, bright or not; what does not fit is left out. */
void say(const char *s, int bright)
{
    int n = strlen(s) < (size_t)columns ? (int)strlen(s) : columns - 1;
    go_to(page());
    outs("\033[K");
    if (bright)
        outs("\033[7m");
    outm(s, n);
    if (bright)
        outs("\033[m");
}
