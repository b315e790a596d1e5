/* sed: edit a stream. -l is the length of lines that the command l writes, -s takes each file for itself, -z ends lines with NUL; -u and --posix change
 * nothing. */
#include <ctype.h>
#include <regex.h>
#include <tool.h>

const char *prog = "sed", *synopsis = "[-Ensuz] [-i[suffix]] [-l columns] [-e script]... [-f file]... [--posix] [script] [file...]";

/* nl: whether its line ended with a newline; that goes where the text goes. */
struct buffer {
    char *s;
    size_t n, cap;
    int nl;
};

enum { NONE, LINE, LAST, REGEX, STEP, PLUS, MULTIPLE };

struct address {
    char kind;
    unsigned n, step;
    regex_t *regex;
};

struct sink {
    struct sink *next;
    const char *name;
    int fd, unfinished;
};

/* text: replacement, label, text or file name. jump: where b, t, T go, and where a { whose addresses fail goes. */
struct command {
    struct command *next, *jump;
    struct address first, last;
    char name, negated, active, closed, global, print;
    unsigned nth, end;
    regex_t *regex;
    char *text;
    struct sink *sink;
};

static struct command *commands, **tail = &commands;
static int silent, extended, separate, code;
static const char *in_place;
static int editing;
static struct sink standard = {0, "/dev/stdout", 1, 0}, *sinks = &standard, edited;

static void append(struct buffer *b, const char *s, size_t n)
{
    if (b->n + n >= b->cap)
        b->s = resize(b->s, b->cap = b->n + n + 64 + (b->n > 1000 ? 256 : b->n / 2));
    memcpy(b->s + b->n, s, n);
    b->n += n;
    b->s[b->n] = 0;
}

static void append_char(struct buffer *b, int c)
{
    char byte = c;
    append(b, &byte, 1);
}

/* The script and how far it is read. */
static struct buffer script;
static char *at;

static void bad(const char *what)
{
    diex("-e expression #1, char %d: %s", (int)(at - script.s), what);
}

static void bad_about(const char *what, int c)
{
    char text[48];
    sprintf(text, what, c);
    bad(text);
}

static void spaces(void)
{
    while (*at == ' ' || *at == '\t')
        at++;
}

static void blanks(void)
{
    while (isspace(*at) || *at == ';')
        at++;
}

/* Up to an unescaped delimiter, which is passed; \n becomes a newline, an escaped delimiter itself. 0 if there is no end. */
static char *delimited(int delimiter, int is_regex)
{
    struct buffer b = {0, 0, 0, 1};
    int bracket = 0;
    append(&b, "", 0);
    for (; *at; at++) {
        if (!bracket && *at == delimiter) {
            at++;
            return b.s;
        }
        if (*at == '\n' && is_regex)
            return 0;
        if (is_regex && *at == '[' && !bracket) {
            bracket = 1;
            append_char(&b, *at);
            if (at[1] == '^')
                append_char(&b, *++at);
            if (at[1] == ']')
                append_char(&b, *++at);
            continue;
        }
        if (bracket && *at == '[' && at[1] && strchr(".:=", at[1])) {
            int c = at[1];
            do
                append_char(&b, *at++);
            while (*at && !(*at == c && at[1] == ']'));
            if (!*at)
                return 0;
            append_char(&b, *at++);
            append_char(&b, *at);
            continue;
        }
        if (bracket && *at == ']')
            bracket = 0;
        if (*at == '\\' && at[1]) {
            at++;
            if (*at == delimiter && !bracket)
                append_char(&b, *at);
            else if (*at == 'n' && is_regex)
                append_char(&b, '\n');
            else if (*at == 't' && is_regex)
                append_char(&b, '\t');
            else {
                append_char(&b, '\\');
                if (bracket)
                    at--;
                else
                    append_char(&b, *at);
            }
            continue;
        }
        append_char(&b, *at);
    }
    return 0;
}

static regex_t *compile(const char *s, int flags)
{
    regex_t *regex;
    char reason[64];
    int error;
    if (!*s)
        return 0;
    regex = need(sizeof *regex);
    error = regcomp(regex, s, flags | (extended ? REG_EXTENDED : 0));
    if (error) {
        regerror(error, regex, reason, sizeof reason);
        bad(reason);
    }
    return regex;
}

