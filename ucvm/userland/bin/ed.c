/* ed: the line editor. The buffer lies in temporary files, so that a text may be long. */
#include <ctype.h>
#include <regex.h>
#include <setjmp.h>
#include <signal.h>
#include <sys/wait.h>
#include <tool.h>

const char *prog = "ed", *synopsis = "[-sv] [-p prompt] [file]";

/* A line is a number: where its length and bytes are in the text file; no two lines have the same. A table of lines is a file of such numbers. */
static int text, table, undone, globals;
static unsigned text_size, dot, last, old_dot, old_last, can_undo;
static unsigned marks['z' - 'a' + 1];
static int changed, warned, quiet, in_global, explain, prompting;
static const char *message = "", *prompt = "*";
static char file[PATH_MAX];
static jmp_buf failed;
static int errors;

static void fail(const char *why)
{
    message = why;
    longjmp(failed, 1);
}

static void at(int fd, unsigned where)
{
    if (lseek(fd, where, SEEK_SET) < 0)
        fail("Cannot seek temp file");
}

static void get_bytes(int fd, unsigned where, void *p, size_t n)
{
    at(fd, where);
    if (read(fd, p, n) != (ssize_t)n)
        fail("Cannot read temp file");
}

static void put_bytes(int fd, unsigned where, const void *p, size_t n)
{
    at(fd, where);
    if (writeall(fd, p, n) < 0)
        fail("Cannot write temp file");
}

static void *grown(void *p, size_t n)
{
    p = realloc(p, n);
    if (!p)
        fail("Memory exhausted");
    return p;
}

static unsigned line_id(unsigned n)
{
    unsigned id;
    get_bytes(table, (n - 1) * 4, &id, 4);
    return id;
}

/* The bytes of line n, with a NUL after them, good until the next call. */
static char *line_text(unsigned n, size_t *length)
{
    static char *buf;
    static size_t room;
    unsigned id = line_id(n), size;
    get_bytes(text, id, &size, 4);
    if (size >= room)
        buf = grown(buf, room = size + 64);
    if (size)
        get_bytes(text, id + 4, buf, size);
    buf[size] = 0;
    *length = size;
    return buf;
}

/* The bytes of a line, from its place in the text to another place in it, or to the end of a file; a block at a time. */
static unsigned pour(unsigned id, int fd, unsigned to)
{
    char block[512];
    unsigned size, n, done;
    get_bytes(text, id, &size, 4);
    for (done = 0; done < size; done += n) {
        n = size - done < sizeof block ? size - done : sizeof block;
        get_bytes(text, id + 4 + done, block, n);
        if (fd == text)
            put_bytes(text, to + done, block, n);
        else if (writeall(fd, block, n) < 0)
            fail("Cannot write file");
    }
    return size;
}

static unsigned new_id(const char *s, unsigned n)
{
    unsigned id = text_size;
    put_bytes(text, id, &n, 4);
    put_bytes(text, id + 4, s, n);
    text_size += 4 + n;
    return id;
}

/* Moves count numbers of the table from line `from` to line `to`, which may overlap. */
static void shift(unsigned from, unsigned to, unsigned count)
{
    unsigned block[128], n;
    while (count > 0) {
        n = count < 128 ? count : 128;
        get_bytes(table, ((to < from ? from : from + count - n) - 1) * 4, block, n * 4);
        put_bytes(table, ((to < from ? to : to + count - n) - 1) * 4, block, n * 4);
        if (to < from)
            from += n, to += n;
        count -= n;
    }
}

static void insert_id(unsigned after, unsigned id)
{
    shift(after + 1, after + 2, last - after);
    put_bytes(table, after * 4, &id, 4);
    last++;
    changed = can_undo = 1;
}

static void insert(unsigned after, const char *s, size_t n)
{
    insert_id(after, new_id(s, n));
}

static void copy_table(int from, int to, unsigned count)
{
    unsigned block[128], n, i;
    for (i = 0; i < count; i += n) {
        n = count - i < 128 ? count - i : 128;
        get_bytes(from, i * 4, block, n * 4);
        put_bytes(to, i * 4, block, n * 4);
    }
}

