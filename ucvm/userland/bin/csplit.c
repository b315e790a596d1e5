/* csplit: a file into sections at line numbers and at lines that match expressions. */
#include <ctype.h>
#include <regex.h>
#include <tool.h>

const char *prog = "csplit", *synopsis = "[-kszq] [-f prefix] [-b format | -n digits] [--suppress-matched] file pattern...";
static const char *prefix = "xx", *format;
static unsigned digits = 2, sections;
static int keep, quiet, elide, suppress, out = -1;

/* The input, and the line that the next section begins with: its number (from 1) and place. */
static struct in f;
static unsigned current = 1;
static off_t place;

static const char *section_name(unsigned n)
{
    static char name[PATH_MAX];
    size_t at = snprintf(name, sizeof name, "%s", prefix);
    if (at >= sizeof name)
        diex("name too long");
    if (format)
        snprintf(name + at, sizeof name - at, format, n);
    else
        snprintf(name + at, sizeof name - at, "%0*u", (int)digits, n);
    return name;
}

static void fail(void)
{
    outflush();
    while (!keep && sections > 0)
        unlink(section_name(--sections));
    exit(1);
}

static void rewind_to(off_t at)
{
    lseek(f.fd, at, SEEK_SET);
    f.p = f.e = f.buf;
}

/* Copies lines from the current one up to `until` (0: to the end) into a new section, or nowhere. */
static void copy_lines(unsigned until, int ignore)
{
    char *s;
    size_t n;
    unsigned size = 0;
    if (!ignore) {
        out = open(section_name(sections), O_WRONLY | O_CREAT | O_TRUNC, 0666);
        if (out < 0) {
            complain("%s", section_name(sections));
            fail();
        }
        sections++;
    }
    rewind_to(place);
    while ((!until || current < until) && (s = in_line(&f, &n))) {
        if (f.nl)
            s[n++] = '\n';
        size += n;
        place += n;
        current++;
        if (!ignore && writeall(out, s, n) < 0) {
            complain("%s", section_name(sections - 1));
            fail();
        }
    }
    if (!ignore) {
        close(out);
        if (elide && !size)
            unlink(section_name(--sections));
        else if (!quiet)
            outf("%u\n", size);
    }
}

static void drop_line(void)
{
    char *s;
    size_t n;
    rewind_to(place);
    if ((s = in_line(&f, &n))) {
        place += n + f.nl;
        current++;
    }
}

static void told(const char *what, const char *pattern, unsigned repetition)
{
    if (repetition)
        complainx("'%s': %s on repetition %u", pattern, what, repetition);
    else
        complainx("'%s': %s", pattern, what);
}

/* The number of the first line from `line` that matches, searched from the current one; 0 if none does. */
static unsigned match_from(regex_t *re, unsigned line)
{
    char *s;
    size_t n;
    unsigned at = current;
    rewind_to(place);
    for (; (s = in_line(&f, &n)); at++)
        if (at >= line && regexec(re, s, 0, 0, 0) == 0)
            return at;
    return 0;
}

/* A pattern: an expression between slashes or percent signs with an offset, or a line number. */
struct pattern {
    const char *text;
    int ignore, offset, is_number;
    unsigned line;
    regex_t re;
};

/* The last matched line: searching goes on after it. */
static unsigned searched;

static void out_of_range(struct pattern *p, unsigned repetition)
{
    told("line number out of range", p->text, repetition);
    fail();
}

/* No such line: the rest is a section, and all is well if the pattern was to be repeated as long as it goes. */
static void not_found(struct pattern *p, unsigned repetition, int endless)
{
    if (!endless)
        told("match not found", p->text, repetition);
    if (!p->ignore)
        copy_lines(0, 0);
    if (!endless)
        fail();
    exit(finish());
}

static void by_expression(struct pattern *p, unsigned repetition, int endless)
{
    unsigned found = match_from(&p->re, searched + 1 > current ? searched + 1 : current), until = found + p->offset;
    if (!found)
        not_found(p, repetition, endless);
    searched = p->offset > 0 ? until : found;
    copy_lines((int)until > (int)current ? until : current, p->ignore);
    if (current != until)
        out_of_range(p, 0);
    if (suppress)
        drop_line();
}