static unsigned digits(void)
{
    return strtoul(at, &at, 10);
}

static void regex_address(struct address *a)
{
    int delimiter = *at++, flags = 0;
    char *s;
    if (delimiter == '\\')
        delimiter = *at++;
    s = delimited(delimiter, 1);
    if (!s)
        bad("unterminated address regex");
    for (;; at++)
        if (*at == 'I')
            flags |= REG_ICASE;
        else if (*at == 'M')
            flags |= REG_NEWLINE;
        else
            break;
    a->kind = REGEX;
    a->regex = compile(s, flags);
    free(s);
}

static int address(struct address *a, int second)
{
    memset(a, 0, sizeof *a);
    if (isdigit(*at)) {
        a->kind = LINE;
        a->n = digits();
        if (*at == '~') {
            at++;
            a->kind = STEP;
            a->step = digits();
        }
    } else if (*at == '$') {
        at++;
        a->kind = LAST;
    } else if (*at == '/' || *at == '\\')
        regex_address(a);
    else if (second && (*at == '+' || *at == '~')) {
        a->kind = *at++ == '+' ? PLUS : MULTIPLE;
        a->n = digits();
    } else
        return 0;
    return 1;
}

/* A file w names; the same name is the same open file. */
static struct sink *sink_for(const char *name)
{
    struct sink *s;
    for (s = sinks; s; s = s->next)
        if (strcmp(s->name, name) == 0)
            return s;
    s = need(sizeof *s);
    s->next = sinks;
    s->name = name;
    s->unfinished = 0;
    s->fd = strcmp(name, "/dev/stderr") == 0 ? 2 : open(name, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    if (s->fd < 0) {
        trouble = 4;
        die("couldn't open file %s", name);
    }
    return sinks = s;
}

static char *to_line_end(void)
{
    size_t n;
    char *s;
    spaces();
    n = strcspn(at, "\n");
    s = need(n + 1);
    memcpy(s, at, n);
    s[n] = 0;
    at += n;
    return s;
}

static char *file_name(void)
{
    char *s = to_line_end();
    if (!*s)
        bad("missing filename in r/R/w/W commands");
    return s;
}

static char *label(void)
{
    char *s = to_line_end(), *end = strchr(s, ';');
    if (end) {
        at -= strlen(end);
        *end = 0;
    }
    for (end = s + strlen(s); end > s && isspace(end[-1]);)
        *--end = 0;
    return s;
}

/* The text of a, i, c: after "\<newline>" or on the same line; backslashes are taken away, an escaped newline stays. */
static char *text(void)
{
    struct buffer b = {0, 0, 0, 1};
    spaces();
    if (*at == '\\') {
        char *start = ++at;
        spaces();
        if (*at == '\n')
            at++;
        else
            at = start;
    }
    if (!*at)
        bad("expected \\ after `a', `c' or `i'");
    for (; *at && *at != '\n'; at++) {
        if (*at == '\\' && at[1]) {
            at++;
            append_char(&b, *at == 't' ? '\t' : *at);
        } else
            append_char(&b, *at);
    }
    append_char(&b, '\n');
    return b.s;
}

static void check_references(const char *s, const regex_t *regex)
{
    char what[60];
    for (; *s; s++)
        if (*s == '\\' && *++s && isdigit(*s) && regex && (size_t)(*s - '0') > regex->re_nsub) {
            sprintf(what, "invalid reference \\%c on `s' command's RHS", *s);
            bad(what);
        }
}

static void substitution(struct command *c)
{
    int delimiter = *at ? *at++ : 0, flags = 0;
    char *s = delimited(delimiter, 1);
    c->text = s ? delimited(delimiter, 0) : 0;
    if (!c->text)
        bad("unterminated `s' command");
    c->nth = 1;
    for (;; at++) {
        if (*at == 'g')
            c->global = 1;
        else if (*at == 'p')
            c->print = 1;
        else if (*at == 'i' || *at == 'I')
            flags |= REG_ICASE;
        else if (*at == 'm' || *at == 'M')
            flags |= REG_NEWLINE;
        else if (isdigit(*at)) {
            c->nth = digits();
            at--;
            if (!c->nth)
                bad("number option to `s' command may not be zero");
        } else if (*at == 'w') {
            at++;
            c->sink = sink_for(file_name());
            break;
        } else
            break;
    }
    if (*at && !isspace(*at) && !strchr(";}#", *at)) {
        at++;
        bad("unknown option to `s'");
    }
    c->regex = compile(s, flags);
    check_references(c->text, c->regex);
    free(s);
}

static int y_char(const char **s)
{
    int c = *(*s)++;
    if (c == '\\' && **s) {
        c = *(*s)++;
        if (c == 'n')
            c = '\n';
    }
    return c;
}

/* text becomes a table of 256 bytes. */
static void transliteration(struct command *c)
{
    int delimiter = *at ? *at++ : 0, i;
    char *from = delimited(delimiter, 0), *to = from ? delimited(delimiter, 0) : 0;
    const char *a = from, *b = to;
    if (!to)
        bad("unterminated `y' command");
    c->text = need(256);
    for (i = 0; i < 256; i++)
        c->text[i] = i;
    while (*a && *b) {
        i = y_char(&a);
        c->text[i] = y_char(&b);
    }
    if (*a || *b)
        bad("strings for `y' command are different lengths");
    free(from);
    free(to);
}

static void end_of_command(void)
{
    spaces();
    if (*at == '}' || *at == '#')
        return;
    if (*at && *at != '\n' && *at != ';') {
        at++;
        bad("extra characters after command");
    }
    if (*at)
        at++;
}

/* Open braces, innermost first, through jump. */
static struct command *open_braces;

static void arguments(struct command *c)
{
    struct command *brace;
    switch (c->name) {
    case '{':
        c->jump = open_braces;
        open_braces = c;
        return;
    case '}':
        if (c->first.kind)
            bad("} doesn't want any addresses");
        if (!open_braces)
            bad("unexpected `}'");
        brace = open_braces;
        open_braces = brace->jump;
        brace->jump = c;
        break;
    case ':':
        c->text = label();
        if (!*c->text)
            bad("\":\" lacks a label");
        return;
    case 'a':
    case 'i':
    case 'c':
        c->text = text();
        return;
    case 'b':
    case 't':
    case 'T':
        c->text = label();
        if (*c->text && strchr(c->text, '}')) {
            at -= strlen(strchr(c->text, '}'));
            *strchr(c->text, '}') = 0;
            c->text[strcspn(c->text, " ")] = 0;
        }
        break;
    case 'r':
        c->text = file_name();
        break;
    case 'w':
        c->sink = sink_for(file_name());
        break;
    case 's':
        substitution(c);
        break;
    case 'y':
        transliteration(c);
        break;
    case 'l':
    case 'q':
    case 'Q':
        spaces();
        c->nth = isdigit(*at) ? digits() : c->name == 'l' ? -1 : 0;
        break;
    }
    end_of_command();
}

static struct command *command(void)
{
    struct command *c = need(sizeof *c);
    memset(c, 0, sizeof *c);
    if (address(&c->first, 0)) {
        spaces();
        if (*at == ',') {
            at++;
            spaces();
            if (!address(&c->last, 1) && *at++)
                bad("unexpected `,'");
            spaces();
        }
    }
    if (c->first.kind == LINE && c->first.n == 0) {
        if (c->last.kind != REGEX)
            bad("invalid usage of line address 0");
        c->active = 1;
    }
    while (*at == '!') {
        c->negated = 1;
        at++;
        spaces();
    }
    if (!*at)
        bad("missing command");
    c->name = *at++;
    if (!strchr("{}=:abcdDFgGhHilnNpPqQrsStTwxyz", c->name))
        bad_about("unknown command: `%c'", c->name);
    if (c->last.kind && strchr(":q", c->name))
        bad("command only uses one address");
    arguments(c);
    return c;
}

static void resolve(void)
{
    struct command *c, *l;
    for (c = commands; c; c = c->next) {
        if (!strchr("btT", c->name) || !*c->text)
            continue;
        for (l = commands; l && (l->name != ':' || strcmp(l->text, c->text) != 0); l = l->next)
            ;
        if (!l)
            diex("can't find label for jump to `%s'", c->text);
        c->jump = l;
    }
}

static void parse(void)
{
    at = script.s;
    if (at[0] == '#' && at[1] == 'n' && (at[2] == '\n' || !at[2]))
        silent = 1;
    for (blanks(); *at; blanks()) {
        if (*at == '#') {
            at += strcspn(at, "\n");
            continue;
        }
        *tail = command();
        tail = &(*tail)->next;
    }
    if (open_braces) {
        at = script.s;
        bad("unmatched `{'");
    }
    resolve();
}

/* Running: spaces, input, output. */
static struct buffer pattern, hold = {0, 0, 0, 1}, work;
static struct in input;
static unsigned line;
static int replaced, ends_line;
static char **files;
static regex_t *last_regex;

static void put(struct sink *to, const char *s, size_t n)
{
    if (to->fd == 1) {
        outm(s, n);
        return;
    }
    if (writeall(to->fd, s, n) == 0)
        return;
    trouble = 4;
    die("couldn't write to %s", to->name);
}

/* A line whose input had no newline gets it only when something follows. */
static char line_end = '\n';
static unsigned line_length = 70;

static void put_line(struct sink *to, const char *s, size_t n, int newline)
{
    if (to->unfinished)
        put(to, &line_end, 1);
    put(to, s, n);
    if (newline)
        put(to, &line_end, 1);
    to->unfinished = !newline;
}

static struct sink *out(void)
{
    return editing ? &edited : &standard;
}

static void put_pattern(struct sink *to)
{
    put_line(to, pattern.s, pattern.n, pattern.nl);
}

static char backup[PATH_MAX], replacement[PATH_MAX];

static void begin_edit(const char *name)
{
    struct stat st;
    if (snprintf(replacement, sizeof replacement, "%s.sed%d", name, (int)getpid()) >= PATH_MAX || stat(name, &st) < 0
        || (edited.fd = open(replacement, O_WRONLY | O_CREAT | O_EXCL, st.st_mode & 07777)) < 0) {
        trouble = 4;
        die("couldn't open temporary file %s", replacement);
    }
    edited.name = replacement;
    edited.unfinished = 0;
    editing = 1;
}

static void end_edit(void)
{
    if (!editing)
        return;
    editing = 0;
    close(edited.fd);
    if (*in_place) {
        snprintf(backup, sizeof backup, "%s%s", input.name, in_place);
        rename(input.name, backup);
    }
    if (rename(replacement, input.name) < 0) {
        trouble = 4;
        die("cannot rename %s", replacement);
    }
}

static int open_next(void)
{
    while (*files) {
        const char *name = *files++;
        struct stat st;
        int fd = strcmp(name, "-") == 0 && !in_place ? 0 : open(name, O_RDONLY);
        if (fd < 0) {
            trouble = 2;
            complain("can't read %s", name);
            continue;
        }
        if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
            trouble = 2;
            complainx(in_place ? "couldn't edit %s: not a regular file" : "read error on %s: Is a directory", name);
            close(fd);
            continue;
        }
        if (fd)
            close(fd);
        in_open(&input, name);
        if (in_place)
            begin_edit(name);
        if (separate)
            line = 0;
        return 1;
    }
    return 0;
}

