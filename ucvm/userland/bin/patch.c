/* patch: apply differences (unified, context, normal, ed) to files. Files and hunks lie in temporary files, so that they may be long. */
#include <ctype.h>
#include <tool.h>

const char *prog = "patch",
           *synopsis = "[-bEflNRst] [-c | -e | -n | -u] [-d directory] [-F fuzz] [-i patchfile] [-o outfile] [-p strip] [-r rejectfile] [--dry-run] [file]";

static int backup, empties, force, loose, forward, reverse, silent, batch, dry, most_fuzz = 2, strip_count = -1, ed_script;
static const char *output_name, *reject_name;

/* Lines in a file, each with its newline, and where each begins. */
struct lines {
    int text, index;
    unsigned count, size;
};
static struct lines target, hunk, left, right;

static void clear(struct lines *l)
{
    if (l->text <= 0) {
        l->text = temporary();
        l->index = temporary();
    }
    l->count = l->size = 0;
}

static void put_at(int fd, unsigned at, const void *p, size_t n)
{
    if (lseek(fd, at, SEEK_SET) < 0 || writeall(fd, p, n) < 0)
        die("temporary file");
}

static void add(struct lines *l, const char *s, size_t n)
{
    put_at(l->text, l->size, s, n);
    put_at(l->index, l->count++ * 4, &l->size, 4);
    l->size += n;
}

/* Line i from 0, in memory that lasts until the next call with the same slot. */
static char *get(struct lines *l, unsigned i, size_t *n, int slot)
{
    static char *held[2];
    static size_t room[2];
    unsigned at[2];
    at[1] = l->size;
    lseek(l->index, i * 4, SEEK_SET);
    if (read(l->index, at, i + 1 < l->count ? 8 : 4) <= 0)
        die("temporary file");
    *n = at[1] - at[0];
    if (*n >= room[slot])
        held[slot] = resize(held[slot], room[slot] = *n + 64);
    lseek(l->text, at[0], SEEK_SET);
    if (read(l->text, held[slot], *n) != (ssize_t)*n)
        die("temporary file");
    held[slot][*n] = 0;
    return held[slot];
}

/* A last line of the patch that has no newline in its file. */
static void drop_newline(struct lines *l)
{
    size_t n;
    if (l->count && get(l, l->count - 1, &n, 0)[n - 1] == '\n')
        l->size--;
}

/* The patch: lines without newlines, one of which can be given back. */
static struct in input;
static char *line;
static size_t length;
static int again;

static char *next(void)
{
    if (!again)
        line = in_line(&input, &length);
    again = 0;
    return line;
}

static void back(void)
{
    again = 1;
}

static int begins(const char *with)
{
    return line && strncmp(line, with, strlen(with)) == 0;
}

/* The hunk: its lines begin with ' ', '-' or '+'. first is where it was in the old file; context counts lines around it. */
static unsigned old_first, old_count, new_first, new_count, before, behind;

static void add_hunk(int kind, const char *s, size_t n)
{
    char *whole = need(n + 2);
    whole[0] = kind;
    memcpy(whole + 1, s, n);
    whole[n + 1] = '\n';
    add(&hunk, whole, n + 2);
    free(whole);
}

static int kind_of(unsigned i)
{
    size_t n;
    return *get(&hunk, i, &n, 0);
}

static void measure(void)
{
    unsigned i;
    int kind;
    old_count = new_count = before = behind = 0;
    for (i = 0; i < hunk.count; i++) {
        kind = kind_of(i);
        old_count += kind != '+';
        new_count += kind != '-';
        behind = kind == ' ' ? behind + 1 : 0;
        before += kind == ' ' && before == i;
    }
}

static void no_newline(void)
{
    if (next() && *line == '\\')
        drop_newline(&hunk);
    else
        back();
}

/* "5" or "5,3"; the count is 1 if it is not there. */
static char *parse_range(char *s, unsigned *first, unsigned *n)
{
    *first = strtoul(s, &s, 10);
    *n = 1;
    if (*s == ',')
        *n = strtoul(s + 1, &s, 10);
    return s;
}

