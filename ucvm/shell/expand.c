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
    if (globbing > 1 && !opt[O_f] && (n = globwords(field->text, &tail))) {
        count += n;
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
        if (q & QUOTED ? !isname(c) && strchr("*?[]!-\\\1", c) : c == ESC)
            put(ESC);
        else if ((c == '*' || c == '?' || c == ']' && globbing) && (ap[-1] != '\\' || ap[-2] == ESC))
            globbing = 2;
        else if (c == '[')
            globbing |= 1;
    }
    put(c);
}

static void emits(const char *s, int q)
{
    while (*s)
        emit(*s++, q);
}

/* ---- command substitution */

static void command_subst(int q)
{
    char *s = (char *)wp + 2, buf[64];
    int n = (wp[0] & 0x7f) << 7 | (wp[1] & 0x7f), fds[2], i, newlines = 0;
    Job *j;

    wp = s + n + 1;
    if (mute)
        return;
    if (pipe(fds) < 0)
        error("Pipe call failed", strerror(errno));
    j = newjob(0, 1);
    if (!forkshell(j, NOJOB)) {
        s[n] = 0;
        close(fds[0]);
        if (fds[1] != 1) {
            dup2(fds[1], 1);
            close(fds[1]);
        }
        evalstring(s, EXIT);
        exitshell(status);
    }
    close(fds[1]);
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
    char *mark = ap, *s = substring(')', QUOTED | HEREDOC, 0);
    Num n;

    wp++;
    if (mute)
        return;
    n = arith(s);
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
        return end - s == 6 && !strncmp(s, "LINENO", 6) ? itoa(line) : getvar(s);
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
    for (; n < O_COUNT; n++)
        if (opt[n])
            *f++ = optchars[n];
    *f = 0;
    return flags;
}

static void all(int c, int q)
{
    int i, each = mode & SPLIT && (c == '@' || !(q & QUOTED));

    if (c == '@' && q & QUOTED && !par.n)
        noparams = 1;
    for (i = 0; i < par.n; i++) {
        if (i) {
            if (each)
                finish();
            else if (c == '@' || *ifs)
                emit(c == '@' ? ' ' : *ifs, QUOTED);
        }
        if (q & QUOTED && mode & SPLIT)
            begin();
        emits(par.v[i], q);
    }
}

/* ${x#pattern} and its kin: emit what is left when the shortest or longest match is cut off. */
static void trim(const char *value, int op, int longest, int q)
{
    char *mark = ap, *pat, *s;
    int i, n = 0, c, len = strlen(value), found = 0;

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

static void unset(const char *name, const char *end, const char *message)
{
    char *mark = ap;

    while (name < end)
        put(*name++);
    put(0);
    error(mark, message);
}

/* ${ … : wp is after the brace. */
static void braced(int q)
{
    static const char notset[] = "parameter not set";
    const char *name = wp, *end, *value;
    int op, colon, length = 0, ok, many, as = q & QUOTED ? QUOTED : SPLITS;
    char *mark = ap, *s;

    if (*name == '#' && name[1] != '}' && (isname(name[1]) || name[2] == '}')) {
        length = 1;
        name = ++wp;
    }
    op = *wp++;
    if (isname(op))
        while (isname(*wp) && (op > '9' || *wp <= '9'))
            wp++;
    end = wp;
    many = op == '@' || op == '*';
    value = many ? par.n ? *par.v : 0 : parameter(name, end);
    colon = *wp == ':';
    wp += colon;
    ok = isname(op) || op && strchr("@*#?$!-", op);
    op = *wp++;
    if (!ok || !op || !strchr(length ? "}" : colon ? "-+=?" : "}-+=?#%", op)) {
        if (!mute)
            error(0, "Bad substitution");
        wp--;
        expand('}', 0);
        return;
    }
    ok = value && !(colon && !*value);
    if (!ok && opt[O_u] && !many && !mute && strchr("}#%", op))
        unset(name, end, notset);
    if (length) {
        emits(itoa(many ? par.n : value ? (int)strlen(value) : 0), as);
        return;
    }
    q &= ~HEREDOC;
    if (op == '#' || op == '%') {
        colon = *wp == op;
        wp += colon;
        if (!mute && value) {
            trim(value, op, colon, as);
            return;
        }
        q = 0;
        ok = 1;
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
            expand('}', q ? q : SPLITS);
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
        if (op == '+')
            return;
    }
    if (many)
        all(*name, as);
    else if (value)
        emits(value, as);
}

/* After `$`. */
static void dollar(int q)
{
    const char *name = wp, *value;
    int c = *wp++, as = q & QUOTED ? QUOTED : SPLITS;

    if (c == '(') {
        if (*wp == '(') {
            wp++;
            arithmetic(as);
        } else
            command_subst(as);
    } else if (c == '{') {
        braced(q);
    } else if (c == '@' || c == '*') {
        all(c, as);
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
        if (!isname(*s) && *s != '-')
            return;
        put(*s);
    }
    put(0);
    home = getvar("HOME");
    if (*mark)
        home = (pw = getpwnam(mark)) ? pw->pw_dir : 0;
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
        switch (c) {
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

/* A list of words as a list of fields; what follows the name of a command that assigns may be assignments. */
Arg *expandwords(Node *w, int *n, int command)
{
    static const char assigning[] = "command\0export\0readonly\0local\0alias\0";
    Arg *first = 0;
    int assigns = 0;

    tail = &first;
    count = mute = 0;
    for (; w; w = KID(w, 0)) {
        if (count && command) {
            assigns = place(assigning, field->text);
            command = !assigns;
        }
        mode = SPLIT;
        wp = TEXT(w);
        begun = blank = noparams = 0;
        if (assigns > 0 && namelen(wp) && wp[namelen(wp)] == '=') {
            begin();
            mode = ASSIGN;
            do
                put(*wp);
            while (*wp++ != '=');
        }
        tilde();
        expand(0, 0);
        finish();
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
