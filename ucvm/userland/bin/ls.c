/* ls: list directories. Names: -Q in quotes, -b with escapes, -q with question marks for bytes that are not printable, -N as they are; -B, -I and --hide leave
 * some out. --sort is none, time, size, extension (-X), version (-v) or width; --format long, commas, across (-x), vertical or single-column;
 * --time-style full-iso, long-iso, iso, locale or +FORMAT; --time atime or ctime; --indicator-style none, slash (-p), file-type or classify (-F).
 * --color changes nothing. */
#include <fnmatch.h>
#include <sys/ioctl.h>
#include <time.h>
#include <tool.h>

const char *prog = "ls", *synopsis = "[-1aABbCcdFfGghHikLlmNnopQqRrSstuUvXx] [-I glob] [-w columns] [--block-size=size] [--color[=when]] "
                                  "[--file-type] [--format=word] [--full-time] [--group-directories-first] [--hide=glob] [--indicator-style=word] [--sort=word] "
                                  "[--time=word] [--time-style=style] [--zero] [file...]";

enum { ALL = 1, ALMOST = 2 };
enum { ONE, COLUMNS, LONG, COMMAS, ACROSS };
enum { BY_NAME, BY_TIME, BY_SIZE, UNSORTED, BY_EXTENSION, BY_VERSION, BY_WIDTH };
static int hidden, layout = -1, order, reverse, recursive, plain, follow, links, numeric, inodes, blocks, sizes, marks;
static int terminal, headings, no_owner, no_group;
static int when = 'm', listed;
static unsigned width = 80, block = 1024;
static int block_letter, size_unit, directories_first, quoting = -1, line_end = '\n';
static const char *time_style;

/* key orders; mode is known without lstat only as far as the directory tells. */
struct entry {
    struct entry *next;
    unsigned key;
    unsigned short mode;
    char name[1];
};

static const char *extension(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot ? dot : "";
}

static int compare_names(const char *a, const char *b)
{
    int c = 0;
    if (order == BY_EXTENSION)
        c = strcmp(extension(a), extension(b));
    else if (order == BY_VERSION)
        c = order_versions(a, a + strlen(a), b, b + strlen(b));
    return c ? c : strcmp(a, b);
}

static int compare(const void *a, const void *b)
{
    const struct entry *p = a, *q = b;
    int c = p->key == q->key ? compare_names(p->name, q->name) : p->key > q->key ? -1 : 1;
    if (directories_first && S_ISDIR(p->mode) != S_ISDIR(q->mode))
        return S_ISDIR(p->mode) ? -1 : 1;
    return reverse ? -c : c;
}

static int lookup(const char *name, struct stat *st)
{
    if (follow && stat(name, st) == 0)
        return 0;
    return lstat(name, st);
}

static time_t time_of(const struct stat *st)
{
    return when == 'c' ? st->st_ctime : when == 'u' ? st->st_atime : st->st_mtime;
}

static struct entry *add(struct entry *list, const char *name, const struct stat *st)
{
    struct entry *e = need(sizeof *e + strlen(name));
    e->next = list;
    e->mode = st->st_mode;
    e->key = order == BY_TIME ? time_of(st) : order == BY_SIZE ? st->st_size : order == BY_WIDTH ? -(unsigned)strlen(name) : 0;
    strcpy(e->name, name);
    return e;
}

static int mark(mode_t mode)
{
    if (S_ISDIR(mode))
        return marks ? '/' : 0;
    if (marks != 'F' && marks != 't')
        return 0;
    return S_ISLNK(mode) ? '@' : S_ISFIFO(mode) ? '|' : marks == 'F' && S_ISREG(mode) && (mode & 0111) ? '*' : 0;
}

/* A byte as C writes it; with quotes a quote, too, without them a blank. */
static void put_escaped(int c)
{
    static const char names[] = "abfnrtv", values[] = "\a\b\f\n\r\t\v";
    const char *at = c ? strchr(values, c) : 0;
    if (c == '\\' || c == (quoting == 'Q' ? '"' : ' ')) {
        outc('\\');
        outc(c);
    } else if (at)
        outf("\\%c", names[at - values]);
    else if (c < 32 || c >= 127)
        outf("\\%03o", c);
    else
        outc(c);
}