static void malformed(void)
{
    trouble = 2;
    diex("**** malformed patch: %s", line ? line : "unexpected end of file");
}

static void read_unified(void)
{
    unsigned n, m;
    char *s = parse_range(line + 4, &old_first, &n);
    if (strncmp(s, " +", 2) != 0)
        malformed();
    parse_range(s + 2, &new_first, &m);
    clear(&hunk);
    while (n || m) {
        if (!next())
            malformed();
        if (!*line)
            line = (char *)" ", length = 1;
        if (!strchr(" +-", *line) || (*line != '+' && !n) || (*line != '-' && !m))
            malformed();
        n -= *line != '+';
        m -= *line != '-';
        add_hunk(*line, line + 1, length - 1);
        no_newline();
    }
}

/* One side of a context hunk; lines keep their mark. */
static void read_side(struct lines *side, const char *marks)
{
    clear(side);
    while (next() && (strchr(marks, *line) || (*line == '\\' && side->count)) && strncmp(line, "---", 3) != 0) {
        if (*line == '\\') {
            drop_newline(side);
            continue;
        }
        line[1] = *line ? line[0] : ' ';
        if (!length)
            malformed();
        line[length] = '\n';
        add(side, line + 1, length > 1 ? length : 2);
    }
    back();
}

static void move_line(const char *s, size_t n, int kind)
{
    add_hunk(kind, s + 1, n - 1 - (s[n - 1] == '\n'));
    if (s[n - 1] != '\n')
        drop_newline(&hunk);
}

/* Moves lines with one mark from a side into the hunk; where the next one is. */
static unsigned move(struct lines *side, unsigned i, int mark, int kind)
{
    char *s;
    size_t n;
    for (; i < side->count && *(s = get(side, i, &n, 1)) == mark; i++)
        move_line(s, n, kind);
    return i;
}

/* One line of context. A side without changes may be left out. */
static int move_one(struct lines *side, unsigned i)
{
    size_t n;
    char *s = get(side, i, &n, 1);
    if (*s != ' ')
        return 0;
    move_line(s, n, ' ');
    return 1;
}

static void read_context(void)
{
    unsigned i = 0, j = 0, last;
    if (!next() || !begins("*** "))
        malformed();
    parse_range(line + 4, &old_first, &last);
    read_side(&left, " -!");
    if (!next() || !begins("--- "))
        malformed();
    parse_range(line + 4, &new_first, &last);
    read_side(&right, " +!");
    clear(&hunk);
    while (i < left.count || j < right.count) {
        unsigned had = hunk.count;
        i = move(&left, i, '-', '-');
        i = move(&left, i, '!', '-');
        j = move(&right, j, '+', '+');
        j = move(&right, j, '!', '+');
        if (i < left.count && move_one(&left, i))
            i++, j += j < right.count;
        else if (!left.count && j < right.count && move_one(&right, j))
            j++;
        if (hunk.count == had)
            malformed();
    }
}

/* "1,2c3,4" */
static int is_normal(void)
{
    const char *s = line;
    s += strspn(s, "0123456789,");
    return isdigit(*line) && *s && strchr("acd", *s) && isdigit(s[1]) && !s[1 + strspn(s + 1, "0123456789,")];
}

static void read_normal(void)
{
    unsigned from, to, kind;
    char *s = line;
    old_first = strtoul(s, &s, 10);
    if (*s == ',')
        strtoul(s + 1, &s, 10);
    kind = *s;
    new_first = strtoul(s + 1, &s, 10);
    clear(&hunk);
    for (from = kind == 'a' ? '>' : '<', to = kind == 'd' ? '<' : '>'; next();) {
        if (strcmp(line, "---") == 0)
            continue;
        if ((*line != (char)from && *line != (char)to) || line[1] != ' ')
            break;
        add_hunk(*line == '<' ? '-' : '+', line + 2, length - 2);
        no_newline();
    }
    back();
}

