/* find: walk trees and act on what fits. */
#include <fnmatch.h>
#include <time.h>
#include <tool.h>

const char *prog = "find", *synopsis = "[-HL] [path...] [expression]";

enum kind { AND, OR, NOT, TRUE, FALSE, NAME, PATH, TYPE, NEWER, SIZE, TIME, PERM, USER,
            GROUP, LINKS, INUM, EMPTY, ACCESS, SAME, PRINT, PRINT0, PRINTF, EXEC, DELETE, PRUNE, QUIT };

/* A test or action; text, n and sign are its argument, left and right its operands; words what -exec runs. */
struct node {
    unsigned char kind, sign, fold, field, batch, ask;
    unsigned n, unit, count;
    const char *text;
    struct node *left, *right, *next;
    char **words;
};

static char **word;
static int acts, depth_first, stay, follow, deepest = -1, shallowest;
static dev_t home;
static struct node *root, *batches;
static time_t now;
static const struct stat *st;
static int pruned, level;
static size_t start_length;

static struct node *or_level(void);

static struct node *make(int kind)
{
    struct node *n = need(sizeof *n);
    memset(n, 0, sizeof *n);
    n->kind = kind;
    return n;
}

static char *take(void)
{
    if (!word[1])
        diex("missing argument to `%s'", *word);
    return *++word;
}

static unsigned digits(const char **s, const char *what)
{
    char *end;
    unsigned n = strtoul(*s, &end, 10);
    if (end == *s)
        diex("invalid argument `%s' to `%s'", *s, what);
    *s = end;
    return n;
}

/* [+-]N */
static struct node *counted(int kind)
{
    struct node *n = make(kind);
    const char *what = *word, *s = take();
    n->text = s;
    if (*s == '+' || *s == '-')
        n->sign = *s++;
    n->n = digits(&s, what);
    n->unit = 1;
    if (kind == SIZE)
        n->unit = *s == 'c' ? 1 : *s == 'k' ? 1024 : *s == 'M' ? 1 << 20 : *s == 'G' ? 1 << 30 : *s == 'w' ? 2 : 512;
    if (kind == SIZE && *s && !strchr("bcwkMG", *s))
        diex("invalid -size type `%c'", *s);
    if (*s && (kind != SIZE || s[1]))
        diex("invalid argument `%s' to `%s'", n->text, what);
    return n;
}

static struct node *textual(int kind, int fold)
{
    struct node *n = make(kind);
    n->text = take();
    n->fold = fold;
    return n;
}

static struct node *newer(void)
{
    struct node *n = make(NEWER);
    struct stat that;
    const char *name = take();
    if (stat(name, &that) < 0)
        die("'%s'", name);
    n->n = that.st_mtime;
    n->unit = that.st_mtime_nsec;
    return n;
}

static struct node *same_file(void)
{
    struct node *n = make(SAME);
    struct stat that;
    const char *name = take();
    if (lstat(name, &that) < 0)
        die("'%s'", name);
    n->n = that.st_ino;
    n->unit = that.st_dev;
    return n;
}

static struct node *permissions(void)
{
    struct node *n = make(PERM);
    const char *s = take();
    int mode;
    if (*s == '-' || *s == '/')
        n->sign = *s++;
    mode = parse_mode(s, 0, 0);
    if (mode < 0)
        diex("invalid mode '%s'", s);
    n->n = mode;
    return n;
}

static struct node *owner(int kind)
{
    struct node *n = make(kind);
    const char *s = take();
    int id = kind == USER ? find_user(s) : find_group(s);
    if (id < 0)
        diex("'%s' is not the name of a known %s", s, kind == USER ? "user" : "group");
    n->n = id;
    return n;
}

static struct node *execution(int ask)
{
    struct node *n = make(EXEC);
    const char *what = *word;
    n->words = ++word;
    n->ask = ask;
    acts = 1;
    for (;; word++, n->count++) {
        if (!*word)
            diex("missing argument to `%s'", what);
        if (strcmp(*word, ";") == 0)
            break;
        if (strcmp(*word, "+") == 0 && n->count > 0 && strcmp(word[-1], "{}") == 0) {
            n->count--;
            n->batch = 1;
            n->next = batches;
            batches = n;
            break;
        }
    }
    return n;
}

