/* Motions: where the cursor goes, and what an operator takes. */
#include <ctype.h>
#include "vi.h"

int want = NONE;
static int find_key;
static char find_character[4];
static unsigned find_length;
static int search_direction, search_lines; /* of the last / or ?; search_lines: it had an offset in lines */
static int search_offset;

static void stop(void)
{
    fail("");
}

/* ---- words */

/* 0 blank, 1 part of a word, 2 another character; for W B E everything that is not blank is one. */
static int class(unsigned at, int big)
{
    int c = byte(at);
    if (is_blank(c) || c == '\n')
        return 0;
    return big || isalnum(c) || c == '_' || c >= 0x80 ? 1 : 2;
}

static int is_empty_line(unsigned at)
{
    return byte(at) == '\n' && (at == 0 || byte(at - 1) == '\n');
}

static int at_end(unsigned at)
{
    return at + 1 >= size();
}

static unsigned word(unsigned at, int big)
{
    int c = class(at, big);
    while (c && class(at, big) == c && !at_end(at))
        at = next(at);
    while (!class(at, big) && !at_end(at)) {
        if (byte(at++) == '\n' && is_empty_line(at))
            break;
    }
    return at;
}

static unsigned word_end(unsigned at, int big)
{
    int c;
    if (!at_end(at))
        at = next(at);
    while (!class(at, big) && !at_end(at))
        at++;
    c = class(at, big);
    while (c && class(next(at), big) == c)
        at = next(at);
    return at;
}

static unsigned word_back(unsigned at, int big)
{
    int c;
    if (at > 0)
        at = before(at);
    while (at > 0 && !class(at, big) && !is_empty_line(at))
        at--;
    c = class(at, big);
    while (c && at > 0 && class(before(at), big) == c)
        at = before(at);
    return at;
}

/* cw on a word is ce, but that one in the last letter stays; on a blank it is that blank. */
static int changed_words(unsigned *to, int big)
{
    int i;
    unsigned at = dot;
    if (!class(at, big)) {
        *to = byte(at) == '\n' ? at : next(at);
        return EXCLUSIVE;
    }
    for (i = 0; i < now.count; i++)
        if (i || class(next(at), big) == class(at, big))
            at = word_end(at, big);
    *to = at;
    return INCLUSIVE;
}

/* An operator does not go over the end of the last word's line, unless that line is empty. */
static int words(unsigned *to)
{
    int big = isupper(now.key), i;
    unsigned at = dot, from = dot;
    if (now.operator == 'c' && (class(at, big) || now.count == 1))
        return changed_words(to, big);
    if (at_end(next(at)) && !now.operator)
        stop();
    for (i = 0; i < now.count; i++) {
        from = at;
        at = word(at, big);
    }
    *to = now.operator && at > eol(from) && !is_empty_line(from) ? eol(from) : at;
    return EXCLUSIVE;
}

static int word_ends(unsigned *to)
{
    int i;
    unsigned at = dot;
    for (i = 0; i < now.count; i++)
        at = word_end(at, isupper(now.key));
    if (at == dot && at_end(next(dot)) && !now.operator)
        stop();
    *to = at;
    return INCLUSIVE;
}

static int words_back(unsigned *to)
{
    int i;
    if (dot == 0)
        stop();
    for (*to = dot, i = 0; i < now.count; i++)
        *to = word_back(*to, isupper(now.key));
    return EXCLUSIVE;
}

/* ---- within a line */

static int sideways(unsigned *to)
{
    int i, left = now.key == 'h' || now.key == CONTROL('H') || now.key == 127 || now.key == LEFT;
    unsigned at = dot;
    for (i = 0; i < now.count; i++) {
        if (left ? at == bol(at) : byte(at) == '\n' || (!now.operator && byte(next(at)) == '\n'))
            break;
        at = left ? before(at) : next(at);
    }
    if (at == dot)
        stop();
    *to = at;
    return EXCLUSIVE;
}

static int line_edge(unsigned *to)
{
    unsigned line;
    switch (now.key) {
    case '^': *to = first_nonblank(dot); return EXCLUSIVE;
    case '|':
        line = line_of(dot);
        want = now.count - 1;
        *to = at_column(line, want);
        return EXCLUSIVE;
    case '$':
    case END:
        line = line_of(dot) + now.count - 1;
        if (line > last_line())
            stop();
        *to = eol(line_start(line));
        want = DEEPEST_COLUMN;
        if (*to > line_start(line))
            *to = before(*to);
        else if (now.operator)
            return EXCLUSIVE;
        return INCLUSIVE;
    }
    *to = bol(dot);
    return EXCLUSIVE;
}

static int is_found(unsigned at)
{
    unsigned i;
    for (i = 0; i < find_length; i++)
        if (byte(at + i) != find_character[i])
            return 0;
    return 1;
}