/* Whether this file has more. */
static int more_here(void)
{
    return input.buf && (input.p < input.e || in_fill(&input) > 0);
}

static void shut(void)
{
    end_edit();
    in_close(&input);
}

/* Whether there is a line after this one; moves on to a later file only where files are one stream. */
static int is_last(void)
{
    while (!more_here()) {
        if (separate || !*files)
            return separate || !*files;
        shut();
        if (!open_next())
            return 1;
    }
    return 0;
}

struct later {
    struct later *next;
    const char *text;
    int is_file;
};
static struct later *later, **latest = &later;

static void after_line(const char *text, int is_file)
{
    struct later *l = need(sizeof *l);
    l->next = 0;
    l->text = text;
    l->is_file = is_file;
    *latest = l;
    latest = &l->next;
}

static void put_file(const char *name)
{
    char buf[256];
    int n, fd = strcmp(name, "/dev/stdin") == 0 ? 0 : open(name, O_RDONLY);
    if (fd < 0)
        return;
    while ((n = read(fd, buf, sizeof buf)) > 0) {
        put_line(out(), buf, n, 0);
        out()->unfinished = 0;
    }
    if (fd)
        close(fd);
}

static void put_later(void)
{
    struct later *l;
    for (; later; later = l) {
        l = later->next;
        if (later->is_file)
            put_file(later->text);
        else
            put_line(out(), later->text, strlen(later->text) - 1, 1);
        free(later);
    }
    latest = &later;
}

