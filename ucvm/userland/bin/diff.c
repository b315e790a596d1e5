/* diff: what changed between two files, or two directories, with -r those in them, too. -u and -U show it with lines around (unified), -c and -C each side
 * for itself, -e as a script for ed; -b and -w look at blanks less, -i at case not at all, -N takes what is missing as empty, -q tells only whether, -s
 * also that files are the same, -x leaves names out, -L is shown instead of a name; -a changes nothing. */
#include <ctype.h>
#include <fnmatch.h>
#include <time.h>
#include <tool.h>

const char *prog = "diff", *synopsis = "[-abceiNqrsuw] [-C lines] [-L label]... [-U lines] [-x glob]... file1 file2";
static int style, context = 3, brief, blanks, all_blanks, fold, recursive, absent, same_too, different;

/* One side: the hashes of its lines past the common beginning, and which of them have no partner. */
struct side {
    const char *name;
    struct in in;
    unsigned count, size;
    unsigned *hash;
    char *changed;
    int no_newline;
};
static struct side a, b;
static const char *labels[2];
static unsigned common;

static int counted(const char **s)
{
    int c = *(*s)++;
    if (isspace(c) && (blanks || all_blanks)) {
        while (isspace(**s))
            ++*s;
        c = all_blanks ? *(*s)++ : **s ? ' ' : 0;
    }
    return fold ? tolower(c) : c;
}

static unsigned hashed(const char *s)
{
    unsigned h = 2166136261u;
    int c;
    while (*s && (c = counted(&s)))
        h = (h ^ c) * 16777619u;
    return h;
}

static void add(struct side *f, unsigned h)
{
    if (f->count == f->size)
        f->hash = resize(f->hash, (f->size += f->size / 4 + 32) * sizeof *f->hash);
    f->hash[f->count++] = h;
}

static char *line_of(struct side *f, size_t *n)
{
    char *s = in_line(&f->in, n);
    if (s && !f->in.nl)
        f->no_newline = 1;
    return s;
}

/* A last line without a newline differs from the same with one. */
static unsigned hash_of(struct side *f, const char *s)
{
    return hashed(s) ^ (f->in.nl ? 0 : 0x5bd1e995);
}

static void load(void)
{
    size_t n;
    char *s, *t;
    int together = 1;
    while (together && (s = line_of(&a, &n))) {
        unsigned h = hash_of(&a, s);
        t = line_of(&b, &n);
        if (t && hash_of(&b, t) == h) {
            common++;
            continue;
        }
        add(&a, h);
        if (t)
            add(&b, hash_of(&b, t));
        together = 0;
    }
    while ((s = line_of(&a, &n)))
        add(&a, hash_of(&a, s));
    while ((s = line_of(&b, &n)))
        add(&b, hash_of(&b, s));
}

/* Myers' middle snake, both ways at once; vectors of 16 bits hold the furthest places by diagonal. */
static short *forward, *backward;

static int middle(int a0, int a1, int b0, int b1, int *x_of, int *y_of)
{
    int n = a1 - a0, m = b1 - b0, delta = n - m, odd = delta & 1, most = (n + m + 1) / 2, d, k, x, y;
    short *f = forward + m + 1, *r = backward + m + 1;
    f[1] = 0;
    r[1] = 0;
    for (d = 0; d <= most; d++) {
        for (k = -d; k <= d; k += 2) {
            if (k < -m || k > n)
                continue;
            x = k == -d || k - 1 < -m || (k != d && k + 1 <= n && f[k - 1] < f[k + 1]) ? f[k + 1] : f[k - 1] + 1;
            for (y = x - k; x < n && y < m && a.hash[a0 + x] == b.hash[b0 + y]; x++, y++)
                ;
            f[k] = x;
            if (odd && delta - k >= -(d - 1) && delta - k <= d - 1 && x + r[delta - k] >= n) {
                *x_of = a0 + x;
                *y_of = b0 + y;
                return 2 * d - 1;
            }
        }
        for (k = -d; k <= d; k += 2) {
            if (k < -m || k > n)
                continue;
            x = k == -d || k - 1 < -m || (k != d && k + 1 <= n && r[k - 1] < r[k + 1]) ? r[k + 1] : r[k - 1] + 1;
            for (y = x - k; x < n && y < m && a.hash[a1 - 1 - x] == b.hash[b1 - 1 - y]; x++, y++)
                ;
            r[k] = x;
            if (!odd && delta - k >= -d && delta - k <= d && x + f[delta - k] >= n) {
                *x_of = a1 - x;
                *y_of = b1 - y;
                return 2 * d;
            }
        }
    }
    return 0;
}

