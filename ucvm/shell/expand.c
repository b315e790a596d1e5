/* Expansion (XCU 2.6): the text of a word is read again and its results are written as fields into the arena.
 * Field splitting happens on the way: a character that comes from an expansion and is in IFS ends the field. */
#include "sh.h"
#include <pwd.h>

enum { QUOTED = 1, SPLITS = 2, HEREDOC = 4 };   /* how text is taken; SPLITS: it comes from an expansion */

static const char *wp;          /* next character of the text */
static int mode;                /* SPLIT: make fields; PAT: keep ESC before quoted specials */
static int mute;                /* skipping: no output, no effects */
static int begun, globbing, blank, noparams;     /* the field: begun, is a pattern (1: perhaps), ended by a blank, had an empty "$@" */
static Arg *field, **tail;
static int count;
int substatus;                  /* of the last command substitution */

static void begin(void)
{
    if (begun || mute)
        return;
    begun = 1;
    globbing = 0;
    field = alloc(sizeof *field);
}

static void finish(void)
{
    int n;

    if (!begun)
        return;
    begun = 0;
    put(0);
    field->next = 0;
    if (globbing > 1 && !opt[O_f]) {
        count += n = globwords(field->text, &tail);
        if (n || shopts & NULLGLOB)
            return;
    }
    unescape(field->text);
    *tail = field;
    tail = &field->next;
    count++;
}

static void emit(int c, int q)
{
    if (mute)
        return;
    if (mode & SPLIT) {
        if (q == SPLITS && strchr(ifs, c)) {
            if (strchr(" \t\n", c)) {
                if (begun)
                    blank = 1;
                finish();
            } else if (!begun && blank) {
                blank = 0;
            } else {
                begin();
                finish();
                blank = 0;
            }
            return;
        }
        begin();
    }
    if (mode & (SPLIT | PAT)) {
        if (q & QUOTED ? !isname(c) && (mode & PAT || strchr("*?[]!-\\\1(|)", c)) : c == ESC)
            put(ESC);
        else if ((c == '*' || c == '?' || c == ']' && globbing) && (ap[-1] != '\\' || ap[-2] == ESC))
            globbing = 2;
        else if (c == '[' || c == '(' && shopts & EXTGLOB && strchr("@+!", ap[-1]))
            globbing |= c == '[' ? 1 : 2;
    }
    put(c);
}

static void emits(const char *s, int q)
{
    while (*s)
        emit(*s++, q);
}

/* ---- command and process substitution */

static char passed[8];          /* descriptors of <(...) that a command is given */
int npassed;

void closepassed(int mark)
{
    while (npassed > mark)
        close(passed[--npassed]);
}

/* Begin the commands of a substitution, which wp is at, with one end of a pipe as their descriptor `fd`. */
static Job *begincommands(int *fds, int fd)
{
    char *s = (char *)wp + 2;
    int n = (wp[0] & 0x7f) << 7 | (wp[1] & 0x7f);
    Job *j;

    wp = s + n + 1;
    if (mute)
        return 0;
    if (pipe(fds) < 0)
        error("Pipe call failed", strerror(errno));
    j = newjob(0, 1);
    if (!forkshell(j, NOJOB)) {
        s[n] = 0;
        isvalue = fd;
        close(fds[!fd]);
        if (fds[fd] != fd) {
            dup2(fds[fd], fd);
            close(fds[fd]);
        }
        evalstring(s, EXIT);
        exitshell(status);
    }
    close(fds[fd]);
    return j;
}

/* <( and >(: the other end of the pipe as a file name. */
static void process_subst(int c)
{
    int fds[2], fd = c == '<';
    Job *j;

    wp++;
    if (!(j = begincommands(fds, fd)))
        return;
    forget(j);
    fd = fcntl(fds[!fd], F_DUPFD, 10);
    close(fds[c == '>']);
    if (npassed == sizeof passed || fd < 0)
        error(0, "too many substitutions");
    passed[npassed++] = fd;
    emits("/dev/fd/", QUOTED);
    emits(itoa(fd), QUOTED);
}

static void command_subst(int q)
{
    char buf[64];
    int n, fds[2], i, newlines = 0;
    Job *j = begincommands(fds, 1);

    if (!j)
        return;
    while ((n = read(fds[0], buf, sizeof buf)) > 0 || n < 0 && errno == EINTR && !interrupted)
        for (i = 0; i < n; i++)
            if (buf[i] == '\n')
                newlines++;
            else if (buf[i]) {
                for (; newlines; newlines--)
                    emit('\n', q);
                emit(buf[i], q);
            }
    close(fds[0]);
    n = status;
    waitjob(j);
    substatus = status;
    status = n;
}