/* The next line to the end of the pattern space; 0 if there is none. */
static int read_pattern(void)
{
    char *s;
    size_t n;
    put_later();
    while (!more_here()) {
        if (input.buf)
            shut();
        if (!open_next())
            return 0;
    }
    s = in_line(&input, &n);
    append(&pattern, s, n);
    pattern.nl = input.nl;
    line++;
    return 1;
}

static int matches(regex_t *regex, size_t from, regmatch_t *m, int count)
{
    m[0].rm_so = from;
    m[0].rm_eo = pattern.n;
    if (!regex)
        regex = last_regex;
    if (!regex)
        diex("no previous regular expression");
    last_regex = regex;
    return regexec(regex, pattern.s, count, m, REG_STARTEND) == 0;
}

static int holds(const struct address *a)
{
    regmatch_t m[1];
    switch (a->kind) {
    case LINE: return line == a->n;
    case LAST: return is_last();
    case REGEX: return matches(a->regex, 0, m, 1);
    case STEP: return a->step ? line >= a->n && (line - a->n) % a->step == 0 : line == a->n;
    }
    return 1;
}

/* A range that begins with a line number begins once, there or, if that line was passed inside another cycle, after it. */
static int begins_range(struct command *c)
{
    int numbered = c->first.kind == LINE;
    if (numbered ? c->closed || line < c->first.n : !holds(&c->first))
        return 0;
    switch (c->last.kind) {
    case LINE: c->end = c->last.n; break;
    case PLUS: c->end = line + c->last.n; break;
    case MULTIPLE: c->end = c->last.n ? (line + c->last.n - 1) / c->last.n * c->last.n : line; break;
    case LAST: c->active = !is_last(); c->closed = !c->active; return 1;
    default: c->active = 1; return 1;
    }
    c->active = c->end > line;
    c->closed = !c->active;
    return c->end >= line || !numbered || line == c->first.n;
}

