/* grep: lines that match. Directories are read (-d read), left out (skip) or searched (recurse, -r); there --include, --exclude and --exclude-dir choose by
 * globs. --color (always, never, auto) marks names, numbers and matches; --label names standard input; -D, -U and --line-buffered change nothing. */
#include <ctype.h>
#include <fnmatch.h>
#include <regex.h>
#include <strings.h>
#include <tool.h>

const char *prog = "grep", *synopsis = "[-abcEFGHhIiLlnoqrsTvwxyZz] [-A n] [-B n] [-C n] [-d action] [-m n] [--color[=when]] [--include=glob] [--exclude=glob] "
                                  "[--exclude-dir=glob] [--label=name] (pattern | -e pattern | -f file)... [file...]";
static int kind = 'G', invert, fold, numbers, counts, list, list_without, quiet, only, word, whole, names = -1, silent, recursive, text, found_any;
static unsigned after, before, most = -1;
static int offsets, nul_names, aligned, colored, skips_directories, skips_binary, line_end = '\n';
static unsigned offset; /* in the file, of the line that is shown */
static int number_width;
static const char *label = "(standard input)";

/* A pattern without special bytes is searched for as it is. */
struct pattern {
    struct pattern *next;
    int fixed;
    size_t n;
    const char *bytes;
    regex_t regex;
};
static struct pattern *patterns;

static int is_plain(const char *s, size_t n)
{
    size_t i;
    for (i = 0; i < n; i++)
        if (strchr(kind == 'E' ? "\\.[*^$+?(){}|" : "\\.[*^$", s[i]))
            return 0;
    return 1;
}

static void compile(struct pattern *p)
{
    char reason[64];
    int error = regcomp(&p->regex, p->bytes, (kind == 'E' ? REG_EXTENDED : 0) | (fold ? REG_ICASE : 0));
    if (error) {
        regerror(error, &p->regex, reason, sizeof reason);
        diex("%s", reason);
    }
}

/* Lines of s are patterns of their own. */
static void add(const char *s)
{
    struct pattern *p, **end = &patterns;
    char *copy;
    while (*end)
        end = &(*end)->next;
    for (;; s += p->n + 1) {
        p = need(sizeof *p);
        p->next = 0;
        p->n = strcspn(s, "\n");
        copy = need(p->n + 1);
        memcpy(copy, s, p->n);
        copy[p->n] = 0;
        p->bytes = copy;
        *end = p;
        end = &p->next;
        if (!s[p->n])
            return;
    }
}

static void add_file(const char *name)
{
    static struct in f;
    char *line;
    size_t n;
    if (in_open(&f, name) < 0)
        exit(2);
    while ((line = in_line(&f, &n)))
        add(line);
    in_close(&f);
}

static const char *search(const struct pattern *p, const char *s, size_t n)
{
    if (!fold)
        return memmem(s, n, p->bytes, p->n);
    for (; n >= p->n; s++, n--)
        if (strncasecmp(s, p->bytes, p->n) == 0)
            return s;
    return 0;
}

static int execute(const struct pattern *p, const char *s, size_t from, size_t n, size_t *start, size_t *end, int flags)
{
    regmatch_t m;
    m.rm_so = from;
    m.rm_eo = n;
    if (regexec(&p->regex, s, 1, &m, REG_STARTEND | flags) != 0)
        return 0;
    *start = m.rm_so;
    *end = m.rm_eo;
    return 1;
}

/* First match of p in s[from..n): its place in *start, *end. */
static int match_one(const struct pattern *p, const char *s, size_t from, size_t n, size_t *start, size_t *end)
{
    if (p->fixed) {
        const char *at = search(p, s + from, n - from);
        if (!at)
            return 0;
        *start = at - s;
        *end = *start + p->n;
        return 1;
    }
    return execute(p, s, from, n, start, end, 0);
}

static int is_word(int c)
{
    return isalnum(c) || c == '_';
}

static int accepted(const char *s, size_t n, size_t start, size_t end)
{
    if (whole)
        return start == 0 && end == n;
    return !word || ((start == 0 || !is_word(s[start - 1])) && (end == n || !is_word(s[end])));
}

/* A match that does not end at the end of a word may have a shorter one in it that does. */
static int shorter(const struct pattern *p, const char *s, size_t n, size_t start, size_t *end)
{
    size_t a;
    while (word && !p->fixed && *end > start && execute(p, s, start, *end - 1, &a, end, REG_NOTEOL) && a == start)
        if (accepted(s, n, start, *end))
            return 1;
    return 0;
}