static void compare(int a0, int a1, int b0, int b1)
{
    int x = 0, y = 0;
    for (; a0 < a1 && b0 < b1 && a.hash[a0] == b.hash[b0]; a0++, b0++)
        ;
    for (; a0 < a1 && b0 < b1 && a.hash[a1 - 1] == b.hash[b1 - 1]; a1--, b1--)
        ;
    if (a0 == a1 || b0 == b1) {
        memset(a.changed + a0, 1, a1 - a0);
        memset(b.changed + b0, 1, b1 - b0);
        return;
    }
    middle(a0, a1, b0, b1, &x, &y);
    compare(a0, x, b0, y);
    compare(x, a1, y, b1);
}

/* A run of changed lines that could as well lie lower does, and joins the run below it. */
static void settle(struct side *f, struct side *other)
{
    unsigned start, end, i = 0, j = 0;
    while (i < f->count) {
        while (i < f->count && !f->changed[i]) {
            while (j < other->count && other->changed[j])
                j++;
            i++, j++;
        }
        start = i;
        while (i < f->count && f->changed[i])
            i++;
        end = i;
        while (start < end && end < f->count && f->hash[start] == f->hash[end] && !(j < other->count && other->changed[j])) {
            f->changed[start++] = 0;
            f->changed[end++] = 1;
            j++;
            while (end < f->count && f->changed[end])
                end++;
        }
        i = end;
    }
}

/* Printing reads the files again, in order. */
static unsigned read_a, read_b;

static void rewind_side(struct side *f)
{
    lseek(f->in.fd, 0, SEEK_SET);
    f->in.p = f->in.e = f->in.buf;
}

static void show(struct side *f, unsigned *at, unsigned to, const char *mark)
{
    size_t n;
    char *s;
    for (; *at < to && (s = in_line(&f->in, &n)); ++*at)
        if (mark) {
            outs(mark);
            outm(s, n);
            outc('\n');
            if (!f->in.nl)
                outs("\\ No newline at end of file\n");
        }
}

static void span(unsigned first, unsigned count)
{
    if (count > 1)
        outf("%u,%u", first + 1, first + count);
    else
        outf("%u", count ? first + 1 : first);
}

struct change {
    unsigned a, b, a_count, b_count;
};

/* The next change from *c on, c's end being where it starts to look; 0 if there is none. */
static int next_change(struct change *c)
{
    unsigned i = c->a + c->a_count, j = c->b + c->b_count;
    while (i < a.count && j < b.count && !a.changed[i] && !b.changed[j])
        i++, j++;
    c->a = i, c->b = j;
    while (i < a.count && a.changed[i])
        i++;
    while (j < b.count && b.changed[j])
        j++;
    c->a_count = i - c->a;
    c->b_count = j - c->b;
    return c->a_count || c->b_count;
}

static void normal(void)
{
    struct change c = {0, 0, 0, 0};
    while (next_change(&c)) {
        span(common + c.a, c.a_count);
        outc(!c.a_count ? 'a' : !c.b_count ? 'd' : 'c');
        span(common + c.b, c.b_count);
        outc('\n');
        show(&a, &read_a, common + c.a, 0);
        show(&a, &read_a, common + c.a + c.a_count, "< ");
        if (c.a_count && c.b_count)
            outs("---\n");
        show(&b, &read_b, common + c.b, 0);
        show(&b, &read_b, common + c.b + c.b_count, "> ");
    }
}

static void range(int sign, unsigned first, unsigned count)
{
    outf(count == 1 ? " %c%u" : " %c%u,%u", sign, count ? first + 1 : first, count);
}

/* Changes whose contexts touch are one hunk: the first and the last, and the lines of both sides it shows. */
struct hunk {
    struct change first, last;
    unsigned from_a, to_a, from_b, to_b;
};