/* As it is (N), with question marks for what is not printable (q), with escapes (b), with quotes as well (Q). */
static void put_text(const char *s)
{
    if (quoting == 'Q')
        outc('"');
    for (; *s; s++)
        if (quoting == 'Q' || quoting == 'b')
            put_escaped(*s);
        else
            outc(quoting == 'q' && (*s < 32 || *s == 127) ? '?' : *s);
    if (quoting == 'Q')
        outc('"');
}

static void put_name(const struct entry *e)
{
    int c = mark(e->mode);
    put_text(e->name);
    if (c && layout != LONG)
        outc(c);
}

/* Columns a name takes: bytes that do not continue a UTF-8 sequence. */
static unsigned cells(const struct entry *e)
{
    unsigned n = (mark(e->mode) != 0) + 2 * (quoting == 'Q');
    const char *s;
    for (s = e->name; *s; s++)
        n += (*s & 0xc0) != 0x80;
    return n;
}

/* path/name with path as it was afterwards. */
static int stat_in(const char *name, struct stat *st)
{
    size_t n = *path && *name != '/' ? push(path, name) : 0;
    int failed = lookup(n ? path : name, st);
    if (n)
        path[n] = 0;
    return failed;
}

static unsigned digits(unsigned n)
{
    unsigned count = 1;
    while (n >= 10)
        n /= 10, count++;
    return count;
}

static void grow(unsigned *w, unsigned n)
{
    if (*w < n)
        *w = n;
}

static unsigned w_links, w_user, w_group, w_size, w_inode, w_blocks;

/* In blocks of the size that was asked for, rounded up. */
static unsigned scaled(unsigned bytes)
{
    return bytes / block + (bytes % block != 0);
}

static unsigned kilobytes(const struct stat *st)
{
    return block == 1024 ? (st->st_blocks + 1) / 2 : scaled(st->st_blocks * 512);
}

static void append_letter(char *buf)
{
    char letter[2] = {block_letter, 0};
    strcat(buf, letter);
}

static const char *size_text(char *buf, const struct stat *st)
{
    if (S_ISCHR(st->st_mode) || S_ISBLK(st->st_mode))
        sprintf(buf, "%u, %3u", (unsigned)st->st_rdev >> 8 & 0xff, (unsigned)st->st_rdev & 0xff);
    else if (sizes)
        human(buf, st->st_size, 0);
    else {
        sprintf(buf, "%u", size_unit ? scaled(st->st_size) : (unsigned)st->st_size);
        if (size_unit)
            append_letter(buf);
    }
    return buf;
}

static const char *blocks_text(char *buf, unsigned n)
{
    if (sizes && n)
        return human(buf, n, 1);
    sprintf(buf, "%u", n);
    append_letter(buf);
    return buf;
}

static void measure(struct entry *list, int total)
{
    struct stat st;
    char buf[16];
    unsigned sum = 0;
    w_links = w_user = w_group = w_size = w_inode = w_blocks = 0;
    if (layout != LONG && !inodes && !blocks)
        return;
    for (; list; list = list->next) {
        if (stat_in(list->name, &st) < 0)
            continue;
        list->mode = st.st_mode;
        sum += kilobytes(&st);
        grow(&w_links, digits(st.st_nlink));
        grow(&w_inode, digits(st.st_ino));
        grow(&w_blocks, strlen(blocks_text(buf, kilobytes(&st))));
        if (layout == LONG) {
            grow(&w_user, strlen(user_name(st.st_uid, numeric)));
            grow(&w_group, strlen(group_name(st.st_gid, numeric)));
            grow(&w_size, strlen(size_text(buf, &st)));
        }
    }
    if (total && (layout == LONG || blocks)) {
        outs("total ");
        outs(blocks_text(buf, sum));
        outc('\n');
    }
}

