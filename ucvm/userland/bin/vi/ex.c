/* ex: addresses, and which command a line names. */
#include <ctype.h>
#include "ex.h"

char *p;
unsigned first, second; /* lines count from 1 here, 0 is before the first */
int given, force, how, silent;

void skip_blanks(void)
{
    while (is_blank(*p))
        p++;
}

/* ---- addresses */

static unsigned pattern_line(int delimiter)
{
    char *pattern;
    unsigned line = line_of(dot);
    p++;
    if (delimiter == '\\') {
        delimiter = *p++;
        use_pattern(strdup(""));
    } else {
        pattern = pattern_until(&p, delimiter);
        use_pattern(pattern);
    }
    return line_of(search(delimiter == '?' ? -1 : 1, delimiter == '?' ? line_start(line) : eol(line_start(line)), 1)) + 1;
}

static unsigned marked_line(void)
{
    int i = p[1] == '\'' || p[1] == '`' ? QUOTE : p[1] - 'a';
    if (i < 0 || i > QUOTE || (i == QUOTE && p[1] == '{'))
        fail("Bad mark");
    p += 2;
    if (marks[i] == (unsigned)NONE)
        fail("Mark not set");
    return line_of(marks[i]) + 1;
}

/* + - and numbers behind an address. */
static int offsets(int n)
{
    int sign;
    for (;;) {
        skip_blanks();
        if (isdigit(*p)) {
            n += strtoul(p, &p, 10);
            continue;
        }
        if (*p != '+' && *p != '-' && *p != '^')
            return n;
        sign = *p++ == '+' ? 1 : -1;
        n += isdigit(*p) ? sign * (int)strtoul(p, &p, 10) : sign;
    }
}

/* One address; 0 if there is none. */
int address(unsigned *n)
{
    int line = line_of(dot) + 1;
    skip_blanks();
    if (isdigit(*p))
        line = strtoul(p, &p, 10);
    else if (*p == '$')
        line = lines(), p++;
    else if (*p == '\'' || *p == '`')
        line = marked_line();
    else if (*p == '/' || *p == '?' || (*p == '\\' && (p[1] == '/' || p[1] == '?')))
        line = pattern_line(*p);
    else if (*p == '.')
        p++;
    else if (*p != '+' && *p != '-' && *p != '^')
        return 0;
    line = offsets(line);
    if (line < 0)
        fail("Reference to a line number less than 0");
    *n = line;
    return 1;
}

static void take_address(unsigned n)
{
    first = second;
    second = n;
    given++;
}

static unsigned current_line(void)
{
    return size() ? line_of(dot) + 1 : 0;
}

/* The addresses in front of a command: the last two count. % is 1,$. */
static void addresses(void)
{
    unsigned n;
    int some, separated = 0;
    given = 0;
    first = second = current_line();
    for (;;) {
        some = address(&n);
        skip_blanks();
        if (*p == '%' && !some) {
            p++;
            skip_blanks();
            take_address(lines() > 0);
            n = lines();
            some = 1;
        }
        if (*p != ',' && *p != ';')
            break;
        take_address(some ? n : current_line());
        separated = 1;
        if (*p++ == ';' && second)
            dot = line_start(second - 1);
    }
    if (some || separated)
        take_address(some ? n : current_line());
    if (given == 1)
        first = second;
}

/* ---- what stands behind a command */

/* Up to the end of the command, with a NUL there; a bar ends it if no backslash or ^V comes before. p is left behind it. */
char *rest_of_line(void)
{
    char *start, *to;
    skip_blanks();
    for (start = to = p; *p && *p != '\n' && *p != '|'; p++) {
        if ((*p == '\\' && p[1] == '|') || (*p == CONTROL('V') && p[1]))
            p++;
        *to++ = *p;
    }
    if (*p)
        p++;
    *to = 0;
    return start;
}

/* Nothing else may come. */
void end_of_command(void)
{
    for (skip_blanks(); *p && strchr("pl#", *p); p++)
        how |= *p == 'p' ? PRINT : *p == 'l' ? AS_LIST : WITH_NUMBER;
    skip_blanks();
    if (*p == '"')
        p += strcspn(p, "\n");
    if (*p && *p != '\n' && *p != '|')
        fail("Extra characters at the end of the command");
    if (*p)
        p++;
}

/* A count behind a command: so many lines from the last address on. */
void count_lines(void)
{
    unsigned n;
    skip_blanks();
    if (!isdigit(*p))
        return;
    n = strtoul(p, &p, 10);
    if (!n)
        fail("A count has to be positive");
    first = second;
    second = second + n - 1 < lines() ? second + n - 1 : lines();
}

int buffer_argument(void)
{
    skip_blanks();
    return isalpha(*p) && !isalpha(p[1]) && (!strchr("pl", *p) || is_blank(p[1])) ? *p++ : 0;
}

/* ---- which command */