static struct node *timed(int field, unsigned unit)
{
    struct node *n = counted(TIME);
    n->field = field;
    n->unit = unit;
    return n;
}

static struct node *option_word(void)
{
    const char *what = *word, *s = take();
    int n = digits(&s, what);
    if (what[2] == 'a')
        deepest = n;
    else
        shallowest = n;
    return make(TRUE);
}

static struct node *action(int kind)
{
    acts = kind != PRUNE;
    return make(kind);
}

static int is(const char *s)
{
    return strcmp(*word + 1, s) == 0;
}

static struct node *primary(void)
{
    struct node *n;
    if (!*word)
        diex("expected an expression");
    if (strcmp(*word, "(") == 0) {
        word++;
        n = or_level();
        if (!*word || strcmp(*word, ")") != 0)
            diex("invalid expression; I was expecting to find a ')' somewhere but did not see one.");
        return n;
    }
    if (**word != '-')
        diex("paths must precede expression: `%s'", *word);
    if (is("name") || is("iname"))
        return textual(NAME, is("iname"));
    if (is("path") || is("ipath") || is("wholename"))
        return textual(PATH, is("ipath"));
    if (is("type")) {
        n = textual(TYPE, 0);
        if (!strchr("bcdpfls", *n->text))
            diex("Unknown argument to -type: %s", n->text);
        return n;
    }
    if (is("newer"))
        return newer();
    if (is("size"))
        return counted(SIZE);
    if (is("links"))
        return counted(LINKS);
    if (is("inum"))
        return counted(INUM);
    if (is("mtime") || is("atime") || is("ctime"))
        return timed((*word)[1], 86400);
    if (is("mmin") || is("amin") || is("cmin"))
        return timed((*word)[1], 60);
    if (is("perm"))
        return permissions();
    if (is("user"))
        return owner(USER);
    if (is("group"))
        return owner(GROUP);
    if (is("maxdepth") || is("mindepth"))
        return option_word();
    if (is("exec") || is("ok"))
        return execution(is("ok"));
    if (is("depth") || is("d") || is("delete"))
        depth_first = 1;
    if (is("delete"))
        return action(DELETE);
    if (is("print"))
        return action(PRINT);
    if (is("print0"))
        return action(PRINT0);
    if (is("prune"))
        return make(PRUNE);
    if (is("quit"))
        return action(QUIT);
    if (is("printf")) {
        acts = 1;
        return textual(PRINTF, 0);
    }
    if (is("samefile"))
        return same_file();
    if (is("readable") || is("writable") || is("executable")) {
        n = make(ACCESS);
        n->n = is("readable") ? R_OK : is("writable") ? W_OK : X_OK;
        return n;
    }
    if (is("empty"))
        return make(EMPTY);
    if (is("false"))
        return make(FALSE);
    if (is("xdev") || is("mount"))
        stay = 1;
    else if (!is("depth") && !is("d") && !is("true"))
        diex("unknown predicate `%s'", *word);
    return make(TRUE);
}

static struct node *not_level(void)
{
    struct node *n;
    if (*word && (strcmp(*word, "!") == 0 || strcmp(*word, "-not") == 0)) {
        word++;
        n = make(NOT);
        n->left = not_level();
        return n;
    }
    n = primary();
    word++;
    return n;
}

static struct node *join(int kind, struct node *left, struct node *right)
{
    struct node *n = make(kind);
    n->left = left;
    n->right = right;
    return n;
}

static struct node *and_level(void)
{
    struct node *n = not_level();
    while (*word && strcmp(*word, ")") != 0 && strcmp(*word, "-o") != 0 && strcmp(*word, "-or") != 0) {
        if (strcmp(*word, "-a") == 0 || strcmp(*word, "-and") == 0)
            word++;
        n = join(AND, n, not_level());
    }
    return n;
}

static struct node *or_level(void)
{
    struct node *n = and_level();
    while (*word && (strcmp(*word, "-o") == 0 || strcmp(*word, "-or") == 0)) {
        word++;
        n = join(OR, n, and_level());
    }
    return n;
}

static int compared(const struct node *n, unsigned value)
{
    return n->sign == '+' ? value > n->n : n->sign == '-' ? value < n->n : value == n->n;
}