static int remembered;

/* What u goes back to, if something changes; one of a whole global command. */
static void remember(void)
{
    if (in_global && remembered)
        return;
    remembered = in_global;
    can_undo = 0;
    copy_table(table, undone, last);
    old_dot = dot;
    old_last = last;
}

static void undo(void)
{
    int other = table;
    unsigned n;
    if (!can_undo)
        fail("Nothing to undo");
    table = undone, undone = other;
    n = dot, dot = old_dot, old_dot = n;
    n = last, last = old_last, old_last = n;
    changed = 1;
}

static void delete(unsigned from, unsigned to)
{
    shift(to + 1, from, last - to);
    last -= to - from + 1;
    dot = from > last ? last : from;
    changed = can_undo = 1;
}

static unsigned find_id(unsigned id)
{
    unsigned block[128], n, i, j;
    for (i = 0; i < last; i += n) {
        n = last - i < 128 ? last - i : 128;
        get_bytes(table, i * 4, block, n * 4);
        for (j = 0; j < n; j++)
            if (block[j] == id)
                return i + j + 1;
    }
    return 0;
}

/* Commands come from standard input, or in a global command from its list. */
static char *command, *list_next;
static size_t command_room;

static char *read_line(void)
{
    size_t n = 0;
    int c = -1;
    char byte;
    outflush();
    for (;;) {
        if (list_next)
            c = *list_next ? *(unsigned char *)list_next++ : -1;
        else
            c = read(0, &byte, 1) == 1 ? (unsigned char)byte : -1;
        if (c < 0 && !n)
            return 0;
        if (n + 2 > command_room)
            command = grown(command, command_room += 128);
        if (c < 0 || c == '\n')
            break;
        command[n++] = c;
    }
    command[n] = 0;
    return command;
}

static char *p;

static void skip_blanks(void)
{
    while (*p == ' ' || *p == '\t')
        p++;
}

/* The regular expression that is used last. */
static regex_t re;
static int have_re;

/* Text up to the delimiter in new memory; a backslash before the delimiter is taken away; p is left at the delimiter or the end. */
static char *delimited(int delimiter)
{
    char *s = grown(0, strlen(p) + 1), *to = s;
    int set = 0;
    for (; *p && (*p != delimiter || set); p++) {
        if (!set && *p == '\\' && p[1]) {
            if (p[1] != delimiter)
                *to++ = '\\';
            *to++ = *++p;
            continue;
        }
        if (!set && *p == '[') {
            set = 1;
            *to++ = *p;
            if (p[1] == '^')
                *to++ = *++p;
            if (p[1] == ']')
                *to++ = *++p;
            continue;
        }
        set = set && *p != ']';
        *to++ = *p;
    }
    *to = 0;
    return s;
}

static void compile(int delimiter)
{
    char *s = delimited(delimiter);
    int error = 0;
    if (*s) {
        if (have_re)
            regfree(&re);
        error = regcomp(&re, s, 0);
        have_re = !error;
    }
    free(s);
    if (error)
        fail(error == REG_EBRACK ? "Unmatched [, [^, [:, [., or [=" : error == REG_EPAREN ? "Unmatched ( or \\(" : "Invalid regular expression");
    if (!have_re)
        fail("No previous pattern");
}

static int matches(unsigned n)
{
    size_t length;
    return regexec(&re, line_text(n, &length), 0, 0, 0) == 0;
}

static unsigned search(int delimiter)
{
    unsigned n = dot, step;
    p++;
    compile(delimiter);
    if (*p == delimiter)
        p++;
    for (step = 0; step <= last; step++) {
        if (delimiter == '/')
            n = n >= last ? 0 : n + 1;
        else
            n = n == 0 ? last : n - 1;
        if (n && matches(n))
            return n;
    }
    fail("No match");
    return 0;
}

static unsigned mark_line(int c)
{
    unsigned n;
    if (c < 'a' || c > 'z')
        fail("Invalid mark character");
    n = marks[c - 'a'] ? find_id(marks[c - 'a'] - 1) : 0;
    if (!n)
        fail("Invalid address");
    return n;
}

