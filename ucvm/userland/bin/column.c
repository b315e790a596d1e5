/* column: lines as columns. They fill columns, or rows with -x, of a width (-c). -t makes a table of the fields of lines instead: -s names the bytes that
 * part fields, -o what is put between columns, -N names the columns, -R those that are written to the right; -L keeps empty lines. */
#include <tool.h>

const char *prog = "column", *synopsis = "[-Ltx] [-c width] [-N names] [-o separator] [-R columns] [-s separators] [file...]";

struct line {
    struct line *next;
    char text[1];
};
static struct line *lines, **last = &lines;
static int table, rows_first, keep_empty;
static unsigned width = 80, count;
static const char *separators, *between = "  ", *names, *right;

/* Columns of the screen: bytes of UTF-8 that continue a character have none. */
static unsigned length_of(const char *s, const char *end)
{
    unsigned n = 0;
    for (; s < end; s++)
        n += (*s & 0xc0) != 0x80;
    return n;
}

static unsigned length(const char *s)
{
    return length_of(s, s + strlen(s));
}

static void add(const char *s, size_t n)
{
    struct line *l;
    if (!n && !(table && keep_empty))
        return;
    l = need(sizeof *l + n);
    l->next = 0;
    memcpy(l->text, s, n + 1);
    *last = l;
    last = &l->next;
    count++;
}

static void read_lines(struct in *f)
{
    char *s;
    size_t n;
    while ((s = in_line(f, &n)))
        if (s[strspn(s, " \t")] || keep_empty)
            add(s, n);
}

/* ---- columns */

static unsigned longest(void)
{
    const struct line *l;
    unsigned most = 0, n;
    for (l = lines; l; l = l->next)
        if ((n = length(l->text)) > most)
            most = n;
    return most;
}

static void tab_to(unsigned from, unsigned to)
{
    for (; (from & ~7u) + 8 <= to; from = (from & ~7u) + 8)
        outc('\t');
}

/* The lines as rows: what stands beside each other is `step` lines apart. */
static void put_row(struct line **all, unsigned at, unsigned step, unsigned many, unsigned each)
{
    unsigned column;
    for (column = 0; many-- > 0 && at < count; at += step, column++) {
        outs(all[at]->text);
        if (many && at + step < count)
            tab_to(column * each + length(all[at]->text), (column + 1) * each);
    }
    outc('\n');
}

static void fill(void)
{
    unsigned each = (longest() + 8) & ~7u, many = each < width ? width / each : 1, rows = (count + many - 1) / many, i = 0;
    struct line **all = need((count + 1) * sizeof *all), *l;
    for (l = lines; l; l = l->next)
        all[i++] = l;
    if (rows_first)
        for (i = 0; i < count; i += many)
            put_row(all, i, 1, many, each);
    else
        for (i = 0; i < rows; i++)
            put_row(all, i, rows, many, each);
}

/* ---- tables */

enum { MOST = 100 };
static unsigned widths[MOST], columns;

/* The next field of *s: up to *end; 0 if there is none. Blanks part fields together, other separators each for itself. */
static const char *field(const char **s, const char **end)
{
    const char *start = *s;
    if (!start)
        return 0;
    if (!separators) {
        start += strspn(start, " \t");
        if (!*start)
            return 0;
    }
    *end = start + strcspn(start, separators ? separators : " \t");
    *s = **end ? *end + 1 : 0;
    return start;
}

static void measure(const char *text)
{
    const char *s = text, *start, *end;
    unsigned i, n;
    for (i = 0; i < MOST && (start = field(&s, &end)); i++) {
        n = length_of(start, end);
        if (n > widths[i])
            widths[i] = n;
        if (i >= columns)
            columns = i + 1;
    }
}

/* Whether a list of numbers has column i, from 0. */
static int listed(const char *list, unsigned i)
{
    char *end;
    for (; list && *list; list = *end ? end + 1 : end)
        if (strtoul(list, &end, 10) == i + 1)
            return 1;
    return 0;
}

static void put_table_row(const char *text)
{
    const char *s = text, *start, *end = "";
    unsigned i, pad;
    for (i = 0; i < columns; i++) {
        start = field(&s, &end);
        pad = widths[i] - (start ? length_of(start, end) : 0);
        if (listed(right, i))
            outpad(pad);
        if (start)
            outm(start, end - start);
        if (i + 1 < columns) {
            if (!listed(right, i))
                outpad(pad);
            outs(between);
        }
    }
    outc('\n');
}

static void put_table(void)
{
    const struct line *l;
    const char *separator = separators;
    separators = ",";
    if (names)
        measure(names);
    separators = separator;
    for (l = lines; l; l = l->next)
        measure(l->text);
    separators = ",";
    if (names)
        put_table_row(names);
    separators = separator;
    for (l = lines; l; l = l->next)
        put_table_row(l->text);
}

int main(int argc, char **argv)
{
    int c;
    char *columns_variable = getenv("COLUMNS");
    (void)argc;
    if (columns_variable && atoi(columns_variable) > 0)
        width = atoi(columns_variable);
    while ((c = option(argv, "c:(output-width)(columns)LN:(table-columns)o:(output-separator)R:(table-right)s:(separator)t(table)x(fillrows)")) >= 0)
        switch (c) {
        case 'c': width = number(argument, "columns argument"); break;
        case 'L': keep_empty = 1; break;
        case 'N': names = argument; break;
        case 'o': between = argument; break;
        case 'R': right = argument; break;
        case 's': separators = argument; break;
        case 't': table = 1; break;
        case 'x': rows_first = 1; break;
        }
    each_input(operands, read_lines);
    if (table)
        put_table();
    else if (count)
        fill();
    return finish();
}
