/* cut: parts of lines. */
#include <ctype.h>
#include <tool.h>

const char *prog = "cut", *synopsis = "(-b list | -c list | -f list [-d char] [-s]) [--complement] [--output-delimiter=text] [file...]";
static int by, delimiter = '\t', only, complement;
static const char *between;

struct range {
    struct range *next;
    unsigned from, to;
};
static struct range *ranges;

static unsigned position(char **s, unsigned missing)
{
    if (!isdigit(**s))
        return missing;
    missing = strtoul(*s, s, 10);
    if (!missing)
        misuse(by == 'f' ? "fields are numbered from 1" : "byte/character positions are numbered from 1");
    return missing;
}

static void parse(char *s)
{
    struct range *r;
    char *start;
    do {
        r = need(sizeof *r);
        r->next = ranges;
        ranges = r;
        start = s;
        r->from = r->to = position(&s, 1);
        if (*s == '-') {
            s++;
            r->to = position(&s, -1);
            if (s == start + 1)
                misuse("invalid range with no endpoint: -");
        }
        if (s == start || (*s && *s != ',' && *s != ' '))
            misuse(by == 'f' ? "invalid field value '%s'" : "invalid byte/character position '%s'", start);
        if (r->to < r->from)
            misuse("invalid decreasing range");
    } while (*s++);
}

static int chosen(unsigned n)
{
    struct range *r;
    for (r = ranges; r; r = r->next)
        if (n >= r->from && n <= r->to)
            return !complement;
    return complement;
}

static void put_bytes(const char *line, size_t n)
{
    size_t i;
    int some = 0, gap = 0;
    for (i = 0; i < n; i++)
        if (chosen(i + 1)) {
            if (gap && some && between)
                outs(between);
            outc(line[i]);
            some = 1, gap = 0;
        } else
            gap = 1;
}

static void put_fields(const char *line, size_t n)
{
    const char *end = line + n, *stop;
    unsigned field;
    int some = 0;
    for (field = 1; line <= end; field++, line = stop + 1) {
        stop = memchr(line, delimiter, end - line);
        if (!stop)
            stop = end;
        if (!chosen(field))
            continue;
        if (some++) {
            if (between)
                outs(between);
            else
                outc(delimiter);
        }
        outm(line, stop - line);
    }
}

static void lines(struct in *f)
{
    char *line;
    size_t n;
    while ((line = in_line(f, &n))) {
        if (by != 'f')
            put_bytes(line, n);
        else if (memchr(line, delimiter, n))
            put_fields(line, n);
        else if (only)
            continue;
        else
            outm(line, n);
        outc('\n');
    }
}

int main(int argc, char **argv)
{
    int c, given = 0;
    char *list = 0;
    (void)argc;
    while ((c = option(argv, "b:(bytes)c:(characters)d:(delimiter)f:(fields)ns(only-delimited)C(complement)O:(output-delimiter)")) >= 0)
        switch (c) {
        case 'b':
        case 'c':
        case 'f':
            if (by)
                misuse("only one list may be specified");
            by = c;
            list = argument;
            break;
        case 'd':
            if (*argument && argument[1])
                misuse("the delimiter must be a single character");
            delimiter = *argument;
            given = 1;
            break;
        case 's': only = 1; break;
        case 'C': complement = 1; break;
        case 'O': between = argument; break;
        }
    if (!by)
        misuse("you must specify a list of bytes, characters, or fields");
    if (by != 'f' && (given || only))
        misuse(given ? "an input delimiter may be specified only when operating on fields"
                   : "suppressing non-delimited lines makes sense\n\tonly when operating on fields");
    parse(list);
    each_input(operands, lines);
    return finish();
}