/* One address; 0 if there is none. */
static int address(int *n)
{
    int some = 1, sign;
    skip_blanks();
    if (isdigit(*p))
        *n = strtoul(p, &p, 10);
    else
        switch (*p) {
        case '.': *n = dot, p++; break;
        case '$': *n = last, p++; break;
        case '\'':
            *n = mark_line(p[1]);
            p += 2;
            break;
        case '/':
        case '?': *n = search(*p); break;
        case '+':
        case '-':
        case '^': *n = dot; break;
        default: some = 0;
        }
    for (; some; ) {
        skip_blanks();
        if (isdigit(*p)) {
            *n += strtoul(p, &p, 10);
            continue;
        }
        if (*p != '+' && *p != '-' && *p != '^')
            break;
        sign = *p++ == '+' ? 1 : -1;
        *n += isdigit(*p) ? sign * (int)strtoul(p, &p, 10) : sign;
    }
    return some;
}

static unsigned first, second, given;

static void range(int n)
{
    if (n < 0 || n > (int)last)
        fail("Invalid address");
    first = second;
    second = n;
    given++;
}

/* The addresses before a command. */
static void addresses(void)
{
    int n, some, separator;
    first = second = dot;
    given = 0;
    for (;;) {
        some = address(&n);
        skip_blanks();
        separator = *p;
        if (separator != ',' && separator != ';' && !(separator == '%' && !some && !given)) {
            if (some)
                range(n);
            else if (given)
                range(second);
            break;
        }
        p++;
        if (separator == '%')
            separator = ',';
        if (some)
            range(n);
        else {
            range(separator == ';' ? dot : last > 0);
            if (!strchr("0123456789.$'/?+-^", *p) || !*p) {
                range(last);
                break;
            }
        }
        if (separator == ';')
            dot = second;
    }
    if (given == 1)
        first = second;
}

static void use(unsigned from, unsigned to)
{
    if (!given)
        first = from, second = to;
    if (first < 1 || first > second || second > last)
        fail("Invalid address");
}

static int shown;

/* p, l, n after a command. */
static void suffix(void)
{
    shown = 0;
    for (; *p && strchr("pln", *p); p++)
        shown |= *p == 'p' ? 1 : *p == 'l' ? 2 : 4;
    if (*p)
        fail("Invalid command suffix");
}

static void list(const char *s, size_t n)
{
    static const char escapes[] = "\a\b\f\n\r\t\v\\", names[] = "abfnrtv\\";
    char piece[8];
    const char *found;
    int column = 0, size;
    for (; n-- > 0; s++) {
        if (*s && (found = strchr(escapes, *s)))
            size = sprintf(piece, "\\%c", names[found - escapes]);
        else
            size = sprintf(piece, *s == '$' ? "\\$" : *s < 32 || *s > 126 ? "\\%03o" : "%c", *s);
        if (column + size > 72) {
            outs("\\\n");
            column = 0;
        }
        outm(piece, size);
        column += size;
    }
    outc('$');
}

static void show(unsigned from, unsigned to, int how)
{
    char *s;
    size_t n;
    for (; from <= to; from++) {
        dot = from;
        s = line_text(from, &n);
        if (how & 4)
            outf("%u\t", from);
        if (how & 2)
            list(s, n);
        else
            outm(s, n);
        outc('\n');
    }
}

/* Lines up to "." go after dot. */
static void append(unsigned after)
{
    char *s;
    for (dot = after; (s = read_line()) && strcmp(s, ".") != 0; dot++)
        insert(dot, s, strlen(s));
}

static void tell_size(unsigned n)
{
    if (!quiet)
        outf("%u\n", n);
}

/* A descriptor to or from "!command". */
static int from_command(const char *name, pid_t *child, int writes)
{
    int fds[2];
    outflush();
    if (pipe(fds) < 0 || (*child = fork()) < 0)
        fail("Cannot open input file");
    if (*child == 0) {
        dup2(fds[!writes], !writes);
        close(fds[0]);
        close(fds[1]);
        execl("/bin/sh", "sh", "-c", name, (char *)0);
        _exit(127);
    }
    close(fds[!writes]);
    return fds[writes];
}

