/* pr: files as pages with headers, perhaps in columns. */
#include <ctype.h>
#include <time.h>
#include <tool.h>

const char *prog = "pr",
           *synopsis = "[+page[:last]] [-columns] [-adFJmrtT] [-D format] [-e[char][width]] [-h header] [-i[char][width]] [-l lines]"
                       " [-n[char][width]] [-N number] [-o margin] [-s[char]] [-S[text]] [-w width] [-W width] [file...]";

enum { HEADER = 5, TRAILER = 5 };
static unsigned columns = 1, first_page = 1, last_page = -1, length = 66, width = 72, margin, number_from = 1;
static int across, doubled, form_feeds, join, merge, quiet, bare, truncated, numbered, number_width = 5, number_char = '\t';
static int expands, tab_in = '\t', tab_out = '\t', packs, width_given, single, columns_given;
static unsigned in_width = 8, out_width = 8;
static const char *heading, *date_format = "%Y-%m-%d %H:%M", *between;

/* Rows of a page; columns of the screen that a column of text takes, and its text alone; those between two. */
static unsigned rows, column_width, cell_width, gap;

/* Output columns: blanks wait until something follows them. */
static unsigned at, blanks;

static void put_blanks(void)
{
    unsigned goal = at + blanks, next;
    while (packs && goal - at > 1 && (next = at - at % out_width + out_width) <= goal) {
        outc(tab_out);
        at = next;
    }
    outpad(goal - at);
    at = goal;
    blanks = 0;
}

static void put(int c)
{
    if (packs && c == ' ') {
        blanks++;
        return;
    }
    put_blanks();
    outc(c);
    at += isprint(c) ? 1 : c == '\b' ? -(at > 0) : 0;
}

static void put_text(const char *s)
{
    while (*s)
        put(*s++);
}

static void end_line(void)
{
    outc('\n');
    at = blanks = 0;
}

static unsigned number_size(void)
{
    return !numbered ? 0 : number_char == '\t' ? number_width + 8 - number_width % 8 : number_width + 1;
}

/* What is read: one file after the other, or with -m all at once. */
static struct in *sources;
static unsigned line_number;

static unsigned width_of(int c, unsigned column)
{
    return c == '\t' ? 8 - column % 8 : isprint(c) ? 1 : 0;
}

/* The next line as it will stand in its column, in memory of its own; NULL at the end. */
static char *read_cell(struct in *from)
{
    char *s, *cell, *to;
    size_t n, i, tabs = 0, column = truncated && !merge ? number_size() : 0, most = truncated ? column + cell_width : (size_t)-1, stop;
    if (!(s = in_line(from, &n)))
        return 0;
    for (i = 0; i < n; i++)
        tabs += s[i] == tab_in;
    cell = to = need(n + (expands ? tabs * in_width : 0) + 1);
    for (i = 0; i < n && column < most; i++)
        if (expands && s[i] == tab_in)
            for (stop = column - column % in_width + in_width; column < stop && column < most; column++)
                *to++ = ' ';
        else {
            *to++ = s[i];
            column += width_of(s[i], column);
        }
    *to = 0;
    return cell;
}

/* Columns that go down are held for a page; heads says where each begins. */
static char **page;
static unsigned *heads, held;

static void read_page(void)
{
    unsigned i, most = rows * columns;
    for (held = 0; held < most && (page[held] = read_cell(sources)); held++)
        ;
    for (i = 0; i <= columns; i++)
        heads[i] = held == most ? i * rows : held / columns * i + (i < held % columns ? i : held % columns);
}

static char *cell_at(unsigned row, unsigned column)
{
    unsigned i;
    if (!page)
        return read_cell(sources + (merge ? column : 0));
    i = heads[column] + row;
    return i < heads[column + 1] ? page[i] : 0;
}

static void put_number(unsigned n)
{
    char text[16];
    int excess = sprintf(text, "%*u", number_width, n) - number_width;
    put_text(text + (excess > 0 ? excess : 0));
    if (number_char != '\t' || columns == 1)
        put(number_char), at += number_char == '\t' ? out_width - at % out_width : 0;
    else
        blanks += number_size() - number_width;
}