/* Whether two lines are the same, or with -l if runs of blanks count as one. */
static int same(const char *a, size_t n, const char *b, size_t m)
{
    const char *ae = a + n, *be = b + m;
    if (!loose)
        return n == m && memcmp(a, b, n) == 0;
    while (a < ae && b < be) {
        if (isspace(*a) && isspace(*b)) {
            while (a < ae && isspace(*a))
                a++;
            while (b < be && isspace(*b))
                b++;
        } else if (*a++ != *b++)
            return 0;
    }
    while (a < ae && isspace(*a))
        a++;
    while (b < be && isspace(*b))
        b++;
    return a == ae && b == be;
}

/* Whether the hunk's old lines, without some at its ends, are in the file from line `at`. */
static int matches(int at, int skip, int leave)
{
    unsigned i, old = 0;
    size_t n, m;
    char *s, *t;
    if (at < 1 || at - 1 + old_count > target.count)
        return 0;
    for (i = 0; i < hunk.count; i++) {
        s = get(&hunk, i, &n, 0);
        if (*s == '+')
            continue;
        old++;
        if ((int)old <= skip || (int)(old_count - old) < leave)
            continue;
        t = get(&target, at - 2 + old, &m, 1);
        if (!same(s + 1, n - 1, t, m))
            return 0;
    }
    return 1;
}

/* Lines of the file that are done with, and how far the last hunk was from where it should have been. */
static unsigned done;
static int offset;

/* Where the hunk goes with that much fuzz, 0 for nowhere. A hunk with less context on one side belongs to that end of the file. */
static int locate(int fuzz)
{
    int context = before > behind ? before : behind, skip = fuzz + (int)before - context, leave = fuzz + (int)behind - context;
    int guess = (int)old_first + (old_count == 0) + offset, last = (int)target.count - (int)old_count + 1, away;
    if (!old_count)
        return guess > (int)done ? guess <= last ? guess : last : 0;
    if (skip < 0 && old_first <= 1)
        return done == 0 && matches(1, 0, leave > 0 ? leave : 0) ? 1 : 0;
    skip = skip < 0 ? 0 : skip;
    if (leave < 0)
        return last > (int)done && matches(last, skip, 0) ? last : 0;
    for (away = 0; guess + away <= last || guess - away > (int)done; away++) {
        if (guess + away <= last && guess + away > (int)done && matches(guess + away, skip, leave))
            return guess + away;
        if (away && guess - away > (int)done && guess - away <= last && matches(guess - away, skip, leave))
            return guess - away;
    }
    return 0;
}

static void swap_sides(void)
{
    unsigned i, at;
    size_t n;
    int kind;
    for (i = 0; i < hunk.count; i++) {
        kind = *get(&hunk, i, &n, 0);
        if (kind == ' ')
            continue;
        lseek(hunk.index, i * 4, SEEK_SET);
        if (read(hunk.index, &at, 4) == 4)
            put_at(hunk.text, at, kind == '-' ? "+" : "-", 1);
    }
    at = old_first, old_first = new_first, new_first = at;
    measure();
}

/* The file being patched. */
static char *name, *old_name, *new_name, *index_name, *operand;
static int made = -1, rejects = -1, hunks, failed, inexact, active, skipping, anyway, deletes;
static unsigned made_size, made_lines;

static void put_line(int fd, struct lines *l, unsigned i, int from)
{
    size_t n;
    char *s = get(l, i, &n, 0);
    if (writeall(fd, s + from, n - from) < 0)
        die("write error");
    made_size += n - from;
    made_lines++;
}

static void copy_until(unsigned end)
{
    for (; done < end; done++)
        put_line(made, &target, done, 0);
}

static void apply(int at)
{
    unsigned i;
    int kind;
    copy_until(at - 1);
    for (i = 0; i < hunk.count; i++) {
        kind = kind_of(i);
        if (kind == '+')
            put_line(made, &hunk, i, 1);
        else if (kind == '-')
            done++;
        else
            copy_until(done + 1);
    }
}