static int open_file(const char *name, int flags, pid_t *child)
{
    int fd;
    *child = 0;
    if (*name == '!')
        return from_command(name + 1, child, flags != O_RDONLY);
    fd = open(name, flags, 0666);
    if (fd < 0) {
        outflush();
        dprintf(2, "%s: %s\n", name, strerror(errno));
        fail(flags == O_RDONLY ? "Cannot open input file" : "Cannot open output file");
    }
    return fd;
}

static void close_file(int fd, pid_t child)
{
    int state;
    close(fd);
    if (child)
        waitpid(child, &state, 0);
}

static void read_file(const char *name, unsigned after)
{
    static struct in f;
    pid_t child;
    char *s;
    size_t n;
    unsigned size = 0;
    int fd = open_file(name, O_RDONLY, &child);
    if (!f.buf)
        f.buf = grown(0, (f.cap = 512) + 1);
    f.p = f.e = f.buf;
    f.fd = fd;
    f.name = name;
    for (dot = after; (s = in_line(&f, &n)); dot++) {
        insert(dot, s, n);
        size += n + 1;
        if (!f.nl)
            outs("Newline appended\n");
    }
    close_file(fd, child);
    tell_size(size);
}

/* A file that is open for writing when a command fails. */
static int writing = -1;

static void write_file(const char *name, int flags)
{
    pid_t child;
    unsigned i, size = 0;
    int fd = open_file(name, flags, &child);
    writing = fd;
    for (i = first; i && i <= second; i++) {
        size += pour(line_id(i), fd, 0) + 1;
        if (writeall(fd, "\n", 1) < 0)
            fail("Cannot write file");
    }
    writing = -1;
    close_file(fd, child);
    tell_size(size);
    if (first <= 1 && second == last && *name != '!')
        changed = 0;
}

/* The file name after a command; the remembered one if there is none. */
static const char *file_name(int keep)
{
    if (*p && *p != ' ' && *p != '\t')
        fail("Unexpected command suffix");
    skip_blanks();
    if (!*p) {
        if (!*file)
            fail("No current filename");
        return file;
    }
    if (*p != '!' && (keep || !*file)) {
        if (strlen(p) >= sizeof file)
            fail("Filename too long");
        strcpy(file, p);
    }
    return p;
}

static void edit(int force)
{
    const char *name = file_name(1);
    if (changed && !force && !warned) {
        warned = 2;
        fail("Warning: buffer modified");
    }
    last = dot = 0;
    read_file(name, 0);
    changed = can_undo = 0;
}

static char *replacement;
static int nth, all;

/* The replacement goes from p to the delimiter; "%" alone is the last one; a backslash before the end of the line goes on in the next. */
static void read_replacement(int delimiter)
{
    char *s = grown(0, strlen(p) + 1), *more;
    size_t n = 0;
    for (; *p != delimiter; p++) {
        if (!*p)
            break;
        if (*p == '\\') {
            s[n++] = *p++;
            if (!*p) {
                s[n++] = '\n';
                if (!(more = read_line()))
                    fail("Unexpected end-of-file");
                p = more - 1;
                s = grown(s, n + strlen(more) + 1);
                continue;
            }
        }
        s[n++] = *p;
    }
    s[n] = 0;
    if (strcmp(s, "%") == 0) {
        free(s);
        if (!replacement)
            fail("No previous substitution");
        return;
    }
    free(replacement);
    replacement = s;
}

static char *made;
static size_t made_size, made_room;

static void make(const char *s, size_t n)
{
    if (made_size + n + 1 > made_room)
        made = grown(made, made_room = made_size + n + 128);
    memcpy(made + made_size, s, n);
    made_size += n;
}

static void make_replacement(const char *s, const regmatch_t *m)
{
    const char *r;
    int i;
    for (r = replacement; *r; r++) {
        i = *r == '&' ? 0 : *r == '\\' && isdigit(r[1]) && r[1] - '0' <= (int)re.re_nsub ? *++r - '0' : -1;
        if (i < 0) {
            r += *r == '\\' && r[1];
            make(r, 1);
        } else if (m[i].rm_so >= 0)
            make(s + m[i].rm_so, m[i].rm_eo - m[i].rm_so);
    }
}

