/* ex: commands on lines. */
#include <ctype.h>
#include "ex.h"

static void show_line(unsigned line, int as)
{
    char shaped[80], text[256];
    unsigned at = line_start(line), n, m = 0, width;
    int column = 0, list = is_set(LIST);
    if (as & WITH_NUMBER || is_set(NUMBER))
        m = sprintf(text, "%6u  ", line + 1);
    is_set(LIST) = list || as & AS_LIST;
    for (; byte(at) != '\n' && m < sizeof text - 90; at += n) {
        if (!visual && byte(at) >= 0x80 && !is_set(LIST)) {
            n = 1;
            text[m++] = byte(at);
            continue;
        }
        if (byte(at) == '\t' && !is_set(LIST)) {
            n = 1;
            text[m++] = '\t';
            continue;
        }
        column += shape(at, column, shaped, &n);
        width = strlen(shaped);
        memcpy(text + m, shaped, width);
        m += width;
    }
    if (is_set(LIST))
        text[m++] = '$';
    is_set(LIST) = list;
    show(text, m);
}

void print_lines(unsigned from, unsigned to, int as)
{
    for (; from <= to; from++) {
        check_interrupt();
        dot = line_start(from - 1);
        show_line(from - 1, as);
    }
    dot = first_nonblank(dot);
}

void go_to_line(void)
{
    if (second > lines())
        fail("Not that many lines in the buffer");
    dot = size() ? first_nonblank(line_start(second ? second - 1 : 0)) : 0;
}

void print(void)
{
    count_lines();
    end_of_command();
    print_lines(first, second, how | PRINT);
    how = 0;
}

void print_list(void)
{
    how |= AS_LIST;
    print();
}

void print_numbered(void)
{
    how |= WITH_NUMBER;
    print();
}

void line_number(void)
{
    char text[16];
    end_of_command();
    show(text, sprintf(text, "%u", given ? second : lines()));
    how = 0;
}

static void delete_or_yank(int deletes)
{
    int name = buffer_argument();
    count_lines();
    end_of_command();
    if (!deletes) {
        yank(line_start(first - 1), line_start(second), 1, name);
        return;
    }
    remember_deleted(line_start(first - 1), line_start(second), 1, name);
    edit(line_start(first - 1), line_start(second), 0, 0);
    dot = first_nonblank(line_start(first - 1 < last_line() ? first - 1 : last_line()));
    if (second - first + 1 > (unsigned)is_set(REPORT))
        message("%u lines deleted", second - first + 1);
}

void delete_command(void)
{
    delete_or_yank(1);
}

void yank_command(void)
{
    delete_or_yank(0);
    how = 0;
}

void put_command(void)
{
    int name = buffer_argument();
    end_of_command();
    put_lines(name, second);
    if (!visual || lines())
        dot = first_nonblank(dot);
}

void join_command(void)
{
    count_lines();
    end_of_command();
    if (first == second)
        second++;
    if (second > lines())
        fail("No following lines to join");
    dot = line_start(first - 1);
    join_lines(first - 1, second - first + 1, force);
    dot = first_nonblank(dot);
}

static unsigned target(void)
{
    unsigned to;
    if (!address(&to))
        fail("A destination is needed");
    end_of_command();
    if (to > lines())
        fail("Not that many lines in the buffer");
    return to;
}

static void copy_lines(unsigned to)
{
    text_slice(&texts[BUFFER], line_start(first - 1), line_start(second), &texts[SCRATCH]);
    put_text(line_start(to), &texts[SCRATCH]);
}

void copy_command(void)
{
    unsigned to = target();
    copy_lines(to);
    dot = first_nonblank(line_start(to + second - first));
}

void move_command(void)
{
    unsigned to = target(), count = second - first + 1;
    if (to >= first && to < second)
        fail("Lines cannot be moved into themselves");
    if (to == second || to == first - 1) {
        dot = first_nonblank(line_start(second - 1));
        return;
    }
    copy_lines(to);
    if (to < first)
        first += count;
    edit(line_start(first - 1), line_start(first + count - 1), 0, 0);
    dot = first_nonblank(line_start(to < first ? to + count - 1 : to - 1));
}

void mark_command(void)
{
    skip_blanks();
    if (!islower(*p))
        fail("Mark names are a to z");
    marks[*p++ - 'a'] = line_start(second - 1);
    end_of_command();
}

void shift_lines(void)
{
    int width = is_set(SHIFTWIDTH), to = p[-1];
    for (; *p == to; p++)
        width += is_set(SHIFTWIDTH);
    count_lines();
    end_of_command();
    for (; first <= second; first++)
        indent_line(first - 1, to == '<' ? -width : width);
    dot = first_nonblank(line_start(second - 1));
}

/* Lines up to "." go behind line `after`. */
static void read_lines(unsigned after)
{
    char *s;
    unsigned at = line_start(after);
    int some = 0;
    begin_change();
    while ((s = input_line(0)) && strcmp(s, ".") != 0) {
        edit(at, at, s, strlen(s));
        at += strlen(s);
        edit(at, at, "\n", 1);
        at++;
        some = 1;
    }
    if (some || size())
        dot = some ? bol(at - 1) : line_start(after ? after - 1 : 0);
}

void append_command(void)
{
    end_of_command();
    read_lines(second);
}

void insert_command(void)
{
    end_of_command();
    read_lines(second ? second - 1 : 0);
}

void change_command(void)
{
    count_lines();
    end_of_command();
    if (lines()) {
        remember_deleted(line_start(first - 1), line_start(second), 1, 0);
        edit(line_start(first - 1), line_start(second), 0, 0);
    }
    read_lines(first ? first - 1 : 0);
}

void undo_command(void)
{
    end_of_command();
    undo();
}

/* z: a window of lines. */
void window_command(void)
{
    int type, n = is_set(WINDOW) ? is_set(WINDOW) : window() - 1;
    unsigned from = second;
    skip_blanks();
    type = strchr("+-.=^", *p) && *p ? *p++ : '+';
    if (isdigit(*p))
        n = strtoul(p, &p, 10);
    end_of_command();
    if (type == '-')
        from = second > (unsigned)n ? second - n + 1 : 1;
    else if (type != '+')
        from = second > (unsigned)n / 2 ? second - n / 2 : 1;
    print_lines(from, from + n - 1 < lines() ? from + n - 1 : lines(), how);
    how = 0;
}

void execute(void)
{
    static int last;
    struct text *t;
    char *s;
    unsigned n;
    int name;
    skip_blanks();
    name = *p == '@' || *p == '*' || *p == '\n' || !*p ? last : *p;
    if (*p && *p != '\n')
        p++;
    end_of_command();
    t = buffer_named(last = name);
    if (!t->bytes || !(s = malloc(t->bytes + 1)))
        fail("Buffer is empty");
    dot = line_start(second ? second - 1 : 0);
    n = text_read(t, 0, s, t->bytes);
    s[n] = 0;
    ex(s);
    free(s);
}

void set_command(void)
{
    set_options(rest_of_line());
}

void map_command(void)
{
    read_map(rest_of_line(), force);
}

void unmap_command(void)
{
    remove_map(rest_of_line(), force);
}

void abbreviate_command(void)
{
    read_map(rest_of_line(), 2);
}

void unabbreviate_command(void)
{
    remove_map(rest_of_line(), 2);
}

void visual_command(void)
{
    end_of_command();
    if (visual)
        return;
    go_to_line();
    visual = 1;
    enter_terminal();
}

void version_command(void)
{
    end_of_command();
    message("vi of UCVM, after POSIX.1-2008");
}

void tag_command(void)
{
    fail("There are no tags");
}