/* ---- parameters */

static void expand(int end, int q);
static void tilde(void);

/* Expand the text up to `end` into a string of its own at the top of the arena. */
static char *substring(int end, int q, int newmode)
{
    int savedmode = mode, savedbegun = begun;
    char *s = ap;

    mode = newmode;
    begun = 1;
    if (!q)
        tilde();
    expand(end, q);
    if (!mute)
        put(0);
    mode = savedmode;
    begun = savedbegun;
    return s;
}

static void arithmetic(int q)
{
    char *mark = ap, *s = substring(')', QUOTED | HEREDOC, 0), *from, *to;
    Num n;

    wp++;
    if (mute)
        return;
    for (from = to = s; (*to = *from); from++)      /* "$x" + 1 */
        to += *to != '"';
    n = arith(s, 0);
    ap = mark;
    emits(itoa(n), q);
}

/* The value of the parameter named from s to end; 0 when it is unset. `@` and `*` are not asked here. */
static char *parameter(const char *s, const char *end)
{
    static char flags[O_COUNT + 1];
    char *f = flags;
    int n = 0;

    if (*s >= '0' && *s <= '9') {
        while (s < end)
            n = n * 10 + *s++ - '0';
        return n == 0 ? arg0 : n <= par.n ? par.v[n - 1] : 0;
    }
    if (isname(*s))
        return getvar(s);
    switch (*s) {
    case '#':
        return itoa(par.n);
    case '?':
        return itoa(status);
    case '$':
        return itoa(rootpid);
    case '!':
        return lastbg ? itoa(lastbg) : 0;
    }
    for (; n < O_pipefail; n++)
        if (opt[n])
            *f++ = optchars[n];
    *f = 0;
    return flags;
}

/* ---- arrays */

/* The key of an item, in the arena: s is at the bracket. */
char *subscript(const char *s, Var *v)
{
    char *key;
    Num n;

    wp = s + 1;
    key = substring(']', 0, 0);
    if (mute || v && v->flags & ASSOC)
        return key;
    n = arith(key, 0);
    if (n < 0 && v)
        n += nextitem(v);
    ap = key;
    puts0(itoa(n));
    return key;
}

/* What ${...[@]} and $@ go through: the items of a variable, its keys, the names that begin with the `length` bytes at prefix, or the parameters. */
typedef struct list {
    Var *v;
    int array, keys, length;
    const char *prefix;
} List;

/* Name number i that begins with a prefix, or 0. */
static const char *nthname(List *l, int i)
{
    static char *name;
    Var *v;

    for (v = vars; v; v = v->next)
        if (!(v->flags & UNSET) && !strncmp(v->text, l->prefix, l->length) && !i--)
            break;
    if (!v)
        return 0;
    free(name);
    name = keepstr(v->text);
    name[namelen(name)] = 0;
    return name;
}

static const char *nth(List *l, int i)
{
    if (l->prefix)
        return nthname(l, i);
    if (!l->array)
        return i < par.n ? par.v[i] : 0;
    if (!l->v)
        return 0;
    if (l->v->flags & ARRAY)
        return nthitem(l->v, i, l->keys);
    return i ? 0 : l->keys ? "0" : l->v->text + namelen(l->v->text) + 1;
}

static int length_of(List *l)
{
    int n = 0;

    while (nth(l, n))
        n++;
    return n;
}

/* OFFSET or OFFSET:LENGTH in s: where it begins and how much it is. */
static int range(const char *s, int total, int *n)
{
    Num from = arith(s, &s), length;

    if (from < 0)
        from += total;
    if (from < 0 || from > total)
        from = total;
    *n = total - from;
    if (*s == ':') {
        length = arith(s + 1, &s);
        if (length < 0)
            length += *n;
        if (length < *n)
            *n = length < 0 ? 0 : length;
    }
    return from;
}

#define OPERATORS "#%/^,:@"         /* what makes something else of a value */
static void transform(const char *value, int op, int q);