/* Whether line n has changed; it may have become several, the last of which is dot. */
static int substitute_in(unsigned n)
{
    regmatch_t m[10];
    size_t length, from = 0;
    char *s = line_text(n, &length), *start, *end;
    int count = 0, done = 0;
    made_size = 0;
    while (from <= length && regexec(&re, s + from, 10, m, from ? REG_NOTBOL : 0) == 0) {
        make(s + from, m[0].rm_so);
        if (++count < nth && !all)
            make(s + from + m[0].rm_so, m[0].rm_eo - m[0].rm_so);
        else {
            make_replacement(s + from, m);
            done = 1;
        }
        if (m[0].rm_eo == m[0].rm_so) {
            if (from + m[0].rm_eo < length)
                make(s + from + m[0].rm_eo, 1);
            from++;
        }
        from += m[0].rm_eo;
        if (done && !all)
            break;
    }
    if (!done)
        return 0;
    if (from < length)
        make(s + from, length - from);
    make("", 0);
    made[made_size] = 0;
    delete(n, n);
    for (dot = n - 1, start = made;; start = end + 1) {
        end = memchr(start, '\n', made + made_size - start);
        insert(dot++, start, (end ? end : made + made_size) - start);
        if (!end)
            return 1;
    }
}

static void substitute(void)
{
    int delimiter = *p, done = 0, prints = 0;
    unsigned n, before, end;
    use(dot, dot);
    if (delimiter && !strchr("pgln0123456789", delimiter)) {
        if (delimiter == ' ')
            fail("Invalid pattern delimiter");
        p++;
        compile(delimiter);
        if (*p++ != delimiter)
            fail("Missing pattern delimiter");
        read_replacement(delimiter);
        if (*p == delimiter)
            p++;
        else
            prints = 1;
        nth = 1, all = 0;
    } else if (!replacement)
        fail("No previous substitution");
    for (; *p == 'g' || isdigit(*p); )
        if (*p == 'g')
            all = 1, p++;
        else if (!(nth = strtoul(p, &p, 10)))
            fail("Invalid command suffix");
    suffix();
    shown |= prints && !shown;
    remember();
    for (n = first, end = second; n <= end; n++) {
        before = last;
        if (!substitute_in(n))
            continue;
        done = dot;
        n += last - before;
        end += last - before;
    }
    if (!done && !in_global)
        fail("No match");
    if (done)
        dot = done;
    if (!done)
        shown = 0;
}

static void join(void)
{
    unsigned i, id = text_size, size = 0;
    if (first == second)
        return;
    for (i = first; i <= second; i++)
        size += pour(line_id(i), text, id + 4 + size);
    put_bytes(text, id, &size, 4);
    text_size += 4 + size;
    i = first;
    delete(first, second);
    insert_id(i - 1, id);
    dot = i;
}

static void copy_lines(unsigned to)
{
    unsigned i, from = first, end = second, before;
    size_t n;
    char *s;
    for (i = from, before = last, dot = to; i <= end; i++, dot++) {
        s = line_text(i > to ? i + (last - before) : i, &n);
        insert(dot, s, n);
    }
}

static void move_lines(unsigned to)
{
    unsigned i, id, count = second - first + 1;
    if (to >= first && to < second)
        fail("Invalid destination");
    if (to == second || to == first - 1) {
        dot = second;
        return;
    }
    for (i = 0; i < count; i++) {
        unsigned from = to < first ? first + i : first;
        id = line_id(from);
        shift(from + 1, from, last - from);
        last--;
        insert_id(to < first ? to + i : to - 1, id);
    }
    dot = to < first ? to + count : to;
}

static unsigned destination(void)
{
    int n = dot;
    if (!address(&n))
        n = dot;
    if (n < 0 || n > (int)last)
        fail("Invalid address");
    return n;
}