/* Moves *c, the first change of the hunk, on to the first of the next; 0 if there is none. */
static int next_hunk(struct change *c, struct hunk *h)
{
    unsigned wide = context, before, after, end;
    int more;
    h->first = h->last = *c;
    while ((more = next_change(c)) && c->a - (h->last.a + h->last.a_count) <= 2 * wide)
        h->last = *c;
    before = common + h->first.a < wide ? common + h->first.a : wide;
    end = h->last.a + h->last.a_count;
    after = a.count - end < wide ? a.count - end : wide;
    h->from_a = common + h->first.a - before;
    h->from_b = common + h->first.b - before;
    h->to_a = common + end + after;
    h->to_b = common + h->last.b + h->last.b_count + after;
    return more;
}

static void put_unified(const struct hunk *h)
{
    struct change c = h->first;
    outs("@@");
    range('-', h->from_a, h->to_a - h->from_a);
    range('+', h->from_b, h->to_b - h->from_b);
    outs(" @@\n");
    show(&a, &read_a, h->from_a, 0);
    for (;; next_change(&c)) {
        show(&a, &read_a, common + c.a, " ");
        show(&a, &read_a, common + c.a + c.a_count, "-");
        show(&b, &read_b, common + c.b, 0);
        show(&b, &read_b, common + c.b + c.b_count, "+");
        if (c.a == h->last.a && c.b == h->last.b)
            break;
    }
    show(&a, &read_a, h->to_a, " ");
}

static void context_range(const char *mark, unsigned from, unsigned to)
{
    outs(mark);
    if (to > from + 1)
        outf(" %u,%u ", from + 1, to);
    else
        outf(" %u ", to);
    outs(mark);
    outs(*mark == '*' ? "*\n" : "-\n");
}

/* One side of a hunk, which has no lines if nothing of it changed. */
static void put_side(const struct hunk *h, int second)
{
    struct side *f = second ? &b : &a;
    unsigned *at = second ? &read_b : &read_a, start, count;
    struct change c;
    for (c = h->first; (second ? c.b_count : c.a_count) == 0; next_change(&c))
        if (c.a == h->last.a && c.b == h->last.b)
            return;
    show(f, at, second ? h->from_b : h->from_a, 0);
    for (c = h->first;; next_change(&c)) {
        start = common + (second ? c.b : c.a);
        count = second ? c.b_count : c.a_count;
        show(f, at, start, "  ");
        show(f, at, start + count, c.a_count && c.b_count ? "! " : second ? "+ " : "- ");
        if (c.a == h->last.a && c.b == h->last.b)
            break;
    }
    show(f, at, second ? h->to_b : h->to_a, "  ");
}

static void put_context(const struct hunk *h)
{
    outs("***************\n");
    context_range("***", h->from_a, h->to_a);
    put_side(h, 0);
    context_range("---", h->from_b, h->to_b);
    put_side(h, 1);
}

static void hunks(void (*put)(const struct hunk *h))
{
    struct change c = {0, 0, 0, 0};
    struct hunk h;
    int more = next_change(&c);
    while (more) {
        more = next_hunk(&c, &h);
        put(&h);
    }
}

/* The change before *c, which begins behind the last; 0 if there is none. */
static int previous_change(struct change *c)
{
    unsigned i = c->a, j = c->b;
    while (i > 0 && j > 0 && !a.changed[i - 1] && !b.changed[j - 1])
        i--, j--;
    c->a_count = i, c->b_count = j;
    while (i > 0 && a.changed[i - 1])
        i--;
    while (j > 0 && b.changed[j - 1])
        j--;
    c->a = i, c->b = j;
    c->a_count -= i;
    c->b_count -= j;
    return c->a_count || c->b_count;
}

/* Lines for ed's insert mode, which a line of one dot ends: it is written as two, and one is taken away. */
static void put_text(unsigned line, unsigned from, unsigned to)
{
    size_t n;
    char *s;
    rewind_side(&b);
    for (read_b = 0; read_b < from && in_line(&b.in, &n); read_b++)
        ;
    for (; read_b < to && (s = in_line(&b.in, &n)); read_b++, line++) {
        if (strcmp(s, ".") == 0) {
            outs("..\n.\n");
            outf("s/.//\n");
            if (read_b + 1 < to)
                outs("a\n");
            else
                return;
            continue;
        }
        outm(s, n);
        outc('\n');
    }
    outs(".\n");
}