static void all(int c, int q, List *l, int op)
{
    int i = 0, n = length_of(l), from = 0, each = mode & SPLIT && (c == '@' || !(q & QUOTED)), params = !l->array;
    const char *start, *s;
    char *mark = ap;

    if (op == ':') {
        s = substring('}', QUOTED | HEREDOC, 0);
        if (mute)
            return;
        from = range(s, n + params, &n) - params;
        ap = mark;
        if (from < 0) {
            from = 0;
            n--;
        }
        op = 0;
    }
    if (c == '@' && q & QUOTED && n <= 0)
        noparams = 1;
    start = wp;
    for (; i < n; i++) {
        if (i) {
            if (each)
                finish();
            else if (c == '@' || *ifs)
                emit(c == '@' ? ' ' : *ifs, QUOTED);
        }
        if (q & QUOTED && mode & SPLIT)
            begin();
        s = nth(l, from + i);
        wp = start;
        if (op)
            transform(s, op, q);
        else
            emits(s, q);
    }
    if (op && !i) {
        mute++;
        transform("", op, q);
        mute--;
    }
}

/* ${x#pattern} and its kin: emit what is left when the shortest or longest match is cut off. */
static void trim(const char *value, int op, int q)
{
    char *mark = ap, *pat, *s;
    int i, n = 0, c, len = strlen(value), found = 0, longest = *wp == op;

    wp += longest;
    puts0(value);
    pat = substring('}', 0, PAT);
    for (i = 0; i <= len && !found; i++) {
        n = longest ? len - i : i;      /* so much is cut off */
        s = mark + (op == '%' ? len - n : n);
        c = *s;
        if (op == '#')
            *s = 0;
        found = match(pat, op == '%' ? s : mark);
        *s = c;
    }
    ap = mark;
    if (!found)
        n = 0;
    if (op == '#')
        value += n;
    for (len -= n; len; len--)
        emit(*value++, q);
}

/* Emit a string that stands in the arena from `mark` on. */
static void deliver(char *mark, const char *s, int q)
{
    char *copy = keepstr(s);

    ap = mark;
    emits(copy, q);
    free(copy);
}

/* ${x/pattern/text}: `/` before the pattern for all matches, `#` or `%` for one at the beginning or end. */
static void replace(const char *value, int q)
{
    char *mark = ap, *pat, *text, *out, *s, *e, *end;
    int where = strchr("/#%", *wp) ? *wp++ : 0, c, found;

    puts0(value);
    end = ap - 1;
    pat = substring('/', 0, PAT);
    text = substring('}', 0, 0);
    out = ap;
    if (!*pat && where == '#')
        add(text);
    for (s = mark; *s; s = e) {
        found = 0;
        for (e = end; e > s && !found && !(where == '#' && s > mark); e--) {
            c = *e;
            *e = 0;
            found = match(pat, s);
            *e = c;
            if (where == '%')
                break;
        }
        if (!found) {
            e = s + 1;
            put(*s);
            continue;
        }
        e += where != '%';
        add(text);
        if (where != '/') {
            add(e);
            break;
        }
    }
    if (!*pat && where == '%')
        add(text);
    put(0);
    deliver(mark, out, q);
}

/* The letters from s on that match the pattern, as capital or small ones; without `every` the first alone. */
static void letters(char *s, int small, int every, const char *pattern)
{
    char one[2];

    one[1] = 0;
    for (; *s; s++) {
        *one = *s;
        if ((unsigned)(*s | 32) - 'a' < 26 && (!*pattern || match(pattern, one)))
            *s = small ? *s | 32 : *s & ~32;
        if (!every)
            break;
    }
}

/* ${x^pattern} and ${x,pattern}: the first letter, or with a doubled operator all letters that match, as capital or small ones. */
static void change(const char *value, int op, int q)
{
    char *mark = ap;
    int every = *wp == op;

    wp += every;
    puts0(value);
    letters(mark, op == ',', every, substring('}', 0, PAT));
    deliver(mark, mark, q);
}

/* ${x@letter}: Q in quotes, U and L all letters, u the first, E with the escapes of $'...'. */
static void operate(const char *value, int q)
{
    char *mark = ap;
    int op = *wp++;

    if (*wp++ != '}' || !strchr("QULuE", op))
        error(0, "Bad substitution");
    if (op == 'Q')
        put('\'');
    while (*value)
        if (op == 'E')
            outescaped(escaped(&value, 0), put);
        else {
            if (op == 'Q' && *value == '\'')
                add("'\\'");
            put(*value++);
        }
    if (op == 'Q')
        put('\'');
    put(0);
    if (op != 'Q' && op != 'E')
        letters(mark, op == 'L', op != 'u', "");
    deliver(mark, mark, q);
}