static void run_shell(void)
{
    static char *before;
    char *s = p, *words[4];
    if (*s == '!') {
        if (!before)
            fail("No previous command");
        s = grown(0, strlen(before) + strlen(p));
        strcpy(stpcpy(s, before), p + 1);
        outs(s);
        outc('\n');
    } else
        s = strcpy(grown(0, strlen(s) + 1), s);
    free(before);
    before = s;
    words[0] = (char *)"sh", words[1] = (char *)"-c", words[2] = s, words[3] = 0;
    run(words);
    if (!quiet)
        outs("!\n");
}

static void one(void);

/* The commands after g and v: this line and those that a backslash adds. */
static char *command_list(void)
{
    size_t n;
    char *s = strcpy(grown(0, strlen(p) + 2), p), *more;
    while ((n = strlen(s)) && s[n - 1] == '\\') {
        s[n - 1] = '\n';
        if (!(more = read_line()))
            break;
        s = grown(s, n + strlen(more) + 2);
        strcpy(s + n, more);
    }
    return strcat(s, "\n");
}

static int quitting;

static void global(int wanted, int asks)
{
    int delimiter = *p;
    unsigned i, n, count = 0, id, line;
    char *list = 0, *answer;
    if (in_global)
        fail("Cannot nest global commands");
    if (!delimiter || delimiter == ' ')
        fail("Invalid pattern delimiter");
    if (given)
        use(1, last);
    else
        first = last > 0, second = last;
    p++;
    compile(delimiter);
    if (*p == delimiter)
        p++;
    if (asks)
        suffix();
    else {
        list = command_list();
        if (strcmp(list, "\n") == 0)
            strcpy(list = grown(list, 3), "p\n");
    }
    for (i = first; i && i <= second; i++)
        if (matches(i) == wanted) {
            id = line_id(i);
            put_bytes(globals, count++ * 4, &id, 4);
        }
    remembered = 0;
    in_global = 1;
    for (n = 0; n < count && !quitting; n++) {
        get_bytes(globals, n * 4, &id, 4);
        if (!(line = find_id(id)))
            continue;
        dot = line;
        if (asks) {
            show(dot, dot, 1);
            answer = read_line();
            if (!answer)
                break;
            if (strcmp(answer, "&") != 0) {
                free(list);
                list = strcat(strcpy(grown(0, strlen(answer) + 2), answer), "\n");
            }
            if (!list || *list == '\n')
                continue;
        }
        list_next = list;
        while (*list_next && !quitting)
            one();
        list_next = 0;
    }
    in_global = 0;
    free(list);
    shown = 0;
}

static void quit(int force)
{
    if (*p)
        fail("Unexpected command suffix");
    if (changed && !force && !warned) {
        warned = 2;
        fail("Warning: buffer modified");
    }
    quitting = 1;
}

static void scroll(void)
{
    unsigned n = isdigit(*p) ? strtoul(p, &p, 10) : 22, from = given ? second : dot + 1;
    if (from < 1 || from > last)
        fail("Invalid address");
    suffix();
    show(from, from + n - 1 > last ? last : from + n - 1, shown ? shown : 1);
    shown = 0;
}

static void insertion(int c)
{
    unsigned to = second;
    if (c == 'c')
        use(dot, dot);
    suffix();
    remember();
    if (c == 'c') {
        to = first - 1;
        delete(first, second);
    } else if (c == 'i' && to > 0)
        to--;
    append(to);
    if (c != 'c' && dot == to)
        dot = second;
    if (c == 'c' && dot == to && last > to)
        dot++;
}

static void lines_command(int c)
{
    unsigned to = 0;
    if (c == 'k')
        first = second;
    use(dot, dot + (c == 'j'));
    if (c == 'm' || c == 't')
        to = destination();
    if (c == 'k') {
        if (*p < 'a' || *p > 'z')
            fail("Invalid mark character");
        marks[*p++ - 'a'] = line_id(second) + 1;
        suffix();
        return;
    }
    suffix();
    remember();
    if (c == 'd')
        delete(first, second);
    else if (c == 'j')
        join();
    else if (c == 'm')
        move_lines(to);
    else
        copy_lines(to);
}