static int find(unsigned *to)
{
    int keys = now.key, i, back, till;
    unsigned at = dot, end;
    if (keys != ';' && keys != ',') {
        if (!(find_length = character(find_character)))
            stop();
        find_key = keys;
    } else if (!find_key)
        fail("No previous f, F, t or T");
    keys = keys == ',' ? find_key ^ 32 : find_key;
    back = isupper(keys);
    till = tolower(keys) == 't';
    end = back ? bol(dot) : eol(dot);
    for (i = 0; i < now.count; i++)
        do {
            if (at == end)
                stop();
            at = back ? before(at) : next(at);
        } while (!is_found(at) || (!back && at == end));
    *to = till ? (back ? next(at) : before(at)) : at;
    return back ? EXCLUSIVE : INCLUSIVE;
}

/* ---- lines */

static int by_line(unsigned line, unsigned *to)
{
    *to = first_nonblank(line_start(line));
    return LINES;
}

static int up_down(unsigned *to)
{
    int up = now.key == 'k' || now.key == CONTROL('P') || now.key == UP;
    unsigned line = line_of(dot), by = now.count;
    if (up ? by > line : line + by > last_line())
        stop();
    if (want == NONE)
        want = column_of(dot);
    *to = at_column(up ? line - by : line + by, want);
    return LINES;
}

static int to_line(unsigned *to)
{
    unsigned line = line_of(dot), by = now.count;
    switch (now.key) {
    case '+':
    case '\r': line += by; break;
    case '-': line = by > line ? last_line() + 1 : line - by; break;
    case '_': line += by - 1; break;
    case 'G': line = !now.counted || by > last_line() ? last_line() : by - 1; break;
    case 'g':
        if (key() != 'g')
            stop();
        line = now.counted && by - 1 < last_line() ? by - 1 : now.counted ? last_line() : 0;
        break;
    case 'H': return by_line(window_line(0, by - 1), to);
    case 'L': return by_line(window_line(1, by - 1), to);
    case 'M': return by_line((window_line(0, 0) + window_line(1, 0)) / 2, to);
    }
    if (line > last_line())
        stop();
    return by_line(line, to);
}

static int to_mark(unsigned *to)
{
    int by_lines = now.key == '\'', c = key(), i = c == '\'' || c == '`' ? QUOTE : c - 'a';
    if (i < 0 || i > QUOTE || c == '{')
        stop();
    if (marks[i] == (unsigned)NONE)
        fail("Mark not set");
    *to = marks[i] < size() ? marks[i] : 0;
    if (by_lines)
        return by_line(line_of(*to), to);
    return EXCLUSIVE;
}

/* ---- sentences, paragraphs, sections */

/* Does a line begin with a macro of a list of pairs of letters? */
static int is_macro(unsigned at, const char *pairs)
{
    if (byte(at) != '.')
        return 0;
    for (; *pairs && pairs[1]; pairs += 2)
        if (byte(at + 1) == *pairs && (byte(at + 2) == pairs[1] || (pairs[1] == ' ' && byte(at + 2) == '\n')))
            return 1;
    return 0;
}

static int begins_section(unsigned at)
{
    int c = byte(at);
    return c == '{' || c == '\f' || is_macro(at, options[SECTIONS].text);
}

static int begins_paragraph(unsigned at)
{
    return byte(at) == '\n' || begins_section(at) || is_macro(at, options[PARAGRAPHS].text);
}

/* The next line in a direction that begins something; the ends of the text do. Blank lines count once. */
static unsigned to_beginning(unsigned line, int by, int (*begins)(unsigned))
{
    int blank = begins == begins_paragraph && byte(line_start(line)) == '\n';
    while (by > 0 ? line < last_line() : line > 0) {
        line += by;
        if (blank && byte(line_start(line)) == '\n')
            continue;
        blank = 0;
        if (begins(line_start(line)))
            return line_start(line);
    }
    return by > 0 && size() ? size() - 1 : 0;
}

static int blocks(unsigned *to)
{
    int (*begins)(unsigned) = now.key == '[' || now.key == ']' ? begins_section : begins_paragraph;
    int by = now.key == '}' || now.key == ']' ? 1 : -1, i;
    unsigned at = dot;
    if (begins == begins_section && key() != now.key)
        stop();
    for (i = 0; i < now.count; i++) {
        if (by > 0 ? at_end(at) : at == 0)
            stop();
        at = by < 0 && at > bol(at) && begins(bol(at)) && byte(bol(at)) != '\n' ? bol(at) : to_beginning(line_of(at), by, begins);
    }
    if (by > 0 && at_end(at) && !now.operator && at != bol(at))
        at = before(at);
    *to = at;
    return EXCLUSIVE;
}

/* Does a sentence end with the character at a place: . ! ? and closing marks, then two blanks or the end of the line? */
static int ends_sentence(unsigned at)
{
    if (!strchr(".!?", byte(at)) || !byte(at))
        return 0;
    for (at++; byte(at) && strchr(")]\"'", byte(at)); at++)
        ;
    return byte(at) == '\n' || (byte(at) == ' ' && byte(at + 1) == ' ');
}

static unsigned skip_space(unsigned at)
{
    while (!at_end(at) && (is_blank(byte(at)) || byte(at) == '\n'))
        at++;
    return at;
}