/* What an operator makes of a value; wp is after the operator. */
static void transform(const char *value, int op, int q)
{
    char *mark = ap, *s;
    int n;

    if (mute || op == ':') {
        s = substring('}', op == ':' ? QUOTED | HEREDOC : 0, 0);
        if (mute)
            return;
        value += range(s, strlen(value), &n);
        ap = mark;
        while (n--)
            emit(*value++, q);
    } else if (op == '/')
        replace(value, q);
    else if (op == '@')
        operate(value, q);
    else if (op == '^' || op == ',')
        change(value, op, q);
    else
        trim(value, op, q);
}

static void unset(const char *name, const char *end, const char *message)
{
    char *mark = ap;

    while (name < end)
        put(*name++);
    put(0);
    error(mark, message);
}

/* The value of what stands between the braces before any operator; wp goes there. `l` is the list when it stands for one. */
static const char *subject(const char *name, List *l, int indirect)
{
    const char *end, *s = 0;
    char *mark = ap, *key;

    if (isname(*wp++))
        while (isname(*wp) && (*name > '9' || *wp <= '9'))
            wp++;
    end = wp;
    l->array = *wp == '[' && namelen(name);
    l->keys = indirect;
    l->v = l->array ? lookup(name) : 0;
    l->length = end - name;
    l->prefix = indirect && (*wp == '*' || *wp == '@') && wp[1] == '}' ? name : 0;
    if (l->prefix) {
        wp++;
        return nth(l, 0);
    }
    if (l->array && (wp[1] == '@' || wp[1] == '*') && wp[2] == ']') {
        wp += 3;
        return nth(l, 0);
    }
    if (l->array) {
        l->array = 0;
        key = subscript(wp, l->v);
        if (mute)
            return 0;
        s = l->v && l->v->flags & ARRAY ? getitem(l->v, key) : strcmp(key, "0") ? 0 : getvar(name);
        ap = mark;
    } else if (*name == '@' || *name == '*')
        return nth(l, 0);
    else
        s = parameter(name, end);
    return indirect && s ? parameter(s, s + strlen(s)) : s;
}

/* ${ … : wp is after the brace. */
static void braced(int q)
{
    static const char notset[] = "parameter not set";
    const char *name = wp, *end, *value;
    int op, colon, length = 0, indirect = 0, none, ok, many, as = q & QUOTED ? QUOTED : SPLITS;
    char *mark = ap, *s;
    List l;

    if (*name == '#' && name[1] != '}' && (isname(name[1]) || name[2] == '}' || name[1] == '@' || name[1] == '*')) {
        length = 1;
        name = ++wp;
    } else if (*name == '!' && isname(name[1])) {
        indirect = 1;
        name = ++wp;
    }
    op = *wp;
    ok = isname(op) || op && strchr("@*#?$!-", op);
    value = subject(name, &l, indirect);
    many = l.array || l.prefix || op == '@' || op == '*';
    end = wp;
    op = l.array ? wp[-2] : l.prefix ? wp[-1] : *name;      /* how they are joined: @ or * */
    colon = *wp == ':' && !(wp[1] && !strchr("-+=?", wp[1]));
    wp += colon;
    s = (char *)wp;
    ok = ok && *s && strchr(length ? "}" : colon ? "-+=?" : "}-+=?" OPERATORS, *s);
    if (!ok) {
        if (!mute)
            error(0, "Bad substitution");
        wp += *wp != '}';
        expand('}', 0);
        return;
    }
    indirect = op;
    op = *wp++;
    ok = value && !(colon && !*value && (!many || length_of(&l) < 2));
    if (!ok && opt[O_u] && !many && !mute && strchr("}" OPERATORS, op))
        unset(name, end, notset);
    if (length) {
        emits(itoa(many ? length_of(&l) : value ? (int)strlen(value) : 0), as);
        return;
    }
    q &= ~HEREDOC;
    if (strchr(OPERATORS, op)) {
        if (many)
            all(indirect, as, &l, op);
        else {
            mute += !value;
            transform(value ? value : "", op, as);
            mute -= !value;
        }
        return;
    }
    if (op == '+')
        ok = !ok;
    if (op != '}') {
        mute += ok;
        if (op == '=' || op == '?')
            s = substring('}', q, 0);
        else {
            if (!q)
                tilde();
            none = noparams;
            expand('}', q ? q : SPLITS);
            noparams = none;
        }
        mute -= ok;
        if (!ok && !mute) {
            if (op == '?')
                unset(name, end, *s ? s : colon ? "parameter not set or null" : notset);
            if (op == '=') {
                if (!namelen(name))
                    unset(name, end, "bad variable name");
                setvar(name, s, 0);
                ap = mark;
                emits(getvar(name), as);
            }
            return;
        }
        if (op == '+') {
            if (many && !value && indirect == '@' && as == QUOTED)
                noparams = 1;
            return;
        }
    }
    if (many)
        all(indirect, as, &l, 0);
    else if (value)
        emits(value, as);
}