/* The leftmost, then longest match of any pattern from `from` on. */
static int match(const char *s, size_t from, size_t n, size_t *start, size_t *end)
{
    struct pattern *p;
    size_t a, b, at;
    int found = 0;
    for (p = patterns; p; p = p->next)
        for (at = from; at <= n && match_one(p, s, at, n, &a, &b); at = a + 1) {
            if (!accepted(s, n, a, b) && !shorter(p, s, n, a, &b))
                continue;
            if (!found || a < *start || (a == *start && b > *end))
                *start = a, *end = b;
            found = 1;
            break;
        }
    return found;
}

/* Output in a colour, of which every piece is closed. */
static void put_colored(const char *color, const char *s, size_t n)
{
    if (colored && n) {
        outs("\33[");
        outs(color);
        outs("m\33[K");
        outm(s, n);
        outs("\33[m\33[K");
    } else
        outm(s, n);
}

static void separate(int separator)
{
    char byte = separator;
    put_colored("36", &byte, 1);
}

static void put_name(const char *name)
{
    put_colored("35", name, strlen(name));
}

static void put_number(unsigned n, int separator)
{
    char text[12];
    put_colored("32", text, sprintf(text, "%*u", number_width, n));
    separate(separator);
}

static void prefix(const char *name, unsigned line, int separator)
{
    if (names > 0) {
        put_name(name);
        if (nul_names)
            outc(0);
        else
            separate(separator);
    }
    if (numbers)
        put_number(line, separator);
    if (offsets)
        put_number(offset, separator);
    if (aligned && (names > 0 || numbers || offsets))
        outc('\t');
}

/* A line with its matches in colour. */
static void put_marked(const char *s, size_t n)
{
    size_t from = 0, start, end;
    while (from < n && match(s, from, n, &start, &end)) {
        if (end == start)
            end++;
        else {
            outm(s + from, start - from);
            put_colored("01;31", s + start, end - start);
            from = end;
            continue;
        }
        outm(s + from, end - from);
        from = end;
    }
    outm(s + from, n - from);
}

static void put(const char *name, unsigned line, int separator, const char *s, size_t n)
{
    prefix(name, line, separator);
    if (colored && !only && separator == (invert ? '-' : ':'))
        put_marked(s, n);
    else
        only ? put_colored("01;31", s, n) : outm(s, n);
    outc(line_end);
}

static void put_parts(const char *name, unsigned line, const char *s, size_t n)
{
    size_t from = 0, start, end;
    unsigned beginning = offset;
    while (from <= n && match(s, from, n, &start, &end)) {
        offset = beginning + start;
        if (end > start)
            put(name, line, ':', s + start, end - start);
        from = end > start ? end : end + 1;
    }
}

/* The last lines that did not match, for -B. */
struct held {
    struct held *next;
    size_t n;
    unsigned offset;
    char line[1];
};
static struct held *oldest, **newest = &oldest;
static unsigned holding;

static void drop(void)
{
    struct held *h = oldest;
    oldest = h->next;
    if (!oldest)
        newest = &oldest;
    free(h);
    holding--;
}

static void hold(const char *s, size_t n)
{
    struct held *h = need(sizeof *h + n);
    h->next = 0;
    h->n = n;
    h->offset = offset;
    memcpy(h->line, s, n);
    *newest = h;
    newest = &h->next;
    if (++holding > before)
        drop();
}

static unsigned shown_to, any_shown;

static void selected(const char *name, unsigned line, const char *s, size_t n)
{
    unsigned first = line - holding, own = offset;
    if ((after || before) && any_shown && (shown_to == 0 || first > shown_to + 1))
        outs(colored ? "\33[36m\33[K--\33[m\33[K\n" : "--\n");
    for (; holding > 0; drop(), first++)
        if (!only) {
            offset = oldest->offset;
            put(name, first, '-', oldest->line, oldest->n);
        }
    offset = own;
    if (!only)
        put(name, line, ':', s, n);
    else if (!invert)
        put_parts(name, line, s, n);
    any_shown = 1;
    shown_to = line;
}

static int shows_lines(void)
{
    return !(quiet || list || list_without || counts);
}

/* A NUL among the first bytes. */
static int looks_binary(struct in *f)
{
    return line_end && (f->p < f->e || in_fill(f)) && memchr(f->p, 0, f->e - f->p);
}