static void file_command(int c)
{
    const char *name;
    int quits = 0;
    if (c == 'e' || c == 'E' || c == 'f') {
        if (given)
            fail("Unexpected address");
        if (c == 'f') {
            outs(file_name(1));
            outc('\n');
        } else
            edit(c == 'E');
        return;
    }
    if (c == 'r') {
        unsigned after = given ? second : last;
        name = file_name(0);
        remember();
        read_file(name, after);
        return;
    }
    if (*p == 'q')
        quits = 1, p++;
    name = file_name(0);
    if (given)
        use(1, last);
    else
        first = last > 0, second = last;
    write_file(name, O_WRONLY | O_CREAT | (c == 'W' ? O_APPEND : O_TRUNC));
    quitting = quits;
}

static void other(int c)
{
    switch (c) {
    case '=':
        suffix();
        outf("%u\n", given ? second : last);
        return;
    case '!':
        if (given)
            fail("Unexpected address");
        run_shell();
        return;
    }
    if (given && c != 'z')
        fail("Unexpected address");
    switch (c) {
    case 'h':
    case 'H':
        suffix();
        explain ^= c == 'H';
        if (*message && (c == 'h' || explain)) {
            outs(message);
            outc('\n');
        }
        return;
    case 'P':
        suffix();
        prompting ^= 1;
        return;
    case 'q':
    case 'Q': quit(c == 'Q'); return;
    case 'u':
        suffix();
        undo();
        return;
    case 'z': scroll(); return;
    }
    fail("Unknown command");
}

/* One command from the input. */
static void one(void)
{
    static char *held;
    int c;
    char *s = read_line();
    if (!s) {
        if (changed && !warned) {
            warned = 2;
            fail("Warning: buffer modified");
        }
        quitting = 1;
        return;
    }
    free(held);
    p = held = strcpy(grown(0, strlen(s) + 1), s);
    shown = 0;
    addresses();
    skip_blanks();
    c = *p;
    if (c)
        p++;
    if (!c) {
        first = second;
        use(dot + !in_global, dot + !in_global);
        show(second, second, 1);
    } else if (strchr("aic", c))
        insertion(c);
    else if (strchr("djkmt", c))
        lines_command(c);
    else if (strchr("eEfrwW", c))
        file_command(c);
    else if (strchr("pln", c)) {
        use(dot, dot);
        p--;
        suffix();
        show(first, second, shown);
        shown = 0;
    } else if (c == 's')
        substitute();
    else if (strchr("gvGV", c))
        global(c == 'g' || c == 'G', c == 'G' || c == 'V');
    else
        other(c);
    if (shown && !dot)
        fail("Invalid address");
    if (shown)
        show(dot, dot, shown);
}

static void interrupt(int number)
{
    signal(number, interrupt);
    write(1, "\n", 1);
    message = "Interrupt";
    longjmp(failed, 2);
}

/* Errors are "?", and with H what they mean; the status at the end tells that there were any. */
static void report(void)
{
    list_next = 0;
    in_global = 0;
    if (writing >= 0)
        close(writing);
    writing = -1;
    outs("?\n");
    if (explain) {
        outs(message);
        outc('\n');
    }
    errors = 1;
}

static void start(const char *name)
{
    if (setjmp(failed) == 0) {
        if (strlen(name) >= sizeof file)
            fail("Filename too long");
        if (*name != '!')
            strcpy(file, name);
        read_file(name, 0);
        changed = 0;
    } else if (explain)
        report();
}

int main(int argc, char **argv)
{
    int c;
    (void)argc;
    while ((c = option(argv, "p:(prompt)s(script)v(verbose)")) >= 0)
        if (c == 'p')
            prompt = argument, prompting = 1;
        else if (c == 's')
            quiet = 1;
        else
            explain = 1;
    if (*operands && strcmp(*operands, "-") == 0)
        quiet = 1, operands++;
    text = temporary();
    table = temporary();
    undone = temporary();
    globals = temporary();
    signal(SIGINT, interrupt);
    signal(SIGQUIT, SIG_IGN);
    if (*operands)
        start(*operands);
    while (!quitting) {
        if (setjmp(failed)) {
            report();
            continue;
        }
        warned -= warned > 0;
        if (prompting)
            outs(prompt);
        one();
    }
    outflush();
    return errors;
}