enum { NO_LINES, A_LINE, SOME_LINES, ALL_LINES, OR_ZERO = 4, MINUS_FORCE = 8 };
static const struct command_row {
    const char *name;
    unsigned char least, takes;
    void (*run)(void);
} table[] = {
    {"abbreviate", 2, NO_LINES, abbreviate_command}, {"append", 1, A_LINE | OR_ZERO, append_command}, {"args", 2, NO_LINES, args_command},
    {"cd", 2, NO_LINES, cd_command}, {"chdir", 3, NO_LINES, cd_command}, {"change", 1, SOME_LINES | OR_ZERO, change_command},
    {"copy", 2, SOME_LINES, copy_command}, {"delete", 1, SOME_LINES, delete_command}, {"edit", 1, NO_LINES, edit_command},
    {"ex", 2, NO_LINES, edit_command}, {"file", 1, NO_LINES, file_command}, {"global", 1, ALL_LINES, global_command},
    {"insert", 1, A_LINE | OR_ZERO, insert_command}, {"join", 1, SOME_LINES, join_command}, {"k", 1, A_LINE, mark_command},
    {"list", 1, SOME_LINES, print_list}, {"map", 3, NO_LINES, map_command}, {"mark", 2, A_LINE, mark_command}, {"move", 1, SOME_LINES, move_command},
    {"next", 1, NO_LINES, next_command}, {"number", 2, SOME_LINES, print_numbered}, {"preserve", 3, NO_LINES, preserve_command},
    {"previous", 4, NO_LINES, previous_command}, {"print", 1, SOME_LINES, print}, {"P", 1, SOME_LINES, print}, {"put", 2, A_LINE | OR_ZERO, put_command},
    {"quit", 1, NO_LINES, quit_command}, {"read", 1, A_LINE | OR_ZERO, read_command_}, {"recover", 3, NO_LINES, recover_command},
    {"rewind", 3, NO_LINES, rewind_command}, {"set", 2, NO_LINES, set_command}, {"shell", 2, NO_LINES, shell_command_}, {"source", 2, NO_LINES, source_command},
    {"stop", 2, NO_LINES, stop_command}, {"substitute", 1, SOME_LINES, substitute}, {"suspend", 3, NO_LINES, stop_command}, {"t", 1, SOME_LINES, copy_command},
    {"tag", 2, NO_LINES, tag_command}, {"unabbreviate", 3, NO_LINES, unabbreviate_command}, {"undo", 1, NO_LINES, undo_command},
    {"unmap", 3, NO_LINES, unmap_command}, {"v", 1, ALL_LINES, global_command}, {"version", 2, NO_LINES, version_command}, {"visual", 2, A_LINE | OR_ZERO, visual_command},
    {"wq", 2, ALL_LINES | OR_ZERO, write_quit_command}, {"wn", 2, ALL_LINES | OR_ZERO, write_next_command}, {"write", 1, ALL_LINES | OR_ZERO, write_command}, {"xit", 1, ALL_LINES | OR_ZERO, exit_command},
    {"exit", 3, ALL_LINES | OR_ZERO, exit_command}, {"yank", 1, SOME_LINES, yank_command}, {"z", 1, A_LINE, window_command},
    {"!", 1, SOME_LINES | OR_ZERO, bang_command}, {"<", 1, SOME_LINES, shift_lines}, {">", 1, SOME_LINES, shift_lines}, {"=", 1, A_LINE | OR_ZERO, line_number},
    {"#", 1, SOME_LINES, print_numbered}, {"&", 1, SOME_LINES, repeat_substitution}, {"~", 1, SOME_LINES, repeat_substitution},
    {"@", 1, A_LINE | OR_ZERO, execute}, {"*", 1, A_LINE | OR_ZERO, execute},
};

static const struct command_row *find_command(const char *name, unsigned n)
{
    const struct command_row *row;
    for (row = table; row < table + sizeof table / sizeof *table; row++)
        if (n >= row->least && strncmp(row->name, name, n) == 0)
            return row;
    return 0;
}

/* The row of the command at p, which moves behind its name: letters, or one other character. k and s may be followed by letters at once, d by flags. */
static const struct command_row *read_command_name(void)
{
    const struct command_row *row = 0;
    unsigned n = 0, whole;
    while (isalpha(p[n]))
        n++;
    whole = n ? n : 1;
    row = find_command(p, whole);
    if (!row && strchr("ksdptmnlyz", *p) && *p && (*p != 'd' || strspn(p + 1, "pl") == whole - 1))
        row = find_command(p, whole = 1);
    if (!row)
        fail("%.*s: no such command", (int)whole, p);
    p += whole;
    return row;
}

static void check_lines(const struct command_row *row)
{
    if ((row->takes & 3) == NO_LINES) {
        if (given)
            fail("The command takes no address");
        return;
    }
    if ((row->takes & 3) == ALL_LINES && !given) {
        first = lines() > 0;
        second = lines();
    }
    if ((row->takes & 3) == A_LINE)
        first = second;
    if (first > second)
        fail("The second address is before the first");
    if (second > lines())
        fail("Not that many lines in the buffer");
    if (!first && !(row->takes & OR_ZERO))
        fail(lines() ? "The command takes no line 0" : "The buffer is empty");
}

static void one_command(void)
{
    const struct command_row *row;
    while (is_blank(*p) || *p == ':')
        p++;
    how = force = 0;
    addresses();
    while (is_blank(*p) || *p == ':')
        p++;
    if (*p == '"')
        p += strcspn(p, "\n");
    if (!*p || *p == '\n' || *p == '|') {
        if (*p)
            p++;
        if (given)
            go_to_line();
        if (given && !visual)
            print_lines(second ? second : 1, second ? second : 1, 0);
        return;
    }
    row = read_command_name();
    if (*p == '!' && row->run != bang_command) {
        force = 1;
        p++;
    }
    check_lines(row);
    row->run();
    if (how && size())
        print_lines(current_line(), current_line(), how);
}

/* Commands, each ended by a bar or a newline. */
void ex(char *line)
{
    char *outer = p;
    for (p = line; *p && !quitting;)
        one_command();
    p = outer;
}