static int is_empty(void)
{
    DIR *d;
    struct dirent *entry;
    int count = 0;
    if (S_ISREG(st->st_mode))
        return st->st_size == 0;
    if (!S_ISDIR(st->st_mode) || !(d = opendir(path)))
        return 0;
    while ((entry = readdir(d)))
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(d);
    return count == 0;
}

static int type_of(mode_t mode)
{
    return "?pc?d?b?f?l?s???"[mode >> 12 & 15];
}

static int old(const struct node *n)
{
    time_t t = n->field == 'a' ? st->st_atime : n->field == 'c' ? st->st_ctime : st->st_mtime;
    unsigned units = t > now ? 0 : (now - t) / n->unit;
    if (n->sign == '-' && n->unit == 60)
        return t + n->n * 60 > now;
    return compared(n, units);
}

/* {} in a word is the path. */
static char *filled(const char *s)
{
    const char *at = strstr(s, "{}");
    size_t n = strlen(path);
    char *made, *to;
    if (!at)
        return (char *)s;
    to = made = need(strlen(s) * (n + 1) + 1);
    for (; (at = strstr(s, "{}")); s = at + 2) {
        memcpy(to, s, at - s);
        to += at - s;
        memcpy(to, path, n);
        to += n;
    }
    strcpy(to, s);
    return made;
}

static int execute(struct node *n)
{
    char *words[64];
    unsigned i;
    int result;
    if (n->count > 62)
        diex("too many arguments to -exec");
    if (n->ask && !confirmed(n->words[0], path))
        return 0;
    for (i = 0; i < n->count; i++)
        words[i] = filled(n->words[i]);
    words[i] = 0;
    result = run(words);
    while (i-- > 0)
        if (words[i] != n->words[i])
            free(words[i]);
    return result == 0;
}

enum { BATCH = 24 };
static char *collected[BATCH];

static void run_batch(struct node *n)
{
    char *words[BATCH + 32];
    unsigned i, m = n->unit;
    if (n->count > 30)
        diex("too many arguments to -exec");
    if (!m)
        return;
    for (i = 0; i < n->count; i++)
        words[i] = n->words[i];
    for (i = 0; i < m; i++)
        words[n->count + i] = collected[i];
    words[n->count + m] = 0;
    if (run(words) != 0)
        status = 1;
    while (m > 0)
        free(collected[--m]);
    n->unit = 0;
}

/* Paths are collected for one -exec + at a time. */
static int collect(struct node *n)
{
    struct node *other;
    for (other = batches; other; other = other->next)
        if (other != n)
            run_batch(other);
    collected[n->unit] = strcpy(need(strlen(path) + 1), path);
    if (++n->unit == BATCH)
        run_batch(n);
    return 1;
}

static int removed(void)
{
    if (strcmp(path, ".") == 0)
        return 1;
    if ((S_ISDIR(st->st_mode) ? rmdir(path) : unlink(path)) == 0)
        return 1;
    complain("cannot delete '%s'", path);
    return 0;
}

static const char *last_name(void)
{
    const char *s = base(path);
    return *s ? s : path;
}

static const char *put_escape(const char *s)
{
    int c = unescape(&s);
    if (c == -1)
        outflush();
    else
        outc(c < 0 ? '\\' : c);
    return c == -1 ? "" : s;
}

/* Seconds since 1970 with ten decimals of nanoseconds. */
static void put_seconds(time_t t, unsigned nanos)
{
    outf("%lu.%09u0", (unsigned long)t, nanos);
}

static void put_field(int c)
{
    char mode[12];
    size_t n = last_name() - path;
    switch (c) {
    case 'p': outs(path); break;
    case 'f': outs(last_name()); break;
    case 'h': n > 0 ? outm(path, n > 1 ? n - 1 : 1) : outs("."); break;
    case 'P': outs(path + start_length + (path[start_length] == '/')); break;
    case 'd': outf("%d", level); break;
    case 'y': outc(type_of(st->st_mode)); break;
    case 's': outf("%u", (unsigned)st->st_size); break;
    case 'm': outf("%o", (unsigned)st->st_mode & 07777); break;
    case 'M': mode_string(st->st_mode, mode); outs(mode); break;
    case 'n': outf("%u", (unsigned)st->st_nlink); break;
    case 'i': outf("%u", (unsigned)st->st_ino); break;
    case 'u': outs(user_name(st->st_uid, 0)); break;
    case 'g': outs(group_name(st->st_gid, 0)); break;
    case 'U': outf("%u", (unsigned)st->st_uid); break;
    case 'G': outf("%u", (unsigned)st->st_gid); break;
    case '%': outc('%'); break;
    default: outf("%%%c", c);
    }
}