/* Blanks up to the column's place, and what stands between it and the one before. */
static void begin_column(unsigned column)
{
    unsigned start = margin + (merge ? number_size() : 0) + column * (column_width + gap) - (column ? gap : 0);
    if (!join && at + blanks < start)
        blanks = start - at;
    if (column)
        put_text(between);
    at += column && *between == '\t';
    put_blanks();
}

static const char *date, *title;
static unsigned page_number;
static int page_begun;

/* The header, before the first row of a page. */
static void begin_page(void)
{
    char number[24];
    int space, left;
    if (page_begun++ || bare)
        return;
    sprintf(number, "Page %u", page_number);
    space = (int)width - (int)(strlen(date) + strlen(number) + strlen(title));
    left = space / 2;
    outpad(margin);
    outs("\n\n");
    outpad(margin);
    outs(date);
    outpad(left > 0 ? left : 1);
    outs(title);
    outpad(space - left > 0 ? space - left : 1);
    outs(number);
    outs("\n\n\n");
}

static void end_page(unsigned used)
{
    if (bare)
        return;
    if (form_feeds)
        outc('\f');
    else
        for (; used < rows * (1 + doubled) + TRAILER; used++)
            outc('\n');
}

static void begin_row(unsigned n)
{
    begin_page();
    blanks = margin;
    put_blanks();
    if (numbered && merge)
        put_number(n);
}

/* One row; 0 when there is none. Pages that are not wanted are only read. */
static int put_row(unsigned row)
{
    unsigned column, begun = 0, any = 0, n, shown = page_number >= first_page;
    char *cell;
    for (column = 0; column < columns; column++) {
        n = page ? line_number + heads[column] + row : line_number;
        if (!(cell = cell_at(row, column)))
            continue;
        any = 1;
        if (shown) {
            if (!begun)
                begin_row(n);
            while (begun <= column)
                begin_column(begun++);
            if (numbered && !merge)
                put_number(n);
            put_text(cell);
        }
        line_number += !page && !merge;
        free(cell);
    }
    line_number += any && merge;
    if (any && shown) {
        while (merge && begun < columns)
            begin_column(begun++);
        end_line();
        if (doubled)
            end_line();
    }
    return any > 0;
}

static void put_pages(void)
{
    unsigned row;
    int before = status;
    line_number = number_from;
    for (page_number = 1; page_number <= last_page; page_number++) {
        if (page_number == first_page)
            line_number = number_from;
        page_begun = 0;
        if (page)
            read_page();
        for (row = 0; row < rows && put_row(row); row++)
            ;
        if (!row)
            break;
        if (page_begun)
            end_page(row * (1 + doubled));
        if (page)
            line_number += held;
    }
    if (page_number <= first_page && page_number > 1 && first_page <= last_page) {
        complainx("starting page number %u exceeds page count %u", first_page, page_number - 1);
        status = before;
    }
}

static void set_date(time_t t)
{
    static char text[128];
    strftime(text, sizeof text, date_format, localtime(&t));
    date = text;
}

static int open_source(struct in *f, const char *name)
{
    struct stat st;
    if (quiet && access(name, R_OK) < 0 && strcmp(name, "-") != 0)
        status = 1;
    else if (in_open(f, name) == 0) {
        set_date(f->fd > 0 && fstat(f->fd, &st) == 0 ? st.st_mtime : time(0));
        title = heading ? heading : f->fd > 0 ? name : "";
        return 1;
    }
    return 0;
}

static void merged(char **names)
{
    unsigned n = 0;
    while (*names)
        n += open_source(sources + n, *names++);
    if (!n)
        return;
    columns = n;
    set_date(time(0));
    title = heading ? heading : "";
    put_pages();
}

static void one_by_one(char **names)
{
    for (; *names; names++)
        if (open_source(sources, *names)) {
            put_pages();
            in_close(sources);
        }
}

/* [char][width] */
static void pair(const char *s, int *c, unsigned *n)
{
    if (!s)
        return;
    if (*s && !isdigit(*s))
        *c = *s++;
    if (*s)
        *n = number(s, "number");
}

