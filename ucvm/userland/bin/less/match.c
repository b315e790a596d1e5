/* Patterns: searching, marking what matches, showing only lines that match. */
#include <ctype.h>
#include <regex.h>
#include "less.h"

enum { MOST = 16 };
static regex_t re, filter_re;
static int have_re, have_filter, inverted, filter_inverted;
static struct {
    unsigned from, to;
} marked[MOST];
static int marked_count;
int case_option, highlights = 1;

static int has_capital(const char *s)
{
    for (; *s; s++)
        if (isupper(*s))
            return 1;
    return 0;
}

static int compile_into(regex_t *to, const char *pattern)
{
    int folds = case_option == 'I' || (case_option == 'i' && !has_capital(pattern));
    return regcomp(to, pattern, REG_EXTENDED | (folds ? REG_ICASE : 0)) == 0;
}

/* Makes a pattern the last one; a leading ! finds lines without it. An empty one is the last one. */
int compile(const char *pattern)
{
    if (*pattern) {
        if (have_re)
            regfree(&re);
        inverted = *pattern == '!';
        have_re = compile_into(&re, pattern + inverted);
    }
    return have_re;
}

int have_pattern(void)
{
    return have_re;
}

static int matches(const regex_t *expression, unsigned at)
{
    unsigned n;
    return regexec(expression, load_line(at, &n), 0, 0, 0) == 0;
}

int line_matches(unsigned at)
{
    return matches(&re, at) != inverted;
}

/* Only lines with a match are shown from now on; with an empty pattern all. */
void filter(const char *pattern)
{
    if (have_filter)
        regfree(&filter_re);
    filter_inverted = *pattern == '!';
    have_filter = *pattern && compile_into(&filter_re, pattern + filter_inverted);
}

int is_shown(unsigned at)
{
    return interrupted || !have_filter || matches(&filter_re, at) != filter_inverted;
}

/* The count-th line with a match behind a line, or before it; NONE if there is none. */
unsigned search(unsigned at, int direction, int count)
{
    while (count > 0 && !interrupted) {
        at = direction > 0 ? next_line(at) : previous_line(at);
        if (at == (unsigned)NONE || byte(at) < 0)
            return NONE;
        count -= line_matches(at);
    }
    return count > 0 ? (unsigned)NONE : at;
}

/* Notes where the line at a place matches. */
unsigned mark_matches(unsigned at)
{
    unsigned n, from = 0;
    regmatch_t match;
    char *s;
    marked_count = 0;
    if (!have_re || inverted || !highlights)
        return 0;
    s = load_line(at, &n);
    while (marked_count < MOST && from <= n) {
        match.rm_so = from;
        match.rm_eo = n;
        if (regexec(&re, s, 1, &match, REG_STARTEND | (from ? REG_NOTBOL : 0)))
            break;
        marked[marked_count].from = at + match.rm_so;
        marked[marked_count++].to = at + match.rm_eo;
        from = match.rm_eo > match.rm_so ? match.rm_eo : match.rm_eo + 1;
    }
    return marked_count;
}

int is_marked(unsigned at)
{
    int i;
    for (i = 0; i < marked_count; i++)
        if (at >= marked[i].from && at < marked[i].to)
            return 1;
    return 0;
}