/* From the end, so that line numbers stay true. */
static void script(void)
{
    struct change c = {a.count, b.count, 0, 0};
    while (previous_change(&c)) {
        if (c.a_count)
            span(common + c.a, c.a_count);
        else
            outf("%u", common + c.a);
        outs(!c.a_count ? "a\n" : !c.b_count ? "d\n" : "c\n");
        if (c.b_count)
            put_text(common + c.a, common + c.b, common + c.b + c.b_count);
    }
}

/* A label stands for name and time. */
static void header(const char *mark, const char *label, const char *name)
{
    char when[40];
    struct stat st;
    outs(mark);
    outs(label);
    if (label == name && stat(name, &st) == 0) {
        strftime(when, sizeof when, style == 'c' ? "\t%a %b %e %H:%M:%S %Y" : "\t%Y-%m-%d %H:%M:%S", localtime(&st.st_mtime));
        outs(when);
        if (style != 'c')
            outf(".%09lu +0000", (unsigned long)st.st_mtime_nsec);
    }
    outc('\n');
}

static void clean(struct side *f)
{
    in_close(&f->in);
    free(f->hash);
    free(f->changed);
    f->hash = 0;
    f->changed = 0;
    f->count = f->size = f->no_newline = 0;
}

static int open_side(struct side *f, const char *name)
{
    f->name = name;
    if (absent && access(name, F_OK) < 0)
        name = "/dev/null";
    if (in_open(&f->in, name) < 0)
        return -1;
    f->in.fd = seekable(f->in.fd);
    return f->in.fd;
}

static char *flags_for(unsigned n)
{
    return memset(need(n + 1), 0, n + 1);
}

static void prepare(void)
{
    a.changed = flags_for(a.count);
    b.changed = flags_for(b.count);
    if (a.count + b.count > 30000)
        diex("memory exhausted");
    forward = need((a.count + b.count + 4) * sizeof *forward);
    backward = need((a.count + b.count + 4) * sizeof *backward);
    compare(0, a.count, 0, b.count);
    free(backward);
    free(forward);
    settle(&a, &b);
    settle(&b, &a);
}

static const char *title;

static void files(const char *one, const char *two)
{
    common = read_a = read_b = 0;
    if (open_side(&a, one) < 0 || open_side(&b, two) < 0)
        return;
    load();
    if (a.count || b.count) {
        different = 1;
        if (brief) {
            outs("Files ");
            outs(one);
            outs(" and ");
            outs(two);
            outs(" differ\n");
        } else {
            if (title) {
                outs(title);
                outs(one);
                outc(' ');
                outs(two);
                outc('\n');
            }
            prepare();
            rewind_side(&a);
            rewind_side(&b);
            if (style == 'u' || style == 'c') {
                header(style == 'u' ? "--- " : "*** ", labels[0] ? labels[0] : one, one);
                header(style == 'u' ? "+++ " : "--- ", labels[1] ? labels[1] : two, two);
                hunks(style == 'u' ? put_unified : put_context);
            } else if (style == 'e')
                script();
            else
                normal();
        }
    } else if (same_too) {
        outs("Files ");
        outs(one);
        outs(" and ");
        outs(two);
        outs(" are identical\n");
    }
    clean(&a);
    clean(&b);
}

static void directories(const char *one, const char *two);

static void only(const char *directory, const char *name)
{
    outs("Only in ");
    outs(directory);
    outs(": ");
    outs(name);
    outc('\n');
    different = 1;
}

static char *joined(const char *directory, const char *name)
{
    char *s = need(strlen(directory) + strlen(name) + 2);
    sprintf(s, "%s/%s", directory, name);
    return s;
}