static int selected(struct command *c)
{
    if (!c->last.kind)
        return holds(&c->first);
    if (!c->active)
        return begins_range(c);
    if (c->last.kind == REGEX || c->last.kind == LAST || c->last.kind == STEP)
        c->active = !holds(&c->last);
    else
        c->active = line < c->end;
    c->closed = !c->active;
    return c->last.kind != LINE || line <= c->end;
}

/* Case conversion of \U \L \u \l \E in a replacement. */
static int casing, once;

static void append_cased(const char *s, size_t n)
{
    for (; n > 0; s++, n--) {
        int c = *s, how = once ? once : casing;
        append_char(&work, how == 'U' ? toupper(c) : how == 'L' ? tolower(c) : c);
        once = 0;
    }
}

static void replace(const char *r, const char *s, const regmatch_t *m)
{
    int group;
    casing = once = 0;
    for (; *r; r++) {
        group = *r == '&' ? 0 : -1;
        if (*r == '\\' && *++r) {
            if (isdigit(*r))
                group = *r - '0';
            else if (strchr("ULE", *r)) {
                casing = *r == 'E' ? 0 : *r;
                continue;
            } else if (*r == 'u' || *r == 'l') {
                once = *r - 32;
                continue;
            } else {
                int c = *r == 'n' ? '\n' : *r == 't' ? '\t' : *r;
                append_char(&work, c);
                continue;
            }
        }
        if (group < 0)
            append_cased(r, 1);
        else if (m[group].rm_so >= 0)
            append_cased(s + m[group].rm_so, m[group].rm_eo - m[group].rm_so);
    }
}