static void put_format(const char *s)
{
    while (*s)
        if (s[0] == '%' && s[1] == 'T' && s[2] == '@') {
            put_seconds(st->st_mtime, st->st_mtime_nsec);
            s += 3;
        } else if (s[0] == '%' && s[1]) {
            put_field(s[1]);
            s += 2;
        } else if (*s == '\\')
            s = put_escape(s + 1);
        else
            outc(*s++);
}

static int holds(struct node *n)
{
    switch (n->kind) {
    case AND: return holds(n->left) && holds(n->right);
    case OR: return holds(n->left) || holds(n->right);
    case NOT: return !holds(n->left);
    case FALSE: return 0;
    case NAME: return fnmatch(n->text, last_name(), n->fold ? FNM_CASEFOLD : 0) == 0;
    case PATH: return fnmatch(n->text, path, n->fold ? FNM_CASEFOLD : 0) == 0;
    case TYPE: return strchr(n->text, type_of(st->st_mode)) != 0;
    case NEWER: return (unsigned)st->st_mtime > n->n || ((unsigned)st->st_mtime == n->n && (unsigned)st->st_mtime_nsec > n->unit);
    case SIZE: return compared(n, ((unsigned)st->st_size + n->unit - 1) / n->unit);
    case LINKS: return compared(n, st->st_nlink);
    case INUM: return compared(n, st->st_ino);
    case TIME: return old(n);
    case PERM:
        if (n->sign == '-')
            return (st->st_mode & n->n) == n->n;
        return n->sign == '/' ? !n->n || (st->st_mode & n->n) : (st->st_mode & 07777) == n->n;
    case USER: return st->st_uid == n->n;
    case GROUP: return st->st_gid == n->n;
    case EMPTY: return is_empty();
    case PRINT:
        outs(path);
        outc('\n');
        break;
    case PRINT0:
        outm(path, strlen(path) + 1);
        break;
    case PRINTF: put_format(n->text); break;
    case ACCESS: return access(path, n->n) == 0;
    case SAME: return st->st_ino == n->n && st->st_dev == n->unit;
    case EXEC: return n->batch ? collect(n) : execute(n);
    case DELETE: return removed();
    case PRUNE: pruned = 1; break;
    case QUIT: exit(finish());
    }
    return 1;
}

static int visit(const struct stat *now_at, int depth, int when)
{
    st = now_at;
    pruned = 0;
    level = depth;
    if (depth == 0)
        start_length = strlen(path);
    if (when == LEAF || (when == POST) == depth_first)
        if (depth >= shallowest && (deepest < 0 || depth <= deepest))
            holds(root);
    if (when == PRE && depth == 0)
        home = st->st_dev;
    return (depth_first || !pruned) && (deepest < 0 || depth < deepest) && (!stay || st->st_dev == home);
}

int main(int argc, char **argv)
{
    static char here[] = ".";
    char **paths = argv + 1, *first;
    (void)argc;
    if (*paths && strcmp(*paths, "--help") == 0)
        show_usage(1);
    for (; *paths && (strcmp(*paths, "-L") == 0 || strcmp(*paths, "-H") == 0 || strcmp(*paths, "-P") == 0); paths++)
        follow = (*paths)[1] == 'L' ? WALK_FOLLOW_ALL : (*paths)[1] == 'H' ? WALK_FOLLOW : 0;
    unreachable = "'%s'";
    now = time(0);
    for (word = paths; *word && **word != '-' && strcmp(*word, "(") != 0 && strcmp(*word, "!") != 0; word++)
        ;
    first = *word;
    root = first ? or_level() : make(TRUE);
    if (*word)
        diex("paths must precede expression: `%s'", *word);
    if (!acts)
        root = join(AND, root, make(PRINT));
    if (!*paths || *paths == first)
        walk(here, follow, visit);
    else
        for (; *paths && *paths != first; paths++)
            walk(*paths, follow, visit);
    for (; batches; batches = batches->next)
        run_batch(batches);
    return finish();
}
