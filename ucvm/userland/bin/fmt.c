/* fmt: fill paragraphs, with breaks where lines come out most even. Lines that begin with equal indents make up a paragraph, its first
   may have its own. -c keeps the indents of the first two lines, -t wants them different, -s only splits what is long, -u sets one blank between words
   and two between sentences, -w or -WIDTH is the width (75), -g the width to aim at (93 hundredths of it), -p takes only lines with a prefix.
   A paragraph of more than 500 words is filled in parts. */
#include <ctype.h>
#include <tool.h>

const char *prog = "fmt", *synopsis = "[-cstu] [-g goal] [-p prefix] [-w width | -width] [file...]";
enum { WORDS = 500, BYTES = 4500 };

/* A word: where it is, what follows it, and how it is best gone on from it if a line begins here. */
struct word {
    unsigned short at, length, line_length, next_break;
    unsigned char space, paren, punct, period, final;
    long best;
};
static struct word words[WORDS + 1];
static char text[BYTES];
static int word_count, text_used;

static int crown, tagged, split, uniform, width = 75, goal;
static const char *prefix = "";
static int prefix_length, prefix_lead, prefix_full;

/* The line at hand: its indent before the prefix, the column its words begin at, and these; NULL at the end. */
static char *line;
static struct in *input;
static int line_indent, line_column, line_blank;
static int prefix_indent, first_indent, other_indent, last_length, tabs, column;

/* Costs are squares of how much they hurt. */
static long square(long n)
{
    return n * n;
}

enum { LINE = 70 * 70, SENTENCE = 50 * 50, NO_BREAK = 600 * 600, PAREN = 40 * 40, PUNCT = 40 * 40, CREDIT = 3 * 3 };
static const long WORST = 0x7fffffff;

/* Of beginning a line with a word. */
static long begin_cost(int i)
{
    const struct word *w = words + i;
    long cost = LINE;
    if (i > 0) {
        if (w[-1].period)
            cost += w[-1].final ? -SENTENCE : NO_BREAK;
        else if (w[-1].punct)
            cost -= PUNCT;
        else if (i > 1 && w[-2].final)
            cost += square(200) / (w[-1].length + 2);
    }
    if (w->paren)
        cost -= PAREN;
    else if (w->final)
        cost += square(150) / (w->length + 2);
    return cost;
}

/* Of a line of a length with word i after it: how far from the goal, how far from the next line. */
static long line_cost(int i, int length)
{
    long cost;
    if (i == word_count)
        return 0;
    cost = square(10L * (goal - length));
    if (words[i].next_break != word_count)
        cost += square(10L * (length - words[i].line_length)) / 2;
    return cost;
}

/* The best breaks, from the last word backwards. */
static void find_breaks(void)
{
    int start, i, length;
    long cost, best;
    words[word_count].best = 0;
    words[word_count].length = width;
    for (start = word_count - 1; start >= 0; start--) {
        best = WORST;
        length = (start ? other_indent : first_indent) + words[start].length;
        for (i = start + 1;; i++) {
            cost = line_cost(i, length) + words[i].best;
            if (start == 0 && last_length > 0)
                cost += square(10L * (length - last_length)) / 2;
            if (cost < best) {
                best = cost;
                words[start].next_break = i;
                words[start].line_length = length;
            }
            if (i == word_count)
                break;
            length += words[i - 1].space + words[i].length;
            if (length >= width)
                break;
        }
        words[start].best = best + begin_cost(start);
    }
}

static void put_space(int n)
{
    int to = column + n, tab_to = to / 8 * 8;
    if (tabs && column + 1 < tab_to)
        for (; column < tab_to; column = column / 8 * 8 + 8)
            outc('\t');
    for (; column < to; column++)
        outc(' ');
}

static void put_word(const struct word *w)
{
    outm(text + w->at, w->length);
    column += w->length;
}

static void put_line(int i, int indent)
{
    int last = words[i].next_break - 1;
    column = 0;
    put_space(prefix_indent);
    outs(prefix);
    column += prefix_length;
    put_space(indent - column);
    for (; i < last; i++) {
        put_word(words + i);
        put_space(words[i].space);
    }
    put_word(words + last);
    last_length = column;
    outc('\n');
}

static void put_lines(int end)
{
    int i;
    put_line(0, first_indent);
    for (i = words[0].next_break; i != end; i = words[i].next_break)
        put_line(i, other_indent);
}

static void drop(int count)
{
    int i, bytes = count < word_count ? words[count].at : text_used;
    memmove(text, text + bytes, text_used - bytes);
    text_used -= bytes;
    word_count -= count;
    memmove(words, words + count, word_count * sizeof *words);
    for (i = 0; i < word_count; i++)
        words[i].at -= bytes;
}

/* There is no room for more: the lines up to a good break go out. */
static void put_part(void)
{
    int i, at;
    long cost, best = WORST;
    find_breaks();
    at = word_count;
    for (i = words[0].next_break; i != word_count; i = words[i].next_break) {
        cost = words[i].best - words[words[i].next_break].best;
        if (cost < best)
            at = i, best = cost;
        if (best <= WORST - CREDIT)
            best += CREDIT;
    }
    put_lines(at);
    drop(at);
}

/* What a word's bytes tell: opened by a bracket, closed by punctuation, the end of a sentence perhaps. */
static void judge(struct word *w)
{
    const char *s = text + w->at, *e = s + w->length - 1;
    w->paren = strchr("(['`\"", *s) != 0;
    w->punct = ispunct(*e) != 0;
    while (e > s && strchr(")]'\"", *e))
        e--;
    w->period = strchr(".?!", *e) != 0;
}

