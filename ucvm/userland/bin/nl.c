/* nl: number lines. Lines \:\:\:, \:\: and \: begin the head, body and foot of a page. */
#include <regex.h>
#include <tool.h>

const char *prog = "nl", *synopsis = "[-p] [-b type] [-d delimiters] [-f type] [-h type] [-i step] [-l lines] [-n ln|rn|rz] [-s text] [-v start] [-w width] [file...]";

/* How the lines of a part are numbered: a all, t not the empty ones, n none, p those that the expression fits. */
enum { FOOT, BODY, HEAD };
static struct part {
    char style;
    regex_t fits;
} parts[] = {{'n', {0}}, {'t', {0}}, {'n', {0}}};
static int current = BODY, width = 6, place = 'r', renumber = 1;
static unsigned line, start = 1, step = 1, blank_lines = 1;
static char delimiter[3] = "\\:";
static const char *separator = "\t";

/* The part that the line begins; -1 if it is text. */
static int begun(const char *s, size_t n)
{
    size_t m = strlen(delimiter), i;
    if (m == 0 || n == 0 || n % m || n / m > 3)
        return -1;
    for (i = 0; i < n; i += m)
        if (memcmp(s + i, delimiter, m) != 0)
            return -1;
    return n / m - 1;
}

static int numbered(const char *s, size_t n)
{
    static unsigned blanks;
    struct part *part = &parts[current];
    if (part->style != 'a')
        return part->style == 'p' ? regexec(&part->fits, s, 0, 0, 0) == 0 : part->style == 't' && n > 0;
    blanks = n == 0 ? blanks + 1 : 0;
    if (n > 0 || blanks < blank_lines)
        return n > 0;
    blanks = 0;
    return 1;
}

static void lines(struct in *f)
{
    char *s;
    size_t n;
    int part;
    while ((s = in_line(f, &n))) {
        if ((part = begun(s, n)) >= 0) {
            current = part;
            if (renumber)
                line = start;
            outc('\n');
            continue;
        }
        if (numbered(s, n)) {
            outf(place == 'l' ? "%-*u" : place == 'z' ? "%0*u" : "%*u", width, line);
            outs(separator);
            line += step;
        } else
            outpad(width + strlen(separator));
        outm(s, n);
        outc('\n');
    }
}

static void set_style(int which, const char *name)
{
    struct part *part = &parts[which];
    part->style = *argument;
    if (!*argument || !strchr("atnp", *argument) || (*argument != 'p' && argument[1]))
        misuse("invalid %s numbering style: '%s'", name, argument);
    if (*argument == 'p' && regcomp(&part->fits, argument + 1, REG_NOSUB) != 0)
        diex("Invalid regular expression");
}

static void set_place(void)
{
    if (strcmp(argument, "ln") != 0 && strcmp(argument, "rn") != 0 && strcmp(argument, "rz") != 0)
        misuse("invalid line numbering format: '%s'", argument);
    place = argument[1] == 'z' ? 'z' : argument[0];
}

int main(int argc, char **argv)
{
    int c;
    (void)argc;
    while ((c = option(argv, "b:(body-numbering)d:(section-delimiter)f:(footer-numbering)h:(header-numbering)i:(line-increment)"
                             "l:(join-blank-lines)n:(number-format)p(no-renumber)s:(number-separator)v:(starting-line-number)w:(number-width)"))
           >= 0)
        switch (c) {
        case 'b': set_style(BODY, "body"); break;
        case 'd': snprintf(delimiter, sizeof delimiter, argument[0] && !argument[1] ? "%s:" : "%s", argument); break;
        case 'f': set_style(FOOT, "footer"); break;
        case 'h': set_style(HEAD, "header"); break;
        case 'i': step = number(argument, "line number increment"); break;
        case 'l': blank_lines = number(argument, "line number of blank lines"); break;
        case 'n': set_place(); break;
        case 'p': renumber = 0; break;
        case 's': separator = argument; break;
        case 'v': start = number(argument, "starting line number"); break;
        case 'w': width = number(argument, "line number field width"); break;
        }
    line = start;
    each_input(operands, lines);
    return finish();
}