static void pair(const char *one, const char *two, const char *name)
{
    char *first = joined(one, name), *second = joined(two, name);
    int x = is_directory(first), y = is_directory(second);
    if (x && y) {
        if (recursive)
            directories(first, second);
        else {
            outs("Common subdirectories: ");
            outs(first);
            outs(" and ");
            outs(second);
            outc('\n');
        }
    } else if (x != y) {
        outs("File ");
        outs(first);
        outs(x ? " is a directory while file " : " is a regular file while file ");
        outs(second);
        outs(x ? " is a regular file\n" : " is a directory\n");
        different = 1;
    } else
        files(first, second);
    free(first);
    free(second);
}

/* -x: names that are left out of directories. */
static struct glob {
    struct glob *next;
    const char *text;
} *left_out;

static void add_glob(const char *text)
{
    struct glob *g = need(sizeof *g);
    g->text = text;
    g->next = left_out;
    left_out = g;
}

static int visible(const struct dirent *entry)
{
    const struct glob *g;
    for (g = left_out; g; g = g->next)
        if (fnmatch(g->text, entry->d_name, 0) == 0)
            return 0;
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

static void directories(const char *one, const char *two)
{
    struct dirent **left, **right;
    int n = scandir(one, &left, visible, alphasort), m = scandir(two, &right, visible, alphasort), i = 0, j = 0, order;
    if (n < 0 || m < 0) {
        complain("%s", n < 0 ? one : two);
        return;
    }
    while (i < n || j < m) {
        order = i == n ? 1 : j == m ? -1 : strcmp(left[i]->d_name, right[j]->d_name);
        if (order == 0 || absent)
            pair(one, two, order <= 0 ? left[i]->d_name : right[j]->d_name);
        else if (order < 0)
            only(one, left[i]->d_name);
        else
            only(two, right[j]->d_name);
        if (order <= 0)
            free(left[i++]);
        if (order >= 0)
            free(right[j++]);
    }
    free(left);
    free(right);
}

static void set_style(int which, const char *lines)
{
    style = which;
    if (lines)
        context = number(lines, "context length");
}

/* "diff" and the options as they were given: what is written before the files of directories. */
static char *title_of(char **words, int count)
{
    static char text[512] = "diff";
    size_t n = 4;
    int i;
    for (i = 1; i < count; i++)
        if (words[i] != operands[0] && words[i] != operands[1] && n < sizeof text - 4 - strlen(words[i]))
            n += sprintf(text + n, words[i][strcspn(words[i], " *?[]$&|;<>()\\\"'`#~!\n\t")] ? " '%s'" : " %s", words[i]);
    text[n] = ' ';
    text[n + 1] = 0;
    return text;
}

int main(int argc, char **argv)
{
    int c;
    char *one, *two, **words = need((argc + 1) * sizeof *words);
    memcpy(words, argv, (argc + 1) * sizeof *words);
    trouble = 2;
    while ((c = option(argv, "a(text)b(ignore-space-change)C:c\1?(context)e(ed)i(ignore-case)L:(label)N(new-file)q(brief)r(recursive)"
                             "s(report-identical-files)U:u\2?(unified)w(ignore-all-space)x:(exclude)\3(normal)")) >= 0) {
        switch (c) {
        case 'b': blanks = 1; break;
        case 'C':
        case 'c':
        case 1: set_style('c', c == 'c' ? 0 : argument); break;
        case 'e': style = 'e'; break;
        case 'i': fold = 1; break;
        case 'L': labels[labels[0] != 0] = argument; break;
        case 'N': absent = 1; break;
        case 'q': brief = 1; break;
        case 'r': recursive = 1; break;
        case 's': same_too = 1; break;
        case 'U':
        case 'u':
        case 2: set_style('u', c == 'u' ? 0 : argument); break;
        case 'w': all_blanks = 1; break;
        case 'x': add_glob(argument); break;
        case 3: style = 0; break;
        }
    }
    if (!operands[0] || !operands[1])
        misuse(operands[0] ? "missing operand after '%s'" : "missing operand after 'diff'", operands[0]);
    if (operands[2])
        misuse("extra operand '%s'", operands[2]);
    one = operands[0], two = operands[1];
    if (is_directory(one) && is_directory(two)) {
        title = title_of(words, argc);
        directories(strip(one), strip(two));
    } else if (is_directory(one))
        files(joined(strip(one), base(two)), two);
    else
        files(one, is_directory(two) ? joined(strip(two), base(one)) : two);
    finish();
    return status ? status : different;
}