static int substitute(struct command *c)
{
    regmatch_t m[10];
    struct buffer swapped;
    size_t from = 0, last_end = -1;
    unsigned count = 0;
    int done = 0;
    work.n = 0;
    while (from <= pattern.n && matches(c->regex, from, m, 10)) {
        char *s = pattern.s;
        int empty = m[0].rm_so == m[0].rm_eo;
        if (!empty || (size_t)m[0].rm_so != last_end) {
            append(&work, s + from, m[0].rm_so - from);
            if (++count >= c->nth) {
                replace(c->text, s, m);
                done = 1;
            } else
                append(&work, s + m[0].rm_so, m[0].rm_eo - m[0].rm_so);
            from = last_end = m[0].rm_eo;
        }
        if (done && !c->global)
            break;
        if (empty) {
            if (from < pattern.n)
                append(&work, pattern.s + from, 1);
            from++;
        }
    }
    if (!done)
        return 0;
    if (from < pattern.n)
        append(&work, pattern.s + from, pattern.n - from);
    append(&work, "", 0);
    work.nl = pattern.nl;
    swapped = pattern;
    pattern = work;
    work = swapped;
    return 1;
}

static void put_visible(unsigned width)
{
    static const char names[] = "\a\b\f\n\r\t\v\\", letters[] = "abfnrtv\\";
    char piece[5];
    const char *found;
    unsigned column = 0, n;
    size_t i;
    work.n = 0;
    for (i = 0; i < pattern.n; i++) {
        int c = pattern.s[i];
        if (c && (found = strchr(names, c)))
            n = sprintf(piece, "\\%c", letters[found - names]);
        else
            n = sprintf(piece, c < 32 || c >= 127 ? "\\%03o" : "%c", c);
        if (width && column + n > width - 1) {
            append(&work, "\\\n", 2);
            column = 0;
        }
        append(&work, piece, n);
        column += n;
    }
    append_char(&work, '$');
    put_line(out(), work.s, work.n, 1);
}

static void copy_space(struct buffer *to, const struct buffer *from)
{
    to->n = 0;
    to->nl = from->nl;
    append(to, from->s ? from->s : "", from->n);
}

static void add_space(struct buffer *to, const struct buffer *from)
{
    to->nl = from->nl;
    append(to, &line_end, 1);
    append(to, from->s ? from->s : "", from->n);
}

static void leave(int print)
{
    if (print && !silent)
        put_pattern(out());
    put_later();
    if (ends_line && out()->unfinished)
        put(out(), "\n", 1);
    if (editing) {
        while (more_here()) {
            put_line(out(), input.p, input.e - input.p, 0);
            out()->unfinished = 0;
            input.p = input.e;
        }
    }
    shut();
    finish();
    exit(code ? code : status);
}

/* Runs one command: the next one, or NULL at the end of the cycle. */
enum { NEXT, END, DELETE, RESTART };

static int next_line(struct command *c)
{
    if (is_last() && (!separate || !*files))
        leave(1);
    if (c->name == 'n') {
        if (!silent)
            put_pattern(out());
        pattern.n = 0;
    } else
        append(&pattern, &line_end, 1);
    if (!read_pattern())
        leave(0);
    return NEXT;
}

static int change(struct command *c)
{
    if (!c->last.kind || c->negated || !c->active)
        put_line(out(), c->text, strlen(c->text) - 1, 1);
    return DELETE;
}