/* A name of the patch's header, without its date and the components that -p takes away; NULL if nothing is left. */
static char *stripped(char *s)
{
    int n = strip_count;
    char *slash;
    if (!s)
        return 0;
    s[strcspn(s, "\t")] = 0;
    if (strcmp(s, "/dev/null") == 0)
        return 0;
    if (n < 0)
        return (char *)base(s);
    for (; n > 0; n--) {
        if (!(slash = strchr(s, '/')))
            return 0;
        s = slash + strspn(slash, "/");
    }
    return s;
}

/* The header as it was, without those components. */
static const char *shortened(const char *header)
{
    char *whole = strcpy(need(strlen(header) + 1), header), *rest = stripped(whole);
    size_t cut = rest ? rest - whole : 0;
    free(whole);
    return header + cut;
}

/* How far lines have moved by the hunks so far. */
static int moved(void)
{
    return made_lines - done;
}

/* Lines of one kind among those from i to j, as rejects. */
static void put_kind(unsigned i, unsigned j, int kind)
{
    size_t n;
    char *s;
    for (; i < j; i++) {
        if (*(s = get(&hunk, i, &n, 0)) != kind)
            continue;
        writeall(rejects, s, n);
        if (s[n - 1] != '\n')
            dprintf(rejects, "\n\\ No newline at end of file\n");
    }
}

static void reject(void)
{
    char text[64];
    unsigned i, j, n;
    failed++;
    if (rejects < 0) {
        rejects = temporary();
        if (old_name && new_name)
            dprintf(rejects, "--- %s\n+++ %s\n", shortened(reverse ? new_name : old_name), shortened(reverse ? old_name : new_name));
    }
    n = sprintf(text, old_count == 1 ? "@@ -%u" : "@@ -%u,%u", old_first + moved(), old_count);
    n += sprintf(text + n, new_count == 1 ? " +%u @@\n" : " +%u,%u @@\n", new_first + moved(), new_count);
    writeall(rejects, text, n);
    for (i = 0; i < hunk.count; i = j) {
        for (j = i; j < hunk.count && kind_of(j) != ' '; j++)
            ;
        put_kind(i, j, '-');
        put_kind(i, j, '+');
        if (i == j)
            put_kind(i, ++j, ' ');
    }
}

static int asked(const char *question)
{
    char c = 'n', first = 0;
    int tty = batch || force ? -1 : open("/dev/tty", O_RDWR);
    outs(question);
    outflush();
    while (tty >= 0 && read(tty, &c, 1) == 1 && c != '\n')
        first = first ? first : c;
    if (tty < 0)
        outc('\n');
    else
        close(tty);
    return first == 'y' || first == 'Y';
}

/* The first hunk does not fit, but perhaps it does the other way round: where, if it is turned now. */
static int turned(int fuzz)
{
    int at;
    swap_sides();
    at = locate(fuzz);
    if (!at) {
        swap_sides();
        return 0;
    }
    outs(reverse ? "Unreversed" : "Reversed (or previously applied)");
    outs(" patch detected!");
    if (forward)
        outs("  Skipping patch.\n");
    else if (batch)
        outs(reverse ? "  Ignoring -R.\n" : "  Assuming -R.\n");
    else if (asked(reverse ? "  Ignore -R? [n] " : "  Assume -R? [n] "))
        forward = 0;
    else if (asked("Apply anyway? [n] "))
        at = 0;
    else {
        outs("Skipping patch.\n");
        skipping = 1;
    }
    skipping |= forward;
    if (skipping || !at) {
        swap_sides();
        anyway = 1;
        return 0;
    }
    reverse = !reverse;
    return at;
}

static void tell(int at, int fuzz)
{
    int away = at - (int)old_first - (old_count == 0);
    if (!fuzz && !away)
        return;
    inexact = 1;
    if (silent)
        return;
    outf("Hunk #%d succeeded at %d", hunks, at + moved());
    if (fuzz)
        outf(" with fuzz %d", fuzz);
    if (away)
        outf(" (offset %d line%s)", away, away == 1 ? "" : "s");
    outs(".\n");
}