static unsigned sentence_forward(unsigned at)
{
    if (is_empty_line(at))
        return skip_space(at);
    for (; !at_end(at); at++) {
        if (byte(at) == '\n' && begins_paragraph(at + 1))
            return at + 1;
        if (ends_sentence(at)) {
            for (at++; byte(at) && strchr(")]\"'", byte(at)); at++)
                ;
            return byte(at) == '\n' && begins_paragraph(at + 1) && !at_end(at) ? at + 1 : skip_space(at);
        }
    }
    return at;
}

/* The beginning before `at`: where going forward from some earlier place arrives last. */
static unsigned sentence_back(unsigned at)
{
    unsigned from, to, line = line_of(at);
    if (at == 0)
        stop();
    from = line && at == bol(at) ? to_beginning(line, -1, begins_paragraph) : begins_paragraph(bol(at)) ? bol(at) : to_beginning(line, -1, begins_paragraph);
    if (from && byte(from) == '\n' && skip_space(from) < at)
        from = skip_space(from);
    while ((to = sentence_forward(from)) < at && to > from)
        from = to;
    return from;
}

static int sentences(unsigned *to)
{
    int i;
    unsigned at = dot;
    for (i = 0; i < now.count; i++) {
        if (now.key == ')' && at_end(at))
            stop();
        at = now.key == ')' ? sentence_forward(at) : sentence_back(at);
    }
    if (now.key == ')' && at_end(at) && !now.operator && byte(at) == '\n' && at != bol(at))
        at = before(at);
    *to = at;
    return EXCLUSIVE;
}

/* The bracket that belongs to the next one in the line. */
static int match_bracket(unsigned *to)
{
    static const char brackets[] = "()[]{}";
    unsigned at = dot;
    const char *found;
    int depth = 0, by, c, other;
    while (!(found = strchr(brackets, c = byte(at))) || !c) {
        if (c == '\n')
            stop();
        at++;
    }
    by = (found - brackets) & 1 ? -1 : 1;
    other = found[by];
    for (;; at += by) {
        if (byte(at) == c)
            depth++;
        else if (byte(at) == other && --depth == 0)
            break;
        if (by > 0 ? at_end(at) : at == 0)
            stop();
        if (!(at & 1023))
            check_interrupt();
    }
    *to = at;
    return INCLUSIVE;
}

/* ---- searching */

static void read_search(char *s, int delimiter)
{
    char *pattern = pattern_until(&s, delimiter);
    use_pattern(pattern);
    search_direction = delimiter == '/' ? 1 : -1;
    search_lines = 0;
    search_offset = 0;
    if (*s == '+' || *s == '-' || isdigit(*s)) {
        search_lines = 1;
        search_offset = *s == '-' ? -1 : 1;
        if (!isdigit(*s))
            s++;
        if (isdigit(*s))
            search_offset *= strtoul(s, &s, 10);
    }
}

static int searching(unsigned *to)
{
    int direction;
    char *s;
    unsigned line;
    if (now.key == '/' || now.key == '?') {
        if (!(s = ask(now.key)))
            stop();
        read_search(s, now.key);
    } else if (!search_direction)
        fail("No previous regular expression");
    direction = now.key == 'N' ? -search_direction : search_direction;
    line = line_of(dot);
    *to = search(direction, search_lines ? (direction > 0 ? eol(dot) : bol(dot)) : dot, now.count);
    if (!search_lines)
        return EXCLUSIVE;
    line = line_of(*to) + search_offset;
    if (line > last_line())
        fail("Not that many lines in the buffer");
    return by_line(line, to);
}

/* ---- all */

static const struct {
    const char *keys;
    int (*go)(unsigned *to);
    char far;
} motions[] = {
    {"hl \b\177", sideways, 0}, {"jk\n\016\020", up_down, 0}, {"wW", words, 0}, {"eE", word_ends, 0}, {"bB", words_back, 0}, {"0^$|", line_edge, 0},
    {"fFtT;,", find, 0}, {"+-_\r", to_line, 0}, {"GHLMg", to_line, 1}, {"'`", to_mark, 1}, {"()", sentences, 1}, {"{}[]", blocks, 1},
    {"%", match_bracket, 1}, {"/?nN", searching, 1},
};

static int motion_index(int c)
{
    static const char specials[] = "kjlh0$";
    unsigned i;
    if (c >= UP && c <= END)
        c = specials[c - UP];
    for (i = 0; c > 0 && c < 256 && i < sizeof motions / sizeof *motions; i++)
        if (strchr(motions[i].keys, c))
            return i;
    return NONE;
}

int is_motion(int c)
{
    return motion_index(c) >= 0;
}

/* The motion of now.key: its kind, and where it goes. A far one sets the mark of the previous context. */
int motion(unsigned *to)
{
    int i = motion_index(now.key), kind, keeps = want;
    want = NONE;
    if (motions[i].go == up_down)
        want = keeps;
    *to = dot;
    kind = motions[i].go(to);
    if (motions[i].far && !now.operator)
        marks[QUOTE] = dot;
    return kind;
}