static void add_word(const char *s, int n)
{
    struct word *w;
    if (n > BYTES)
        diex("a word of more than %d bytes", BYTES);
    while (word_count == WORDS || (text_used + n > BYTES && word_count))
        put_part();
    w = words + word_count++;
    w->at = text_used;
    w->length = n;
    memcpy(text + text_used, s, n);
    text_used += n;
    judge(w);
}

/* The words of the line, each with what stands after it. */
static void add_words(void)
{
    int at = line_column, n, before;
    char *s = line;
    struct word *w;
    while (*s) {
        for (n = 0; s[n] && !isspace(s[n]); n++)
            ;
        if (n == 0)
            n = 1;
        add_word(s, n);
        w = words + word_count - 1;
        s += n;
        before = at += n;
        for (; *s == ' ' || *s == '\t'; s++)
            at = *s == '\t' ? (tabs = 1, at / 8 * 8 + 8) : at + 1;
        w->final = w->period && (!*s || at - before > 1);
        w->space = !*s || uniform ? w->final ? 2 : 1 : at - before;
    }
}

static void skip_space(void)
{
    for (; *line == ' ' || *line == '\t'; line++)
        line_column = *line == '\t' ? (tabs = 1, line_column / 8 * 8 + 8) : line_column + 1;
}

/* Reads a line up to its words. */
static void next_line(void)
{
    size_t n;
    const char *p;
    line_column = 0;
    line = in_line(input, &n);
    if (!line)
        return;
    skip_space();
    line_indent = line_column;
    if (!*prefix)
        line_indent = prefix_lead < line_column ? prefix_lead : line_column;
    else {
        for (p = prefix; *p && *line == *p; p++, line++)
            line_column++;
        if (!*p)
            skip_space();
    }
    line_blank = !*line;
}

/* The line has words and the prefix. */
static int is_text(void)
{
    return line && !line_blank && line_indent >= prefix_lead && line_column >= line_indent + prefix_full;
}

static int goes_on(void)
{
    return line && line_indent == prefix_indent && line_column >= line_indent + prefix_full && !line_blank;
}

static void copy_line(void)
{
    const char *p;
    column = 0;
    if (line_column > line_indent || !line_blank) {
        put_space(line_indent);
        for (p = prefix; column != line_column && *p; p++, column++)
            outc(*p);
        if (!line_blank)
            put_space(line_column - column);
    }
    outs(line);
    outc('\n');
}

static void choose_indent(void)
{
    int on = goes_on();
    if (split)
        other_indent = first_indent;
    else if (crown)
        other_indent = on ? line_column : first_indent;
    else if (!tagged)
        other_indent = first_indent;
    else if (on && line_column != first_indent)
        other_indent = line_column;
    else if (other_indent == first_indent)
        other_indent = first_indent == 0 ? 3 : 0;
}

static void take_paragraph(void)
{
    prefix_indent = line_indent;
    first_indent = line_column;
    add_words();
    next_line();
    choose_indent();
    if (!split && !(tagged && line_column == first_indent))
        while (goes_on() && line_column == other_indent) {
            add_words();
            next_line();
        }
    words[word_count - 1].period = words[word_count - 1].final = 1;
    find_breaks();
    put_lines(word_count);
    word_count = text_used = 0;
}

static void fill(struct in *f)
{
    input = f;
    tabs = 0;
    other_indent = 0;
    next_line();
    while (line) {
        last_length = 0;
        if (is_text())
            take_paragraph();
        else {
            copy_line();
            next_line();
        }
    }
}

static void fill_file(const char *name)
{
    static struct in f;
    if (strcmp(name, "-") != 0 && access(name, R_OK) < 0)
        complain("cannot open '%s' for reading", name);
    else if (in_open(&f, name) == 0) {
        fill(&f);
        in_close(&f);
    }
}

static void set_prefix(char *s)
{
    char *end;
    prefix_lead = strspn(s, " ");
    prefix = s += prefix_lead;
    prefix_full = strlen(s);
    for (end = s + prefix_full; end > s && end[-1] == ' '; end--)
        ;
    *end = 0;
    prefix_length = end - s;
}

int main(int argc, char **argv)
{
    int c, width_given = 0;
    static char old[16] = "-w";
    if (argc > 1 && argv[1][0] == '-' && isdigit(argv[1][1])) {
        snprintf(old + 2, sizeof old - 2, "%s", argv[1] + 1);
        argv[1] = old;
    }
    while ((c = option(argv, "c(crown-margin)g:(goal)p:(prefix)s(split-only)t(tagged-paragraph)u(uniform-spacing)w:(width)")) >= 0)
        switch (c) {
        case 'c': crown = 1; break;
        case 'g': goal = number(argument, "width"); break;
        case 'p': set_prefix(argument); break;
        case 's': split = 1; break;
        case 't': tagged = 1; break;
        case 'u': uniform = 1; break;
        case 'w': width = number(argument, "width"); width_given = 1; break;
        }
    if (width > 2500)
        diex("invalid width: '%d'", width);
    if (goal && !width_given)
        width = goal + 10;
    if (!goal)
        goal = width * 187 / 200;
    if (!*operands)
        fill_file("-");
    for (; *operands; operands++)
        fill_file(*operands);
    return finish();
}