/* "+5" and "+5:7" are taken out of the words. */
static void pages_wanted(char **argv)
{
    char **to = argv, *end;
    for (; *argv; argv++)
        if (**argv == '+' && isdigit((*argv)[1])) {
            first_page = strtoul(*argv + 1, &end, 10);
            if (*end == ':')
                last_page = strtoul(end + 1, &end, 10);
            if (*end || !first_page || last_page < first_page)
                diex("invalid page range '%s'", *argv);
        } else
            *to++ = *argv;
    *to = 0;
}

static void letter(int c, int *after_digit)
{
    static char tab[] = "\t";
    if (isdigit(c)) {
        columns = (*after_digit ? columns * 10 : 0) + c - '0';
        *after_digit = columns_given = 1;
        return;
    }
    *after_digit = 0;
    switch (c) {
    case 'a': across = 1; break;
    case 'd': doubled = 1; break;
    case 'D': date_format = argument; break;
    case 'e':
        expands = 1;
        pair(argument, &tab_in, &in_width);
        break;
    case 'f':
    case 'F': form_feeds = 1; break;
    case 'h': heading = argument; break;
    case 'i':
        packs = 1;
        pair(argument, &tab_out, &out_width);
        break;
    case 'J': join = 1; break;
    case 'l': length = number(argument, "page length"); break;
    case 'm': merge = 1; break;
    case 'n':
        numbered = 1;
        pair(argument, &number_char, &number_width);
        break;
    case 'N': number_from = number(argument, "starting line number"); break;
    case 'o': margin = number(argument, "line offset"); break;
    case 'r': quiet = 1; break;
    case 's':
        between = argument ? argument : tab;
        single = 1;
        break;
    case 'S': between = argument ? argument : ""; break;
    case 't':
    case 'T': bare = 1; break;
    case 'w':
        width = number(argument, "number of columns");
        width_given = 1;
        break;
    case 'W':
        width = number(argument, "number of columns");
        truncated = 1;
    }
}

/* What the options mean together. */
static void settle(unsigned files)
{
    unsigned frame = HEADER + TRAILER;
    if (merge && (across || columns > 1))
        diex(across ? "cannot specify both printing across and printing in parallel" : "cannot specify number of columns when printing in parallel");
    if (merge)
        columns = files;
    if (!columns)
        diex("invalid number of columns: '0'");
    bare |= length <= frame;
    rows = (bare ? length : length - frame) / (1 + doubled);
    rows += !rows;
    join |= single && !width_given && !truncated && (columns > 1);
    truncated |= (columns > 1 && !join) || (width_given && !join && (merge || columns_given));
    if (columns > 1) {
        if (!between)
            between = join ? "\t" : " ";
        else if (!join && strcmp(between, "\t") == 0)
            between = " ";
        expands |= strcmp(between, "\t") != 0;
        packs = 1;
    }
    gap = between ? strlen(between) : 0;
    column_width = ((int)width - (merge ? (int)number_size() : 0) - (int)((columns - 1) * gap)) / (int)columns;
    cell_width = column_width - (merge ? 0 : number_size());
    if ((int)cell_width < 1 && truncated)
        diex("page width too narrow");
}

int main(int argc, char **argv)
{
    static char *standard[] = {"-", 0};
    unsigned files = 0;
    int c, after_digit = 0;
    (void)argc;
    pages_wanted(argv + 1);
    while ((c = option(argv, "0123456789adD:(date-format)e?fF(form-feed)h:(header)i?Jl:(length)mn?N:o:(indent)rs?S?tTw:(width)W:(page-width)")) >= 0)
        letter(c, &after_digit);
    if (!*operands)
        operands = standard;
    while (operands[files])
        files++;
    settle(files);
    sources = need((merge ? files : 1) * sizeof *sources);
    memset(sources, 0, (merge ? files : 1) * sizeof *sources);
    if (columns > 1 && !across && !merge) {
        page = need(rows * columns * sizeof *page);
        heads = need((columns + 1) * sizeof *heads);
    }
    (merge ? merged : one_by_one)(operands);
    return finish();
}