static const char *time_format(time_t t)
{
    static time_t now;
    int old;
    if (!now)
        now = time(0);
    old = t > now || now - t > 15778476;
    if (!time_style || strcmp(time_style, "locale") == 0)
        return old ? "%b %e  %Y" : "%b %e %H:%M";
    if (*time_style == '+')
        return time_style + 1;
    if (strcmp(time_style, "iso") == 0)
        return old ? "%Y-%m-%d " : "%m-%d %H:%M";
    return strcmp(time_style, "long-iso") == 0 ? "%Y-%m-%d %H:%M" : "%Y-%m-%d %H:%M:%S";
}

static unsigned nanoseconds(const struct stat *st)
{
    return when == 'c' ? st->st_ctime_nsec : when == 'u' ? st->st_atime_nsec : st->st_mtime_nsec;
}

static void put_time(const struct stat *st)
{
    char buf[80];
    time_t t = time_of(st);
    buf[strftime(buf, sizeof buf, time_format(t), localtime(&t))] = 0;
    outs(buf);
    if (time_style && strcmp(time_style, "full-iso") == 0)
        outf(".%09u +0000", nanoseconds(st));
    outc(' ');
}

static void put_target(const char *name)
{
    char target[PATH_MAX];
    size_t n = *path && *name != '/' ? push(path, name) : 0;
    int m = readlink(n ? path : name, target, sizeof target - 1);
    if (n)
        path[n] = 0;
    if (m > 0) {
        target[m] = 0;
        outs(" -> ");
        put_text(target);
    }
}

static void put_padded(const char *text, unsigned w, int right)
{
    if (right)
        outpad(w - strlen(text));
    outs(text);
    if (!right)
        outpad(w - strlen(text));
    outc(' ');
}

/* The inode and block columns; how wide they are. */
static unsigned put_prefix(const struct entry *e, const struct stat *st)
{
    char buf[16];
    (void)e;
    if (inodes) {
        outn(st->st_ino, w_inode);
        outc(' ');
    }
    if (blocks)
        put_padded(blocks_text(buf, kilobytes(st)), w_blocks, 1);
    return (inodes ? w_inode + 1 : 0) + (blocks ? w_blocks + 1 : 0);
}

static void put_long(struct entry *e)
{
    struct stat st;
    char buf[24];
    if (stat_in(e->name, &st) < 0) {
        complain("cannot access '%s'", e->name);
        return;
    }
    put_prefix(e, &st);
    mode_string(st.st_mode, buf);
    outs(buf);
    outc(' ');
    outn(st.st_nlink, w_links);
    outc(' ');
    if (!no_owner)
        put_padded(user_name(st.st_uid, numeric), w_user, 0);
    if (!no_group)
        put_padded(group_name(st.st_gid, numeric), w_group, 0);
    put_padded(size_text(buf, &st), w_size, 1);
    put_time(&st);
    put_name(e);
    if (S_ISLNK(st.st_mode)) {
        put_target(e->name);
    } else if (mark(st.st_mode))
        outc(mark(st.st_mode));
    outc(line_end);
}

static void put_entry(struct entry *e)
{
    struct stat st;
    if ((inodes || blocks) && stat_in(e->name, &st) == 0)
        put_prefix(e, &st);
    put_name(e);
}

static unsigned column_width(struct entry **at, unsigned count, unsigned rows)
{
    unsigned w = 0, n;
    for (; count > 0 && rows > 0; count--, rows--) {
        n = cells(*at++);
        if (n > w)
            w = n;
    }
    return w;
}

