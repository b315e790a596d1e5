/* ls: list directories. */
#include <sys/ioctl.h>
#include <time.h>
#include <tool.h>

const char *prog = "ls", *synopsis = "[-1aACcdFfghHiLlmnopRrStuU] [file...]";

enum { ALL = 1, ALMOST = 2 };
enum { ONE, COLUMNS, LONG, COMMAS };
enum { BY_NAME, BY_TIME, BY_SIZE, UNSORTED };
static int hidden, layout = -1, order, reverse, recursive, plain, follow, links, numeric, inodes, blocks, sizes, marks;
static int terminal, headings, no_owner, no_group;
static int when = 'm', listed;
static unsigned width = 80;

/* key orders; mode is known without lstat only as far as the directory tells. */
struct entry {
    struct entry *next;
    unsigned key;
    unsigned short mode;
    char name[1];
};

static int compare(const void *a, const void *b)
{
    const struct entry *p = a, *q = b;
    int c = p->key == q->key ? strcmp(p->name, q->name) : p->key > q->key ? -1 : 1;
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
    e->key = order == BY_TIME ? time_of(st) : order == BY_SIZE ? st->st_size : 0;
    strcpy(e->name, name);
    return e;
}

static int mark(mode_t mode)
{
    if (S_ISDIR(mode))
        return marks ? '/' : 0;
    if (marks != 'F')
        return 0;
    return S_ISLNK(mode) ? '@' : S_ISFIFO(mode) ? '|' : S_ISREG(mode) && (mode & 0111) ? '*' : 0;
}

static void put_name(const struct entry *e)
{
    const char *s = e->name;
    int c;
    if (!terminal)
        outs(s);
    else
        for (; *s; s++)
            outc(*s < 32 || *s == 127 ? '?' : *s);
    c = mark(e->mode);
    if (c && layout != LONG)
        outc(c);
}

/* Columns a name takes: bytes that do not continue a UTF-8 sequence. */
static unsigned cells(const struct entry *e)
{
    unsigned n = mark(e->mode) != 0;
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

static unsigned kilobytes(const struct stat *st)
{
    return (st->st_blocks + 1) / 2;
}

static const char *size_text(char *buf, const struct stat *st)
{
    if (S_ISCHR(st->st_mode) || S_ISBLK(st->st_mode))
        sprintf(buf, "%u, %3u", (unsigned)st->st_rdev >> 8 & 0xff, (unsigned)st->st_rdev & 0xff);
    else if (sizes)
        human(buf, st->st_size, 0);
    else
        sprintf(buf, "%u", (unsigned)st->st_size);
    return buf;
}

static const char *blocks_text(char *buf, unsigned n)
{
    if (sizes && n)
        return human(buf, n, 1);
    sprintf(buf, "%u", n);
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

static void put_time(time_t t)
{
    static time_t now;
    char buf[24];
    if (!now)
        now = time(0);
    strftime(buf, sizeof buf, t > now || now - t > 15778476 ? "%b %e  %Y " : "%b %e %H:%M ", localtime(&t));
    outs(buf);
}

static void put_target(const char *name)
{
    char target[PATH_MAX];
    size_t n = *path && *name != '/' ? push(path, name) : 0;
    int m = readlink(n ? path : name, target, sizeof target);
    if (n)
        path[n] = 0;
    if (m > 0) {
        outs(" -> ");
        outm(target, m);
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
    put_time(time_of(&st));
    put_name(e);
    if (S_ISLNK(st.st_mode)) {
        put_target(e->name);
    } else if (mark(st.st_mode))
        outc(mark(st.st_mode));
    outc('\n');
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
        for (total = i = 0; i < count && total <= width + 2; i += rows)
            total += column_width(all + i, count - i, rows) + extra + 2;
        if (total <= width + 2)
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
    else if (layout == COMMAS)
        put_commas(list);
    else
        for (; list; list = list->next)
            if (layout == LONG)
                put_long(list);
            else {
                put_entry(list);
                outc('\n');
            }
}

static struct entry *sorted(struct entry *list)
{
    struct entry *e, *turned = 0;
    if (order != UNSORTED)
        return sort_list(list, compare);
    for (; list; list = e) {
        e = list->next;
        list->next = turned;
        turned = list;
    }
    return turned;
}

static struct entry *read_directory(void)
{
    DIR *d = opendir(path);
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
        if (*s == '.' && (!hidden || (hidden == ALMOST && (!s[1] || (s[1] == '.' && !s[2])))))
            continue;
        st.st_mode = entry->d_type << 12;
        if ((order == BY_TIME || order == BY_SIZE || marks == 'F' || follow || (!st.st_mode && (recursive || marks))) && stat_in(s, &st) < 0)
            continue;
        list = add(list, s, &st);
    }
    closedir(d);
    return sorted(list);
}

static void show_directory(void)
{
    struct entry *list, *e;
    size_t n;
    list = read_directory();
    if (headings || recursive) {
        if (listed)
            outc('\n');
        outs(path);
        outs(":\n");
    }
    listed = 1;
    put_list(list, 1);
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

static void flags(char **argv)
{
    int c;
    while ((c = option(argv, "1a(all)A(almost-all)Ccd(directory)F(classify)fgh(human-readable)Hi(inode)L(dereference)lmn(numeric-uid-gid)opR(recursive)"
                             "r(reverse)Ss(size)tuUw:(width)N:(color)"))
           >= 0)
        switch (c) {
        case '1': layout = ONE; break;
        case 'a': hidden = ALL; break;
        case 'A': hidden = ALMOST; break;
        case 'C': layout = COLUMNS; break;
        case 'c':
        case 'u': when = c; break;
        case 'd': plain = 1; break;
        case 'F': marks = 'F'; break;
        case 'f': order = UNSORTED, hidden = ALL; break;
        case 'g': layout = LONG, no_owner = 1; break;
        case 'h': sizes = 1; break;
        case 'H': links = 1; break;
        case 'i': inodes = 1; break;
        case 'L': follow = 1; break;
        case 'l': layout = LONG; break;
        case 'm': layout = COMMAS; break;
        case 'n': layout = LONG, numeric = 1; break;
        case 'o': layout = LONG, no_group = 1; break;
        case 'p': marks = '/'; break;
        case 'R': recursive = 1; break;
        case 'r': reverse = 1; break;
        case 'S': order = BY_SIZE; break;
        case 's': blocks = 1; break;
        case 't': order = BY_TIME; break;
        case 'U': order = UNSORTED; break;
        case 'w': width = number(argument, "line width"); break;
        }
    if (when != 'm' && layout != LONG && order == BY_NAME)
        order = BY_TIME;
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