/* With -T numbers are as wide as the size of the file. */
static void align(int fd)
{
    struct stat st;
    unsigned n;
    number_width = 0;
    if (aligned && fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
        for (n = st.st_size; n; n /= 10)
            number_width++;
}

static void scan(struct in *f, const char *name)
{
    unsigned line = 0, count = 0, left = 0, next = 0;
    size_t n, start, end;
    const char *s;
    shown_to = 0;
    if (skips_binary && looks_binary(f))
        return;
    while (count < most && (s = in_line(f, &n))) {
        line++;
        offset = next;
        next += n + 1;
        if (match(s, 0, n, &start, &end) != invert) {
            count++;
            found_any = 1;
            if (quiet)
                exit(0);
            if (list || list_without)
                break;
            if (counts)
                continue;
            if (!text && line_end && memchr(s, 0, n)) {
                int saved = status;
                complainx("%s: binary file matches", name);
                status = saved;
                break;
            }
            selected(name, line, s, n);
            left = after;
        } else if (left > 0 && shows_lines()) {
            left--;
            shown_to = line;
            if (!only)
                put(name, line, '-', s, n);
        } else if (before && shows_lines())
            hold(s, n);
    }
    while (left-- > 0 && (s = in_line(f, &n)) && shows_lines() && !only) {
        if (match(s, 0, n, &start, &end) != invert)
            break;
        offset = next;
        next += n + 1;
        put(name, ++line, '-', s, n);
    }
    while (holding > 0)
        drop();
    if (counts && !list && !list_without) {
        if (names > 0) {
            put_name(name);
            if (nul_names)
                outc(0);
            else
                separate(':');
        }
        outf("%u\n", count);
    }
    if (count ? list : list_without) {
        put_name(name);
        outc(nul_names ? 0 : '\n');
    }
}

static void one(const char *name)
{
    static struct in f;
    const char *shown = strcmp(name, "-") == 0 ? label : name;
    int saved = status;
    if (silent && strcmp(name, "-") != 0 && access(name, R_OK) < 0) {
        status = trouble;
        return;
    }
    f.eol = line_end ? line_end : -1;
    if (in_open(&f, name) < 0)
        return;
    if ((silent || skips_directories) && is_directory(name)) {
        in_close(&f);
        status = saved;
        return;
    }
    f.name = shown;
    if (is_directory(strcmp(name, "-") == 0 ? "" : name)) {
        errno = EISDIR;
        complain("%s", name);
    } else {
        align(f.fd);
        scan(&f, shown);
    }
    in_close(&f);
}

/* Globs that names have to be of, or must not. */
enum { INCLUDE, EXCLUDE, EXCLUDE_DIRECTORY, KINDS };
static struct glob {
    struct glob *next;
    const char *text;
} *globs[KINDS];

static void add_glob(int kind_of_glob)
{
    struct glob *g = need(sizeof *g);
    g->text = argument;
    g->next = globs[kind_of_glob];
    globs[kind_of_glob] = g;
}

static int is_of(int kind_of_glob, const char *name)
{
    const struct glob *g;
    for (g = globs[kind_of_glob]; g; g = g->next)
        if (fnmatch(g->text, base(name), 0) == 0 || fnmatch(g->text, name, 0) == 0)
            return 1;
    return 0;
}

static int left_out(const char *name)
{
    return is_of(EXCLUDE, name) || (globs[INCLUDE] && !is_of(INCLUDE, name));
}

static int visit(const struct stat *st, int depth, int when)
{
    const char *name = path;
    if (when == LEAF && (depth == 0 || S_ISREG(st->st_mode)) && !left_out(path))
        one(recursive == '.' && strncmp(name, "./", 2) == 0 ? name + 2 : name);
    return when != PRE || depth == 0 || !is_of(EXCLUDE_DIRECTORY, path);
}

static unsigned count_of(int digits_only)
{
    char *end;
    unsigned n = strtoul(argument, &end, 10);
    if (*argument < '0' || *argument > '9' || *end) {
        if (digits_only)
            diex("%s: invalid context length argument", argument);
        diex("invalid max count");
    }
    return n;
}

static int color_wanted(void)
{
    if (!argument || strcmp(argument, "auto") == 0 || strcmp(argument, "tty") == 0 || strcmp(argument, "if-tty") == 0)
        return isatty(1);
    return strcmp(argument, "always") == 0 || strcmp(argument, "yes") == 0 || strcmp(argument, "force") == 0;
}

static void set_directories(void)
{
    if (strcmp(argument, "recurse") == 0)
        recursive = 1;
    else if (strcmp(argument, "skip") == 0)
        skips_directories = 1;
    else if (strcmp(argument, "read") != 0)
        diex("invalid argument '%s' for '--directories'", argument);
}

static void set_binary(void)
{
    text = strcmp(argument, "text") == 0;
    skips_binary = strcmp(argument, "without-match") == 0;
    if (!text && !skips_binary && strcmp(argument, "binary") != 0)
        diex("invalid argument '%s' for '--binary-files'", argument);
}

static void flags(char **argv)
{
    int c, old = 0;
    while ((c = option(argv, "0123456789A:(after-context)a(text)B:(before-context)b(byte-offset)C:(context)c(count)D:(devices)d:(directories)"
                             "E(extended-regexp)e:(regexp)F(fixed-strings)f:(file)G(basic-regexp)H(with-filename)h(no-filename)Ii(ignore-case)y"
                             "L(files-without-match)l(files-with-matches)m:(max-count)n(line-number)o(only-matching)q(quiet)(silent)"
                             "R(dereference-recursive)r(recursive)s(no-messages)T(initial-tab)U(binary)v(invert-match)w(word-regexp)"
                             "x(line-regexp)Z(null)z(null-data)\1?(color)(colour)\2:(include)\3:(exclude)\4:(exclude-dir)\5:(label)"
                             "\6(line-buffered)\7:(binary-files)\10(no-ignore-case)"))
           >= 0)
        switch (c) {
        case 'A': after = count_of(1); break;
        case 'a': text = 1; break;
        case 'B': before = count_of(1); break;
        case 'b': offsets = 1; break;
        case 'C': after = before = count_of(1); break;
        case 'c': counts = 1; break;
        case 'D':
        case 'U':
        case 6: break;
        case 'd': set_directories(); break;
        case 'E':
        case 'F':
        case 'G': kind = c; break;
        case 'e': add(argument); break;
        case 'f': add_file(argument); found_any = -1; break;
        case 'H': names = 1; break;
        case 'h': names = 0; break;
        case 'i':
        case 'y': fold = 1; break;
        case 8: fold = 0; break;
        case 'I': skips_binary = 1; break;
        case 'L': list_without = 1; break;
        case 'l': list = 1; break;
        case 'm': most = count_of(0); break;
        case 'n': numbers = 1; break;
        case 'o': only = 1; break;
        case 'q': quiet = 1; break;
        case 'r':
        case 'R': recursive = 1; break;
        case 's': silent = 1; break;
        case 'T': aligned = 1; break;
        case 'v': invert = 1; break;
        case 'w': word = 1; break;
        case 'x': whole = 1; break;
        case 'Z': nul_names = 1; break;
        case 'z': line_end = 0; break;
        case 1: colored = color_wanted(); break;
        case 2:
        case 3:
        case 4: add_glob(c - 2); break;
        case 5: label = argument; break;
        case 7: set_binary(); break;
        default:
            after = before = old ? after * 10 + c - '0' : (unsigned)c - '0';
            old = 1;
        }
}

int main(int argc, char **argv)
{
    struct pattern *p;
    trouble = 2;
    if (argc > 0 && (*base(argv[0]) == 'e' || *base(argv[0]) == 'f'))
        kind = *base(argv[0]) - 32;
    flags(argv);
    if (!patterns && found_any == 0) {
        if (!*operands) {
            writeall(2, "Usage: grep [OPTION]... PATTERNS [FILE]...\n", 43);
            usage();
        }
        add(*operands++);
    }
    found_any = 0;
    for (p = patterns; p; p = p->next) {
        p->fixed = kind == 'F' || is_plain(p->bytes, p->n);
        if (!p->fixed)
            compile(p);
    }
    if (names < 0)
        names = recursive ? !operands[0] || operands[1] || is_directory(*operands) : operands[0] && operands[1];
    if (recursive && !*operands) {
        recursive = '.';
        walk(".", 0, visit);
    } else if (!*operands)
        one("-");
    else
        for (; *operands; operands++)
            if (recursive)
                walk(*operands, WALK_FOLLOW, visit);
            else
                one(*operands);
    finish();
    return status ? status : !found_any;
}