/* Down, then across, in as many columns as fit. */
static void put_columns(struct entry *list)
{
    struct entry *e, **all;
    unsigned count = 0, rows, total, i, j, w, extra = (inodes ? w_inode + 1 : 0) + (blocks ? w_blocks + 1 : 0);
    for (e = list; e; e = e->next)
        count++;
    all = need((count + 1) * sizeof *all);
    for (i = 0, e = list; e; e = e->next)
        all[i++] = e;
    for (rows = 1; rows < count; rows++) {
        for (total = i = 0; i < count && total < width + 2; i += rows)
            total += column_width(all + i, count - i, rows) + extra + 2;
        if (total < width + 2)
            break;
    }
    for (i = 0; i < rows && i < count; i++)
        for (j = i; j < count; j += rows) {
            put_entry(all[j]);
            if (j + rows < count) {
                w = column_width(all + (j - i), count - (j - i), rows);
                outpad(w + 2 - cells(all[j]));
            } else
                outc('\n');
        }
    free(all);
}

/* Across, then down, in as many columns as fit. */
static void put_rows(struct entry *list)
{
    struct entry *e;
    unsigned count = 0, columns, i, total, w[80], extra = (inodes ? w_inode + 1 : 0) + (blocks ? w_blocks + 1 : 0);
    for (e = list; e; e = e->next)
        count++;
    for (columns = count < 80 ? count : 80; columns > 1; columns--) {
        memset(w, 0, sizeof w);
        for (e = list, i = 0; e; e = e->next, i++)
            grow(&w[i % columns], cells(e));
        for (total = i = 0; i < columns; i++)
            total += w[i] + extra + 2;
        if (total < width + 2)
            break;
    }
    for (i = 0; list; list = list->next, i++) {
        put_entry(list);
        if (!list->next || i % columns == columns - 1)
            outc('\n');
        else
            outpad(w[i % columns] + 2 - cells(list));
    }
}

static void put_commas(struct entry *list)
{
    unsigned at = 0, n;
    for (; list; list = list->next) {
        n = cells(list) + (list->next ? 2 : 0);
        if (at && at + n > width) {
            outc('\n');
            at = 0;
        } else if (at)
            outc(' ');
        put_entry(list);
        if (list->next)
            outc(',');
        at += n;
    }
    outc('\n');
}

static void put_list(struct entry *list, int total)
{
    measure(list, total);
    if (!list)
        return;
    if (layout == COLUMNS)
        put_columns(list);
    else if (layout == ACROSS)
        put_rows(list);
    else if (layout == COMMAS)
        put_commas(list);
    else
        for (; list; list = list->next)
            if (layout == LONG)
                put_long(list);
            else {
                put_entry(list);
                outc(line_end);
            }
}

static struct entry *sorted(struct entry *list)
{
    struct entry *e, *turned = 0;
    if (order != UNSORTED || directories_first)
        return sort_list(list, compare);
    for (; list; list = e) {
        e = list->next;
        list->next = turned;
        turned = list;
    }
    return turned;
}

/* Globs of names that are left out: `always` those of -I and -B, otherwise only where names with a dot are. */
struct glob {
    struct glob *next;
    const char *text;
    int always;
};
static struct glob *globs;

static void add_glob(const char *text, int always)
{
    struct glob *g = need(sizeof *g);
    g->next = globs;
    g->text = text;
    g->always = always;
    globs = g;
}

static int left_out(const char *name)
{
    const struct glob *g;
    if (*name == '.' && (!hidden || (hidden == ALMOST && (!name[1] || (name[1] == '.' && !name[2])))))
        return 1;
    for (g = globs; g; g = g->next)
        if ((g->always || !hidden) && fnmatch(g->text, name, FNM_PERIOD) == 0)
            return 1;
    return 0;
}

static struct entry *read_directory(DIR *d)
{
    struct dirent *entry;
    struct entry *list = 0;
    struct stat st;
    if (!d) {
        trouble = headings || listed ? 1 : 2;
        complain("cannot open directory '%s'", path);
        trouble = 2;
        return 0;
    }
    while ((entry = readdir(d))) {
        const char *s = entry->d_name;
        if (left_out(s))
            continue;
        st.st_mode = entry->d_type << 12;
        if ((order == BY_TIME || order == BY_SIZE || marks == 'F' || follow || (!st.st_mode && (recursive || marks || directories_first))) && stat_in(s, &st) < 0)
            continue;
        list = add(list, s, &st);
    }
    return sorted(list);
}

