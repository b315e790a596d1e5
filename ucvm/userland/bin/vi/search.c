/* Regular expressions, and what a substitution puts in their place. */
#include <ctype.h>
#include <regex.h>
#include "vi.h"

static regex_t re;
static int have_re;
char *replacement;
int regroup[20];

static void *room_for(void *p, unsigned n)
{
    p = realloc(p, n);
    if (!p)
        fail("Out of memory");
    return p;
}

/* Text up to a delimiter, in new memory; *s is left behind the delimiter or at the end. A backslash before the delimiter is taken away. */
char *pattern_until(char **s, int delimiter)
{
    char *start = room_for(0, strlen(*s) + 1), *to = start;
    for (; **s && **s != delimiter && **s != '\n'; ++*s) {
        if (**s == '\\' && (*s)[1] == delimiter)
            ++*s;
        else if (**s == '\\' && (*s)[1])
            *to++ = *(*s)++;
        *to++ = **s;
    }
    if (**s == delimiter)
        ++*s;
    *to = 0;
    return start;
}

/* An expression of vi as a basic regular expression: ~ is the last replacement; without magic . * [ ~ mean themselves. */
static char *translate(const char *s)
{
    unsigned extra = replacement ? strlen(replacement) : 0;
    char *start, *to;
    const char *tilde = s;
    int special;
    for (start = 0, special = 1; (tilde = strchr(tilde, '~')); tilde++)
        special++;
    start = to = room_for(start, 2 * strlen(s) + special * extra + 1);
    for (; *s; s++) {
        special = is_set(MAGIC);
        if (*s == '\\' && s[1]) {
            s++;
            if (!strchr(".*[~", *s)) {
                *to++ = '\\';
                *to++ = *s;
                continue;
            }
            special = !special;
        } else if (!strchr(".*[~", *s)) {
            *to++ = *s;
            continue;
        }
        if (*s == '~') {
            if (special && replacement)
                to = stpcpy(to, replacement);
            else
                *to++ = '~';
            continue;
        }
        if (!special)
            *to++ = '\\';
        *to++ = *s;
    }
    *to = 0;
    return start;
}

/* Makes a pattern the last one, and gives its memory back; an empty one is the last one. */
void use_pattern(char *pattern)
{
    char reason[64], *translated;
    int error;
    if (*pattern) {
        translated = translate(pattern);
        if (have_re)
            regfree(&re);
        error = regcomp(&re, translated, is_set(IGNORECASE) ? REG_ICASE : 0);
        have_re = !error;
        free(translated);
        if (error) {
            free(pattern);
            regerror(error, &re, reason, sizeof reason);
            fail("%s", reason);
        }
    }
    free(pattern);
    if (!have_re)
        fail("No previous regular expression");
}

/* Matches n bytes from `from` on; the groups are in regroup[]. */
int match_groups(const char *s, unsigned n, unsigned from, int at_start)
{
    regmatch_t match[10];
    int i, error;
    check_interrupt();
    match->rm_so = from;
    match->rm_eo = n;
    error = regexec(&re, s, 10, match, REG_STARTEND | (at_start ? 0 : REG_NOTBOL));
    if (error > REG_NOMATCH)
        fail("Regular expression too complex");
    for (i = 0; i < 10; i++) {
        regroup[2 * i] = match[i].rm_so;
        regroup[2 * i + 1] = match[i].rm_eo;
    }
    return !error;
}

/* Does the line that begins at a place match from a column of bytes on? */
int search_line(unsigned at, unsigned column, struct found *f)
{
    unsigned n;
    char *s = load_line(at, &n);
    if (column > n || !match_groups(s, n, column, 1))
        return 0;
    f->from = regroup[0];
    f->to = regroup[1];
    return 1;
}

/* The last match of a line that begins before a column. */
static int last_match(unsigned at, unsigned limit, struct found *last)
{
    struct found f;
    unsigned column = 0;
    int some = 0;
    while (search_line(at, column, &f) && f.from < limit) {
        *last = f;
        some = 1;
        column = f.from + 1;
    }
    return some;
}

/* A match in a line: the first one or the last one, but none of its end, unless the line is empty. */
static int match_in(int direction, unsigned at, unsigned column, unsigned limit, struct found *f)
{
    if (direction < 0)
        return last_match(at, limit, f);
    return search_line(at, column, f) && (f->from < limit || !limit);
}

static unsigned around(int direction)
{
    if (!is_set(WRAPSCAN))
        fail(direction > 0 ? "Search hit the bottom without a match" : "Search hit the top without a match");
    return direction > 0 || !size() ? 0 : bol(size() - 1);
}

static unsigned search_once(int direction, unsigned from)
{
    unsigned line = bol(from), start = line;
    struct found f;
    if (match_in(direction, line, next(from) - line, direction > 0 ? eol(line) - line : from - line, &f))
        return line + f.from;
    do {
        if (direction > 0)
            line = eol(line) + 1 < size() ? eol(line) + 1 : around(1);
        else
            line = line ? bol(line - 1) : around(-1);
        if (match_in(direction, line, 0, direction > 0 || eol(line) > line ? eol(line) - line : 1, &f))
            return line + f.from;
    } while (line != start);
    fail("Pattern not found");
    return 0;
}

/* Where the pattern matches next. */
unsigned search(int direction, unsigned at, int count)
{
    while (count-- > 0)
        at = search_once(direction, at);
    return at;
}

/* ---- replacements */

/* Puts bytes of a replacement into the text at *to; \u \l change the first of them, \U \L all. */
static void put_bytes(unsigned *to, const char *s, unsigned n, int *once, int *all)
{
    char piece[64];
    unsigned i, m;
    for (; n > 0; n -= m, s += m) {
        m = n < sizeof piece ? n : sizeof piece;
        for (i = 0; i < m; i++) {
            int how = *once ? *once : *all;
            piece[i] = tolower(how) == 'u' ? toupper(s[i]) : how ? tolower(s[i]) : s[i];
            *once = 0;
        }
        edit(*to, *to, piece, m);
        *to += m;
    }
}

/* What the replacement stands for after a match of `text` goes into the buffer at a place; *length is how much it was. */
void expand_replacement(unsigned at, const char *text, unsigned *length)
{
    const char *s;
    unsigned to = at;
    int once = 0, all = 0, group;
    for (s = replacement; *s; s++) {
        group = NONE;
        if (*s == '\\' && s[1]) {
            s++;
            if (isdigit(*s) && *s != '0')
                group = *s - '0';
            else if (*s == '0' || (*s == '&' && !is_set(MAGIC)))
                group = 0;
            else if (*s == 'u' || *s == 'l')
                once = *s;
            else if (*s == 'U' || *s == 'L')
                all = *s;
            else if (*s == 'e' || *s == 'E')
                once = all = 0;
            else
                put_bytes(&to, *s == 'n' ? "\n" : s, 1, &once, &all);
            if (group < 0)
                continue;
        } else if (*s == '&' && is_set(MAGIC))
            group = 0;
        if (group < 0)
            put_bytes(&to, *s == '\r' ? "\n" : s, 1, &once, &all);
        else if (regroup[2 * group] >= 0)
            put_bytes(&to, text + regroup[2 * group], regroup[2 * group + 1] - regroup[2 * group], &once, &all);
    }
    *length = to - at;
}
