/* g and v: a command for every line that matches. The lines are chosen first: where they begin stands, four bytes each, in the text CHOSEN. */
#include "ex.h"

int in_global;
static unsigned chosen_at, moved_by; /* the next of them; what to add to all that are left */

static unsigned chosen(unsigned i)
{
    unsigned at;
    text_read(&texts[CHOSEN], i * 4, (char *)&at, 4);
    return at + moved_by;
}

static void set_chosen(unsigned i, unsigned at)
{
    at -= moved_by;
    text_delete(&texts[CHOSEN], i * 4, i * 4 + 4);
    text_insert(&texts[CHOSEN], i * 4, (char *)&at, 4);
}

/* The text from..to becomes n bytes: lines that are left move, or are gone. Most often all of them move. */
void shift_chosen(unsigned from, unsigned to, unsigned n)
{
    unsigned i, at, count = texts[CHOSEN].bytes / 4;
    if (chosen_at == count)
        return;
    if (from == to ? to <= chosen(chosen_at) : to < chosen(chosen_at) || (to == chosen(chosen_at) && from == bol(from))) {
        moved_by += n - (to - from);
        return;
    }
    for (i = count; i > chosen_at && (at = chosen(i - 1)) >= from; i--)
        if (at > to || (at == to && from == bol(from)))
            set_chosen(i - 1, at + n - (to - from));
        else if (at > from || eol(at) < to)
            text_delete(&texts[CHOSEN], (i - 1) * 4, i * 4);
}

static void choose(int wanted)
{
    unsigned at, end = line_start(second);
    struct found f;
    text_clear(&texts[CHOSEN]);
    for (at = line_start(first - 1); at < end; at = eol(at) + 1)
        if (search_line(at, 0, &f) == wanted)
            text_insert(&texts[CHOSEN], texts[CHOSEN].bytes, (char *)&at, 4);
}

/* The commands, to the end of the line; a backslash before a newline goes on. In new memory. */
static char *read_commands(void)
{
    char *more, *list;
    unsigned n;
    list = strdup(p);
    p += strlen(p);
    while (list && (n = strlen(list)) && list[n - 1] == '\\' && (more = input_line(0))) {
        list[n - 1] = '\n';
        list = realloc(list, n + strlen(more) + 1);
        if (list)
            strcpy(list + n, more);
    }
    if (!list)
        fail("Out of memory");
    return list;
}

static void run_commands(const char *list)
{
    static char *line;
    unsigned at;
    for (chosen_at = moved_by = 0; chosen_at < texts[CHOSEN].bytes / 4 && !quitting;) {
        at = chosen(chosen_at++);
        check_interrupt();
        dot = at;
        free(line);
        if (!(line = strdup(*list ? list : "p")))
            fail("Out of memory");
        ex(line);
    }
}

void global_command(void)
{
    static char *commands;
    int wanted = !force && p[-1] != 'v', delimiter;
    if (in_global)
        fail("A global command cannot hold another");
    skip_blanks();
    delimiter = *p++;
    use_pattern(pattern_until(&p, delimiter));
    free(commands);
    commands = read_commands();
    choose(wanted);
    if (!texts[CHOSEN].bytes)
        fail("Pattern not found");
    in_global = 1;
    begin_change();
    run_commands(commands);
    in_global = how = 0;
}