static int at_end(void)
{
    rewind_to(place);
    return f.p == f.e && !in_fill(&f);
}

static void by_number(struct pattern *p, unsigned repetition, int endless)
{
    unsigned line = p->line * (repetition + 1);
    int ended = suppress && at_end();
    (void)endless;
    copy_lines(ended ? current : line, 0);
    if (ended || current < line)
        out_of_range(p, repetition);
    if (suppress)
        drop_line();
    else if (at_end())
        out_of_range(p, repetition);
}

static void parse(struct pattern *p, char *s)
{
    char *end;
    int error;
    memset(p, 0, sizeof *p);
    p->text = s;
    if (*s != '/' && *s != '%') {
        p->is_number = 1;
        p->line = strtoul(s, &end, 10);
        if (!isdigit(*s) || *end)
            diex("'%s': invalid pattern", s);
        if (!p->line)
            diex("%s: line number must be greater than zero", s);
        return;
    }
    p->ignore = *s == '%';
    for (end = s + 1; *end && *end != *s; end++)
        end += *end == '\\' && end[1];
    if (!*end)
        diex("%s: closing delimiter '%c' missing", s, *s);
    if (end[1]) {
        char *rest;
        p->offset = strtol(end + 1, &rest, 10);
        if (*rest || rest == end + 1)
            diex("'%s': integer expected after delimiter", s);
    }
    p->text = strcpy(need(strlen(s) + 1), s);
    *end = 0;
    error = regcomp(&p->re, s + 1, REG_NOSUB);
    if (error) {
        char message[64];
        regerror(error, &p->re, message, sizeof message);
        diex("%s: invalid regular expression: %s", p->text, message);
    }
}

/* {N} or {*} after a pattern: -1 is without end. */
static int repetitions(const char *s)
{
    char *end;
    int n;
    if (strcmp(s, "{*}") == 0)
        return -1;
    n = strtoul(s + 1, &end, 10);
    if (!isdigit(s[1]) || *end != '}' || end[1])
        diex(strchr(s, '}') ? "%s}: integer required between '{' and '}'" : "'%s': '}' is required in repeat count", s);
    return n;
}

static void follow(char **word)
{
    static struct pattern p;
    unsigned n;
    int times;
    while (*word) {
        parse(&p, *word++);
        times = 0;
        if (*word && **word == '{')
            times = repetitions(*word++);
        for (n = 0; times < 0 || n <= (unsigned)times; n++)
            (p.is_number ? by_number : by_expression)(&p, n, times < 0);
        if (!p.is_number)
            regfree(&p.re);
    }
}

static void check_words(char **word)
{
    static struct pattern p;
    unsigned last = 0;
    for (; *word; word++) {
        char *copy = strcpy(need(strlen(*word) + 1), *word);
        parse(&p, copy);
        if (!p.is_number)
            regfree(&p.re);
        else if (p.line < last)
            diex("line number '%s' is smaller than preceding line number, %u", *word, last);
        else
            last = p.line;
        free(copy);
        if (word[1] && *word[1] == '{')
            repetitions(*++word);
    }
}

int main(int argc, char **argv)
{
    int c;
    (void)argc;
    while ((c = option(argv, "b:(suffix-format)f:(prefix)k(keep-files)n:(digits)q(quiet)s(silent)S(suppress-matched)z(elide-empty-files)")) >= 0)
        switch (c) {
        case 'b': format = argument; break;
        case 'f': prefix = argument; break;
        case 'k': keep = 1; break;
        case 'n': digits = number(argument, "number"); break;
        case 'q':
        case 's': quiet = 1; break;
        case 'S': suppress = 1; break;
        case 'z': elide = 1;
        }
    if (!operands[0])
        misuse("missing operand");
    if (!operands[1])
        misuse("missing operand after '%s'", *operands);
    check_words(operands + 1);
    if (strcmp(*operands, "-") != 0 && access(*operands, R_OK) < 0)
        die("cannot open '%s' for reading", *operands);
    if (in_open(&f, *operands) < 0)
        return 1;
    f.fd = seekable(f.fd);
    follow(operands + 1);
    copy_lines(0, 0);
    return finish();
}