static void do_hunk(void)
{
    int at = 0, fuzz, most;
    measure();
    hunks++;
    if (reverse)
        swap_sides();
    most = before > behind ? before : behind;
    most = most < most_fuzz ? most : most_fuzz;
    for (fuzz = 0; !skipping && !at && fuzz <= most; fuzz++)
        if ((at = locate(fuzz)) || (hunks == 1 && !force && !anyway && (at = turned(fuzz))))
            break;
    if (!at) {
        if (!skipping && !silent)
            outf("Hunk #%d FAILED at %u.\n", hunks, old_first + (old_count == 0) + moved());
        reject();
        return;
    }
    tell(at, fuzz);
    offset = at - (int)old_first - (old_count == 0);
    apply(at);
}

static void load(const char *file)
{
    static struct in f;
    char *s;
    size_t n;
    clear(&target);
    if (access(file, F_OK) < 0)
        return;
    if (in_open(&f, file) < 0)
        exit(2);
    while ((s = in_line(&f, &n))) {
        if (f.nl)
            s[n++] = '\n';
        add(&target, s, n);
    }
    in_close(&f);
}

static unsigned components(const char *s)
{
    unsigned n = 0;
    while ((s = strchr(s, '/')))
        s += strspn(s, "/"), n++;
    return n;
}

/* Of names that exist the one with the fewest components, then the shortest; else the new one. */
static char *best_name(void)
{
    char *names[3], *best = 0;
    int i;
    names[0] = stripped(old_name ? strcpy(need(strlen(old_name) + 1), old_name) : 0);
    names[1] = stripped(new_name ? strcpy(need(strlen(new_name) + 1), new_name) : 0);
    names[2] = stripped(index_name);
    for (i = 0; i < 3; i++)
        if (names[i] && access(names[i], F_OK) == 0
            && (!best || components(names[i]) < components(best) || (components(names[i]) == components(best) && strlen(names[i]) < strlen(best))))
            best = names[i];
    return best ? best : names[1] ? names[1] : names[0] ? names[0] : names[2];
}

static int is_nothing(const char *header)
{
    return header && (strncmp(header, "/dev/null", 9) == 0 || strstr(header, "\t1970-01-01 00:00:00") != 0);
}

static void begin(void)
{
    if (active)
        return;
    name = operand ? operand : best_name();
    if (!name) {
        trouble = 2;
        diex("**** No file to patch.  Cannot guess a name.");
    }
    deletes = is_nothing(reverse ? old_name : new_name);
    load(name);
    if (!silent) {
        outs(dry ? "checking file " : "patching file ");
        outs(output_name ? output_name : name);
        if (output_name) {
            outs(" (read from ");
            outs(name);
            outc(')');
        }
        outc('\n');
    }
    active = 1;
    made = temporary();
    made_size = made_lines = done = offset = hunks = failed = inexact = skipping = anyway = 0;
    rejects = -1;
}

/* Directories of a file that comes into being. */
static void make_way(const char *file)
{
    char *s = strcpy(path, file);
    while ((s = strchr(s + 1, '/'))) {
        *s = 0;
        mkdir(path, 0777);
        *s = '/';
    }
}

static void save(int from, const char *to, mode_t mode)
{
    int fd;
    make_way(to);
    fd = open(to, O_WRONLY | O_CREAT | O_TRUNC, mode);
    lseek(from, 0, SEEK_SET);
    if (fd < 0 || copy(from, fd) < 0)
        die("**** Can't create file %s", to);
    close(fd);
}

static void keep_original(mode_t mode)
{
    char kept[PATH_MAX];
    int from = open(name, O_RDONLY), to;
    snprintf(kept, sizeof kept, "%s.orig", name);
    if ((to = open(kept, O_WRONLY | O_CREAT | O_TRUNC, mode)) < 0)
        die("**** Can't create file %s", kept);
    if (from >= 0) {
        copy(from, to);
        close(from);
    }
    close(to);
}

