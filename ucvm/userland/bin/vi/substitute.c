/* s & ~: what matches is replaced. */
#include <ctype.h>
#include "ex.h"

static int all, confirms;
static char *last_pattern;
static unsigned last_changed;
static int replaced;

static void *room_for(unsigned n)
{
    void *s = malloc(n);
    if (!s)
        fail("Out of memory");
    return s;
}

/* The replacement up to the delimiter; ~ in it is the last one, a lone % too. A backslash before a newline, or ^V before ^M, breaks the line. */
static void read_replacement(int delimiter)
{
    unsigned old = replacement ? strlen(replacement) : 0, tildes = 1;
    char *s, *to;
    for (s = p; *s; s++)
        tildes += *s == '~';
    s = to = room_for(strlen(p) + tildes * old + 1);
    for (; *p && *p != delimiter && *p != '\n'; p++) {
        if (*p == '~' && is_set(MAGIC)) {
            if (replacement)
                to = stpcpy(to, replacement);
            continue;
        }
        if (*p == CONTROL('V') && p[1])
            p++;
        else if (*p == '\\' && p[1]) {
            if (p[1] == delimiter || (p[1] == '~' && is_set(MAGIC)))
                p++;
            else
                *to++ = *p++;
        }
        *to++ = *p;
    }
    if (*p == delimiter)
        p++;
    *to = 0;
    if (strcmp(s, "%") == 0 && replacement && is_set(EDCOMPATIBLE)) {
        free(s);
        return;
    }
    free(replacement);
    replacement = s;
}

static void read_flags(void)
{
    if (*p == '&')
        p++;
    else if (!is_set(EDCOMPATIBLE))
        all = confirms = 0;
    for (; *p && strchr("gcr", *p); p++)
        if (*p == 'g')
            all = !all || !is_set(EDCOMPATIBLE);
        else if (*p == 'c')
            confirms = !confirms || !is_set(EDCOMPATIBLE);
    count_lines();
    end_of_command();
}

/* Shows the line with the match marked, and asks. */
static int is_wanted(unsigned at, unsigned n)
{
    char *answer;
    int c;
    dot = at;
    if (visual) {
        message("Replace? [y/n/q]");
        c = key();
        message("");
    } else {
        unsigned column = column_of(at), width = column_of(at + n) - column;
        print_lines(line_of(at) + 1, line_of(at) + 1, 0);
        outpad(column);
        do
            outc('^');
        while (width-- > 1);
        answer = input_line(NONE);
        c = answer ? *answer : 'q';
    }
    if (c == 'q' || c == CONTROL('C') || c == ESCAPE)
        fail("Interrupted");
    return c == 'y' || c == 'Y';
}

/* All matches in the line that begins at a place, or the first; where the next line begins. */
static unsigned substitute_line(unsigned start)
{
    unsigned n, from = 0, length;
    char *text = load_line(start, &n);
    int shift = 0, last_end = NONE;
    while (from <= n && match_groups(text, n, from, 1)) {
        unsigned match = regroup[0], end = regroup[1], at = start + shift + match;
        if (match == end && (int)end == last_end) {
            from = end + 1;
            continue;
        }
        last_end = end;
        if (!confirms || is_wanted(at, end - match)) {
            expand_replacement(at, text, &length);
            edit(at + length, at + length + end - match, 0, 0);
            shift += length - (end - match);
            replaced++;
            last_changed = at + length;
        }
        from = end > match ? end : end + 1;
        if (!all || from >= n)
            break;
    }
    return start + shift + n + 1;
}

static void replace(void)
{
    unsigned at = line_start(first - 1), left = size() - line_start(second);
    replaced = 0;
    if (!replacement)
        fail("No previous substitution");
    begin_change();
    while (size() - at > left)
        at = substitute_line(at);
    if (!replaced) {
        if (in_global)
            return;
        fail("No match found");
    }
    dot = first_nonblank(last_changed);
    if (replaced > is_set(REPORT) && !in_global)
        message("%d substitutions", replaced);
}

/* s without a pattern is &. */
void substitute(void)
{
    int delimiter;
    char *pattern;
    skip_blanks();
    delimiter = *p;
    if (!delimiter || isalnum(delimiter) || strchr("&\n|\"#", delimiter)) {
        repeat_substitution();
        return;
    }
    p++;
    pattern = pattern_until(&p, delimiter);
    if (*pattern) {
        free(last_pattern);
        last_pattern = strdup(pattern);
    }
    use_pattern(pattern);
    read_replacement(delimiter);
    read_flags();
    replace();
}

/* & repeats the last substitution with its pattern, ~ with the one used last. */
void repeat_substitution(void)
{
    int name = p[-1];
    read_flags();
    if (name != '~' && last_pattern)
        use_pattern(strdup(last_pattern));
    replace();
}