static void emitquoted(int c)
{
    emit(c, QUOTED);
}

/* $'...': wp is after the quote, \q is a quote. */
static void escapes(void)
{
    int c;

    if (mode & SPLIT)
        begin();
    while (*wp != '\'') {
        c = *wp == '\\' && wp[1] == 'q' ? (wp += 2, '\'') : escaped(&wp, 0);
        if (c > 0)
            outescaped(c, emitquoted);
    }
    wp++;
}

/* After `$`. */
static void dollar(int q)
{
    const char *name = wp, *value;
    int c = *wp++, as = q & QUOTED ? QUOTED : SPLITS;
    List l;

    if (c == '(') {
        if (*wp == '(') {
            wp++;
            arithmetic(as);
        } else
            command_subst(as);
    } else if (c == '\'' && !q) {
        escapes();
    } else if (c == '{') {
        braced(q);
    } else if (c == '@' || c == '*') {
        l.array = 0;
        l.prefix = 0;
        all(c, as, &l, 0);
    } else if (isname(c) || c && strchr("#?$!-", c)) {
        if (isname(c) && c > '9')
            while (isname(*wp))
                wp++;
        if (mute)
            return;
        value = parameter(name, wp);
        if (value)
            emits(value, as);
        else if (opt[O_u])
            unset(name, wp, "parameter not set");
    } else {
        wp--;
        emit('$', q);
    }
}

/* ~ and ~user, at the beginning of a word or, in an assignment, after `:`. */
static void tilde(void)
{
    const char *s = wp;
    char *mark = ap, *home;
    struct passwd *pw;

    if (*s != '~')
        return;
    while (*++s && *s != '/' && *s != '}' && !(mode & ASSIGN && *s == ':')) {
        if (!isname(*s) && *s != '-' && *s != '+')
            return;
        put(*s);
    }
    put(0);
    home = getvar(*mark == '+' ? "PWD" : *mark == '-' ? "OLDPWD" : "HOME");
    if (isname(*mark))
        home = (pw = getpwnam(mark)) ? pw->pw_dir : 0;
    else if (*mark && mark[1])
        home = 0;
    ap = mark;
    if (home) {
        wp = s;
        emits(home, QUOTED);
    }
}

/* Take the text up to an unquoted `end`, which is eaten. */
static void expand(int end, int q)
{
    int c, saved, depth = 0;

    while ((c = *wp++) != end || c == ')' && depth--) {
        if (end == '/' && c == '}') {
            wp--;
            return;
        }
        switch (c) {
        case '<':
        case '>':
            if (q || *wp != '(' || !(wp[1] & 0x80))
                break;
            process_subst(c);
            continue;
        case '\\':
            c = *wp;
            if (!c || q & QUOTED && !strchr("$`\\", c) && !(c == '"' && !(q & HEREDOC)) && !(c == '}' && end == '}'))
                c = '\\';
            else
                wp++;
            emit(c, QUOTED);
            continue;
        case '\'':
            if (q & QUOTED)
                break;
            if (mode & SPLIT)
                begin();
            while ((c = *wp++) != '\'')
                emit(c, QUOTED);
            continue;
        case '"':
            if (q & HEREDOC)
                break;
            saved = noparams;
            noparams = 0;
            expand('"', QUOTED);
            if (!noparams && mode & SPLIT)
                begin();
            noparams = saved;
            continue;
        case '$':
            dollar(q);
            continue;
        case '(':
            if (end == ')')
                depth++;
            break;
        case ':':
            if (mode & ASSIGN && !q) {
                emit(c, q);
                tilde();
                continue;
            }
        }
        emit(c, q);
    }
}

/* ---- braces */