static void end(void)
{
    struct stat st;
    char rejected[PATH_MAX];
    mode_t mode = 0666;
    if (!active)
        return;
    active = 0;
    if (!skipping || hunks > failed)
        copy_until(target.count);
    if (stat(name, &st) == 0)
        mode = st.st_mode & 07777;
    if (!dry && !skipping) {
        if (!output_name && (backup || inexact || failed))
            keep_original(mode);
        if (!output_name && !made_size && (empties || deletes))
            unlink(name);
        else if (hunks > failed)
            save(made, output_name ? output_name : name, mode);
    }
    if (failed) {
        snprintf(rejected, sizeof rejected, "%s.rej", output_name ? output_name : name);
        status = 1;
        outf("%d out of %d hunk%s %s", failed, hunks, hunks == 1 ? "" : "s", skipping ? "ignored" : "FAILED");
        if (!dry && !(reject_name && strcmp(reject_name, "-") == 0)) {
            outs(" -- saving rejects to file ");
            outs(reject_name ? reject_name : rejected);
            save(rejects, reject_name ? reject_name : rejected, 0666);
        }
        outc('\n');
        close(rejects);
    }
    close(made);
    free(old_name);
    free(new_name);
    old_name = new_name = 0;
}

static char *copied(const char *s)
{
    return strcpy(need(strlen(s) + 1), s);
}

static void header(int kind)
{
    char *first = copied(line + 4);
    if (!next()) {
        free(first);
        return;
    }
    if (!begins(kind == '-' ? "+++ " : "--- ")) {
        free(first);
        back();
        return;
    }
    end();
    old_name = first;
    new_name = copied(line + 4);
}

/* The rest of the input is a script for ed. */
static void run_ed(void)
{
    char *words[4];
    int script = temporary();
    begin();
    active = 0;
    do {
        line[length] = '\n';
        writeall(script, line, length + 1);
    } while (next());
    writeall(script, "w\nq\n", 4);
    lseek(script, 0, SEEK_SET);
    dup2(script, 0);
    words[0] = (char *)"ed", words[1] = (char *)"-s", words[2] = name, words[3] = 0;
    status = run(words) ? 1 : 0;
}

static void patch(void)
{
    int any = 0, some = 0;
    for (; next(); some = 1) {
        if (ed_script && is_normal() == 0 && isdigit(*line)) {
            run_ed();
            return;
        }
        if (begins("--- "))
            header('-');
        else if (begins("*** ") && !strstr(line, " ****"))
            header('*');
        else if (begins("Index: "))
            index_name = copied(line + 7 + strspn(line + 7, " "));
        else if (begins("@@ -") || begins("***************") || is_normal()) {
            begin();
            any = 1;
            (*line == '@' ? read_unified : *line == '*' ? read_context : read_normal)();
            do_hunk();
        }
    }
    end();
    if (some && !any) {
        trouble = 2;
        diex("**** Only garbage was found in the patch input.");
    }
}

int main(int argc, char **argv)
{
    const char *file = "-";
    int c;
    (void)argc;
    while ((c = option(argv, "b(backup)cd:(directory)eE(remove-empty-files)f(force)F:(fuzz)i:(input)l(ignore-whitespace)nN(forward)o:(output)p:(strip)"
                             "r:(reject-file)R(reverse)s(silent)(quiet)t(batch)uy(dry-run)"))
           >= 0)
        switch (c) {
        case 'b': backup = 1; break;
        case 'd':
            if (chdir(argument) < 0)
                die("**** Can't change to directory %s", argument);
            break;
        case 'e': ed_script = 1; break;
        case 'E': empties = 1; break;
        case 'f': force = 1; break;
        case 'F': most_fuzz = number(argument, "fuzz factor"); break;
        case 'i': file = argument; break;
        case 'l': loose = 1; break;
        case 'N': forward = 1; break;
        case 'o': output_name = argument; break;
        case 'p': strip_count = number(argument, "strip count"); break;
        case 'r': reject_name = argument; break;
        case 'R': reverse = 1; break;
        case 's': silent = 1; break;
        case 't': batch = 1; break;
        case 'y': dry = 1;
        }
    operand = *operands;
    if (operand && operands[1])
        file = operands[1];
    trouble = 2;
    if (strcmp(file, "-") != 0 && access(file, R_OK) < 0)
        die("**** Can't open patch file %s ", file);
    if (in_open(&input, file) < 0)
        return 2;
    patch();
    return finish();
}