static int execute(struct command *c)
{
    char *s, number[12];
    size_t i;
    struct buffer swapped;
    switch (c->name) {
    case '=':
        put_line(out(), number, sprintf(number, "%u", line), 1);
        break;
    case 'a': after_line(c->text, 0); break;
    case 'c': return change(c);
    case 'd': return DELETE;
    case 'D':
        s = memchr(pattern.s, line_end, pattern.n);
        if (!s)
            return DELETE;
        pattern.n -= s + 1 - pattern.s;
        memmove(pattern.s, s + 1, pattern.n + 1);
        return RESTART;
    case 'F': put_line(out(), input.name, strlen(input.name), 1); break;
    case 'g': copy_space(&pattern, &hold); break;
    case 'G': add_space(&pattern, &hold); break;
    case 'h': copy_space(&hold, &pattern); break;
    case 'H': add_space(&hold, &pattern); break;
    case 'i': put_line(out(), c->text, strlen(c->text) - 1, 1); break;
    case 'l': put_visible(c->nth == (unsigned)-1 ? line_length : c->nth); break;
    case 'n':
    case 'N': return next_line(c);
    case 'p': put_pattern(out()); break;
    case 'P':
        s = memchr(pattern.s, line_end, pattern.n);
        put_line(out(), pattern.s, s ? (size_t)(s - pattern.s) : pattern.n, s ? 1 : pattern.nl);
        break;
    case 'q':
    case 'Q':
        code = c->nth;
        ends_line = c->name == 'q';
        leave(ends_line);
        break;
    case 'r': after_line(c->text, 1); break;
    case 's':
        if (!substitute(c))
            break;
        replaced = 1;
        if (c->print)
            put_pattern(out());
        if (c->sink)
            put_pattern(c->sink);
        break;
    case 'w': put_pattern(c->sink); break;
    case 'x':
        swapped = pattern;
        pattern = hold;
        hold = swapped;
        append(&pattern, "", 0);
        break;
    case 'y':
        for (i = 0; i < pattern.n; i++)
            pattern.s[i] = c->text[(unsigned char)pattern.s[i]];
        break;
    case 'z':
        pattern.n = 0;
        *pattern.s = 0;
        break;
    }
    return NEXT;
}

static int cycle(void)
{
    struct command *c = commands;
    int how;
    while (c) {
        if ((c->first.kind ? selected(c) : 1) == c->negated) {
            c = c->name == '{' ? c->jump : c->next;
            continue;
        }
        if (c->name == 'b' || (c->name == 't' && replaced) || (c->name == 'T' && !replaced)) {
            if (c->name == 't')
                replaced = 0;
            c = c->jump;
            continue;
        }
        if (c->name == 'T')
            replaced = 0;
        how = execute(c);
        if (how != NEXT)
            return how;
        c = c->next;
    }
    return END;
}

static void edit(void)
{
    int how = END;
    append(&pattern, "", 0);
    for (;;) {
        if (how != RESTART) {
            pattern.n = 0;
            if (!read_pattern())
                break;
            replaced = 0;
        }
        how = cycle();
        if (how == END && !silent)
            put_pattern(out());
        if (how != RESTART || later)
            put_later();
    }
}

static void add_script(const char *s)
{
    if (script.s)
        append_char(&script, '\n');
    append(&script, s, strlen(s));
}

static void add_file(const char *name)
{
    char *s;
    size_t n;
    if (in_open(&input, name) < 0)
        exit(1);
    while ((s = in_line(&input, &n)))
        add_script(s);
    in_close(&input);
    free(input.buf);
    input.buf = 0;
}

int main(int argc, char **argv)
{
    static char *standard_input[] = {"-", 0};
    int c;
    (void)argc;
    while ((c = option(argv, "nrE(regexp-extended)e:(expression)f:(file)i?(in-place)l:(line-length)n(quiet)(silent)s(separate)u(unbuffered)"
                             "z(null-data)(zero-terminated)\1(posix)")) >= 0)
        switch (c) {
        case 'n': silent = 1; break;
        case 'r':
        case 'E': extended = 1; break;
        case 'e': add_script(argument); break;
        case 'f': add_file(argument); break;
        case 'i': in_place = argument ? argument : ""; separate = 1; break;
        case 'l': line_length = number(argument, "line length"); break;
        case 's': separate = 1; break;
        case 'z': line_end = 0; break;
        }
    if (!script.s) {
        if (!*operands)
            show_usage(2);
        add_script(*operands++);
    }
    parse();
    input.eol = line_end ? line_end : -1;
    files = *operands ? operands : standard_input;
    edit();
    shut();
    return finish();
}