static void show_directory(void)
{
    struct entry *list, *e;
    size_t n;
    DIR *d = opendir(path);
    list = read_directory(d);
    if (headings || recursive) {
        if (listed)
            outc('\n');
        outs(path);
        outs(":\n");
    }
    listed = 1;
    put_list(list, 1);
    if (d)
        closedir(d); /* only now: in /proc/self/fd it is one of the entries */
    for (; list; list = e) {
        e = list->next;
        if (recursive && S_ISDIR(list->mode) && strcmp(list->name, ".") != 0 && strcmp(list->name, "..") != 0 && (n = push(path, list->name))) {
            show_directory();
            path[n] = 0;
        }
        free(list);
    }
}

static void window(void)
{
    struct winsize size;
    const char *columns = getenv("COLUMNS");
    terminal = isatty(1);
    if (columns && atoi(columns) > 0)
        width = atoi(columns);
    else if (ioctl(1, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        width = size.ws_col;
}

/* The number of the word that `argument` is, or begins if it is the only one. */
static int word_of(const char *const *words, const char *option)
{
    int i, found = -1;
    size_t n = strlen(argument);
    for (i = 0; words[i]; i++)
        if (strncmp(words[i], argument, n) == 0) {
            if (!words[i][n])
                return i;
            found = found < 0 ? i : -2;
        }
    if (found >= 0)
        return found;
    complainx("%s argument '%s' for '--%s'", found < -1 ? "ambiguous" : "invalid", argument, option);
    writeall(2, "Valid arguments are:\n", 21);
    for (; *words; words++)
        dprintf(2, "  - '%s'\n", *words);
    trouble = 1;
    usage();
    return 0;
}

static void set_order(void)
{
    static const char *const words[] = {"none", "time", "size", "extension", "version", "width", 0};
    static const char orders[] = {UNSORTED, BY_TIME, BY_SIZE, BY_EXTENSION, BY_VERSION, BY_WIDTH};
    order = orders[word_of(words, "sort")];
}

static void set_layout(void)
{
    static const char *const words[] = {"verbose", "long", "commas", "horizontal", "across", "vertical", "single-column", 0};
    static const char layouts[] = {LONG, LONG, COMMAS, ACROSS, ACROSS, COLUMNS, ONE};
    layout = layouts[word_of(words, "format")];
}

static void set_marks(void)
{
    static const char *const words[] = {"none", "slash", "file-type", "classify", 0};
    marks = "\0/tF"[word_of(words, "indicator-style")];
}

static void set_when(void)
{
    static const char *const words[] = {"atime", "access", "use", "ctime", "status", "mtime", "modification", 0};
    when = "uuuccmm"[word_of(words, "time")];
}

static void set_time_style(void)
{
    static const char *const words[] = {"full-iso", "long-iso", "iso", "locale", 0};
    time_style = *argument == '+' ? argument : words[word_of(words, "time-style")];
}

/* N, a letter alone, which is shown, or both. */
static void set_block(void)
{
    static const char letters[] = "KMG";
    char *end;
    unsigned n = strtoul(argument, &end, 10);
    const char *at = *end ? strchr(letters, *end == 'k' ? 'K' : *end) : 0;
    if ((*end && (!at || end[1])) || !*argument || (end != argument && !n))
        diex("invalid --block-size argument '%s'", argument);
    block = end == argument ? 1 : n;
    block_letter = end == argument ? *end : 0;
    if (at)
        block <<= 10 * (at - letters + 1);
    size_unit = 1;
}

static void flags(char **argv)
{
    int c;
    while ((c = option(argv, "1a(all)A(almost-all)B(ignore-backups)b(escape)Ccd(directory)F\1?(classify)fG(no-group)gh(human-readable)H(dereference-command-line)"
                             "I:(ignore)i(inode)k(kibibytes)L(dereference)lmN(literal)n(numeric-uid-gid)opQ(quote-name)q(hide-control-chars)"
                             "r(reverse)R(recursive)Ss(size)tuUvw:(width)Xx\2?(color)\3(file-type)\4:(format)\5(full-time)\6(group-directories-first)"
                             "\7:(hide)\10:(indicator-style)\11:(sort)\12:(time-style)\13(zero)\14:(block-size)\15:(time)"))
           >= 0)
        switch (c) {
        case '1': layout = layout == LONG ? LONG : ONE; break;
        case 'a': hidden = ALL; break;
        case 'A': hidden = ALMOST; break;
        case 'B': add_glob("*~", 1); add_glob(".*~", 1); break;
        case 'C': layout = COLUMNS; break;
        case 'c':
        case 'u': when = c; break;
        case 'd': plain = 1; break;
        case 'F':
        case 1: marks = argument && strcmp(argument, "never") == 0 ? 0 : 'F'; break;
        case 'f': order = UNSORTED, hidden = ALL; break;
        case 'G': no_group = 1; break;
        case 'g': layout = LONG, no_owner = 1; break;
        case 'h': sizes = 1; break;
        case 'H': links = 1; break;
        case 'I': add_glob(argument, 1); break;
        case 'i': inodes = 1; break;
        case 'k': block = 1024; break;
        case 'L': follow = 1; break;
        case 'l': layout = LONG; break;
        case 'm': layout = COMMAS; break;
        case 'n': layout = LONG, numeric = 1; break;
        case 'o': layout = LONG, no_group = 1; break;
        case 'p': marks = '/'; break;
        case 'N':
        case 'Q':
        case 'b':
        case 'q': quoting = c; break;
        case 'R': recursive = 1; break;
        case 'r': reverse = 1; break;
        case 'S': order = BY_SIZE; break;
        case 's': blocks = 1; break;
        case 't': order = BY_TIME; break;
        case 'U': order = UNSORTED; break;
        case 'v': order = BY_VERSION; break;
        case 'w': width = number(argument, "line width"); break;
        case 'X': order = BY_EXTENSION; break;
        case 'x': layout = ACROSS; break;
        case 3: marks = 't'; break;
        case 4: set_layout(); break;
        case 5: layout = LONG, time_style = "full-iso"; break;
        case 6: directories_first = 1; break;
        case 7: add_glob(argument, 0); break;
        case 8: set_marks(); break;
        case 9: set_order(); break;
        case 10: set_time_style(); break;
        case 11: line_end = 0, layout = layout == LONG ? LONG : ONE; break;
        case 12: set_block(); break;
        case 13: set_when(); break;
        }
    if (when != 'm' && layout != LONG && order == BY_NAME)
        order = BY_TIME;
    if (quoting < 0)
        quoting = terminal ? 'q' : 'N';
}

/* Operands that are no directories come first, as one list. */
static void operand_list(void)
{
    struct entry *files = 0, *directories = 0, *e;
    struct stat st;
    int count = 0;
    for (; *operands; operands++, count++) {
        int through = follow || links || (layout != LONG && marks != 'F' && !plain);
        if ((through ? stat(*operands, &st) : -1) < 0 && lstat(*operands, &st) < 0)
            complain("cannot access '%s'", *operands);
        else if (S_ISDIR(st.st_mode) && !plain)
            directories = add(directories, *operands, &st);
        else
            files = add(files, *operands, &st);
    }
    *path = 0;
    headings = count > 1;
    put_list(sorted(files), 0);
    listed = files != 0;
    for (e = sorted(directories); e; e = e->next) {
        if (strlen(e->name) >= PATH_MAX)
            continue;
        strcpy(path, e->name);
        show_directory();
    }
}

int main(int argc, char **argv)
{
    static char *here[] = {".", 0};
    (void)argc;
    trouble = 2;
    window();
    flags(argv);
    if (layout < 0)
        layout = terminal ? COLUMNS : ONE;
    if (!*operands)
        operands = here;
    operand_list();
    return finish();
}