/* After the character at s, or all that its quote, ${ or $( begins. */
static const char *beyond(const char *s)
{
    const char *e;
    int c = *s++, depth = 0;

    if (c == '\\')
        return s + (*s != 0);
    if (c == '\'' || c == '$' && *s == '\'') {
        e = strchr(s + (c == '$'), '\'');
        return e ? e + 1 : s;
    }
    if (c == '"' || c == '$' && *s == '{') {
        for (s += c == '$'; *s && *s != (c == '"' ? c : '}');)
            s = c == '"' && *s == '\'' ? s + 1 : beyond(s);
        return s + (*s != 0);
    }
    if (c == '$' && *s == '(') {
        if (s[1] & 0x80)
            return s + 4 + ((s[1] & 0x7f) << 7 | (s[2] & 0x7f));
        do
            depth += (*s == '(') - (*s == ')');
        while (*s++ && depth);
    }
    return s;
}

static void word(const char *text)
{
    mode = SPLIT;
    wp = text;
    begun = blank = noparams = 0;
    tilde();
    expand(0, 0);
    finish();
}

static void braces(const char *text);

/* The word with its text from `open` to `close` (the braces) replaced by n bytes. */
static void alternative(const char *text, const char *open, const char *close, const char *s, int n)
{
    char *t = ap;

    while (text < open)
        put(*text++);
    while (n--)
        put(*s++);
    puts0(close + 1);
    braces(t);
}

/* {FROM..TO..STEP}, of numbers or letters; 0 when it is none. */
static int sequence(const char *text, const char *open, const char *close)
{
    const char *first = open + 1, *second, *s, *e;
    Num n = leading(first, &s, 10), to, step = 1;
    int letters = s == first, width = 0, i;
    char *t;

    if (letters && isname(*s))
        n = *s++;
    if (s == first || s[0] != '.' || s[1] != '.')
        return 0;
    second = s + 2;
    to = leading(second, &e, 10);
    if (letters) {
        if (e != second || !isname(*e))
            return 0;
        to = *e++;
    }
    if (*first == '0' && s > first + 1 || *second == '0' && e > second + 1)
        width = s - first > e - second ? s - first : e - second;
    if (e > second && e[0] == '.' && e[1] == '.')
        step = leading(e + 2, &e, 10);
    if (e != close || e == second)
        return 0;
    if (step < 0)
        step = -step;
    if (!step)
        step = 1;
    if (n > to)
        step = -step;
    for (; step > 0 ? n <= to : n >= to; n += step) {
        t = ap;
        if (letters)
            put(n);
        else {
            s = itoa(n);
            for (i = strlen(s); i < width; i++)
                put('0');
            add(s);
        }
        alternative(text, open, close, t, ap - t);
    }
    return 1;
}

/* A word whose braces become words of their own. */
static void braces(const char *text)
{
    const char *s, *e, *from, *next;
    int depth, commas;

    deep();
    for (s = strchr(text, '{') ? text : ""; *s; s = beyond(s)) {
        if (*s != '{')
            continue;
        depth = commas = 0;
        for (e = s + 1; *e && (*e != '}' || depth); e = beyond(e)) {
            depth += (*e == '{') - (*e == '}');
            commas += *e == ',' && !depth;
        }
        if (!*e || !commas && !sequence(text, s, e))
            continue;
        for (from = s + 1; commas && from <= e; from = next + 1) {
            for (next = from; next < e && (*next != ',' || depth); next = beyond(next))
                depth += (*next == '{') - (*next == '}');
            alternative(text, s, e, from, next - from);
        }
        return;
    }
    word(text);
}

/* A list of words as a list of fields; what follows the name of a command that assigns may be assignments. */
Arg *expandwords(Node *w, int *n, int command)
{
    static const char assigning[] = "command\0export\0readonly\0local\0declare\0typeset\0alias\0";
    Arg *first = 0;
    int assigns = 0;

    tail = &first;
    count = mute = 0;
    for (; w; w = KID(w, 0)) {
        if (count && command) {
            assigns = place(assigning, field->text);
            command = !assigns;
        }
        if (assigns > 0 && assignlen(TEXT(w))) {
            mode = SPLIT;
            wp = TEXT(w);
            begun = blank = noparams = 0;
            begin();
            mode = ASSIGN;
            do
                put(*wp);
            while (*wp++ != '=');
            tilde();
            expand(0, 0);
            finish();
        } else
            braces(TEXT(w));
    }
    *n = count;
    return first;
}

/* One string; mode PAT keeps quoting for match(), ASSIGN knows tildes after `:`; quote HEREDOC | QUOTED as in a here-document. */
char *expandstr(const char *text, int newmode, int quote)
{
    char *s = ap;

    mode = newmode;
    wp = text;
    begun = 1;
    mute = 0;
    if (!quote)
        tilde();
    expand(0, quote);
    put(0);
    return s;
}
