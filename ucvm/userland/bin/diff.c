/* diff: what changed between two files. */
#include <ctype.h>
#include <time.h>
#include <tool.h>

const char *prog = "diff", *synopsis = "[-biNqrsuw] [-U lines] file1 file2";
static int unified, context = 3, brief, blanks, all_blanks, fold, recursive, absent, same_too, different;

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

/* Changes whose contexts touch are one hunk. */
static void hunks(void)
{
    struct change first = {0, 0, 0, 0}, last, c;
    int more = next_change(&first);
    unsigned from, to_a, to_b, before, end;
    while (more) {
        last = c = first;
        while ((more = next_change(&c)) && c.a - (last.a + last.a_count) <= 2 * (unsigned)context)
            last = c;
        from = common + first.a;
        before = from < (unsigned)context ? from : (unsigned)context;
        to_a = common + last.a + last.a_count;
        to_b = common + last.b + last.b_count;
        end = common + a.count - to_a < (unsigned)context ? common + a.count - to_a : (unsigned)context;
        outs("@@");
        range('-', from - before, to_a + end - (from - before));
        range('+', common + first.b - before, to_b + end - (common + first.b - before));
        outs(" @@\n");
        show(&a, &read_a, from - before, 0);
        for (;;) {
            show(&a, &read_a, common + first.a, " ");
            show(&a, &read_a, common + first.a + first.a_count, "-");
            show(&b, &read_b, common + first.b, 0);
            show(&b, &read_b, common + first.b + first.b_count, "+");
            if (first.a == last.a && first.b == last.b)
                break;
            next_change(&first);
        }
        show(&a, &read_a, to_a + end, " ");
        first = c;
    }
}

static void header(const char *mark, const char *name)
{
    char when[40];
    struct stat st;
    outs(mark);
    outs(name);
    if (stat(name, &st) == 0) {
        strftime(when, sizeof when, "\t%Y-%m-%d %H:%M:%S", localtime(&st.st_mtime));
        outs(when);
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
            if (unified) {
                header("--- ", one);
                header("+++ ", two);
                hunks();
            } else
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

static int visible(const struct dirent *entry)
{
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

int main(int argc, char **argv)
{
    int c;
    char *one, *two, text[64] = "diff ";
    (void)argc;
    trouble = 2;
    while ((c = option(argv, "abiN(new-file)q(brief)r(recursive)s(report-identical-files)uU:(unified)w(ignore-all-space)")) >= 0) {
        switch (c) {
        case 'b': blanks = 1; break;
        case 'i': fold = 1; break;
        case 'N': absent = 1; break;
        case 'q': brief = 1; break;
        case 'r': recursive = 1; break;
        case 's': same_too = 1; break;
        case 'U': context = number(argument, "context length"); unified = 1; break;
        case 'u': unified = 1; break;
        case 'w': all_blanks = 1; break;
        }
        if (strlen(text) < 56)
            sprintf(text + strlen(text), c == 'U' ? "-%c%s " : "-%c ", c, c == 'U' ? argument : "");
    }
    if (!operands[0] || !operands[1])
        misuse(operands[0] ? "missing operand after '%s'" : "missing operand after 'diff'", operands[0]);
    if (operands[2])
        misuse("extra operand '%s'", operands[2]);
    one = operands[0], two = operands[1];
    if (is_directory(one) && is_directory(two)) {
        title = text;
        directories(strip(one), strip(two));
    } else if (is_directory(one))
        files(joined(strip(one), base(two)), two);
    else
        files(one, is_directory(two) ? joined(strip(two), base(one)) : two);
    finish();
    return status ? status : different;
}
