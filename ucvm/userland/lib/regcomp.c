/* regcomp: basic and extended regular expressions (POSIX, with GNU's \+ \? \| \< \> \b \B \w \W \s \S) to a program for regexec. */
#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <bits/class.h>
#include <bits/regex.h>

#define LONGEST 8000

struct parser {
    const char *p;
    struct program *to;
    int flags, room, depth, groups, error;
    unsigned open; /* bit n: group n is not closed yet */
};

static void fail(struct parser *ps, int error) {
    if (!ps->error)
        ps->error = error;
    ps->p = "";
}

/* Room for n more bytes of code at `at`, which becomes a gap; NULL after a failure. */
static unsigned char *gap(struct parser *ps, int at, int n) {
    struct program *to = ps->to;
    unsigned char *code;
    if (to->size + n > ps->room) {
        ps->room = to->size + n + 32;
        code = ps->room < LONGEST ? realloc(to->code, ps->room) : NULL;
        if (!code) {
            ps->room = to->size;
            fail(ps, REG_ESPACE);
            return NULL;
        }
        to->code = code;
    }
    code = to->code + at;
    memmove(code + n, code, to->size - at);
    to->size += n;
    return code;
}

static void emit(struct parser *ps, int op, int operand) {
    int n = op == ANY || op == BOL || op == EOL ? 1 : 2;
    unsigned char *code = gap(ps, ps->to->size, n);
    if (code) {
        *code = op;
        if (n > 1)
            code[1] = operand;
    }
}

/* A SPLIT or JUMP at `at` over `offset` bytes. */
static void jump(struct parser *ps, int at, int op, int offset) {
    unsigned char *code = gap(ps, at, 3);
    if (code) {
        code[0] = op;
        code[1] = offset;
        code[2] = offset >> 8;
    }
}

static void loop(struct parser *ps, int back) {
    int at = ps->to->size;
    unsigned char *code = gap(ps, at, 4);
    if (ps->to->loops > 254)
        fail(ps, REG_ESPACE);
    if (code) {
        code[0] = LOOP;
        code[1] = ps->to->loops++;
        code[2] = back - at;
        code[3] = (back - at) >> 8;
    }
}

static unsigned char *new_set(struct parser *ps) {
    struct program *to = ps->to;
    void *sets = to->set_count < 255 ? realloc(to->sets, (to->set_count + 1) * sizeof *to->sets) : NULL;
    if (!sets) {
        fail(ps, REG_ESPACE);
        return NULL;
    }
    to->sets = sets;
    return memset(to->sets[to->set_count], 0, sizeof *to->sets);
}

static void include(struct parser *ps, unsigned char *set, int c) {
    set[c >> 3] |= 1 << (c & 7);
    if (ps->flags & REG_ICASE && isalpha(c))
        set[(c ^ 32) >> 3] |= 1 << ((c ^ 32) & 7);
}

/* Use the set just made, or its complement; equal sets share a number. */
static void emit_set(struct parser *ps, unsigned char *set, int invert) {
    struct program *to = ps->to;
    int i;
    if (invert) {
        for (i = 0; i < 32; i++)
            set[i] = ~set[i];
        if (ps->flags & REG_NEWLINE)
            set['\n' >> 3] &= ~(1 << ('\n' & 7));
    }
    for (i = 0; memcmp(to->sets[i], set, 32); i++)
        ;
    to->set_count += i == to->set_count;
    emit(ps, SET, i);
}

static void class_set(struct parser *ps, const char *name, int extra, int invert) {
    unsigned char *set = new_set(ps);
    int c;
    if (!set)
        return;
    for (c = 1; c < 256; c++)
        if (c == extra || __in_class(name, 5, c) == 1)
            include(ps, set, c);
    emit_set(ps, set, invert);
}

/* With REG_ESCAPES: the byte that the escape sequence at ps->p means, which is passed; -1 if it has no meaning of its own. */
static int named_byte(struct parser *ps) {
    static const char names[] = "abfnrtv", values[] = "\a\b\f\n\r\t\v";
    const char *found;
    int c = 0, digits;
    if (!(ps->flags & REG_ESCAPES) || !*ps->p)
        return -1;
    if ((found = strchr(names, *ps->p))) {
        ps->p++;
        return values[found - names];
    }
    for (digits = 0; digits < 3 && *ps->p >= '0' && *ps->p <= '7'; digits++)
        c = c * 8 + *ps->p++ - '0';
    return digits ? c & 0xff : -1;
}

/* One end of a range, or a single element: a byte, [.x.] or [=x=]. -1 after a failure. */
static int bound(struct parser *ps) {
    const char *p = ps->p;
    int c;
    if (*p == '\\' && ps->flags & REG_ESCAPES && p[1]) {
        ps->p++;
        c = named_byte(ps);
        return c < 0 ? *ps->p++ : c;
    }
    if (*p == '[' && (p[1] == '.' || p[1] == '=')) {
        if (!p[2] || p[3] != p[1] || p[4] != ']') {
            fail(ps, strchr(p, ']') ? REG_ECOLLATE : REG_EBRACK);
            return -1;
        }
        ps->p += 5;
        return p[2];
    }
    if (!*p)
        fail(ps, REG_EBRACK);
    else
        ps->p++;
    return *p ? *p : -1;
}

static void named(struct parser *ps, unsigned char *set) {
    const char *name = ps->p + 2, *end = strstr(name, ":]");
    int c, in = 0;
    if (!end) {
        fail(ps, REG_EBRACK);
        return;
    }
    for (c = 0; c < 256 && in >= 0; c++)
        if ((in = __in_class(name, end - name, c)) == 1)
            include(ps, set, c);
    ps->p = end + 2;
    if (in < 0)
        fail(ps, REG_ECTYPE);
}

/* A bracket expression, its "[" read. */
static void bracket(struct parser *ps) {
    unsigned char *set = new_set(ps);
    int invert = *ps->p == '^', first = 1, low, high;
    if (!set)
        return;
    for (ps->p += invert; *ps->p != ']' || first; first = 0) {
        if (*ps->p == '[' && ps->p[1] == ':') {
            named(ps, set);
            continue;
        }
        low = high = bound(ps);
        if (*ps->p == '-' && ps->p[1] != ']') {
            ps->p++;
            high = bound(ps);
            if (high < low || (*ps->p == '-' && ps->p[1] != ']'))
                fail(ps, REG_ERANGE);
        }
        if (ps->error)
            return;
        for (; low <= high; low++)
            include(ps, set, low);
    }
    if (ps->error)
        return;
    ps->p++;
    emit_set(ps, set, invert);
}

static int extended(struct parser *ps) {
    return ps->flags & REG_EXTENDED;
}

/* Is the operator c ("|" "(" ...) next, in the spelling of this syntax? */
static int next_is(struct parser *ps, int c) {
    return extended(ps) ? *ps->p == c : *ps->p == '\\' && ps->p[1] == c;
}

static int accept(struct parser *ps, int c) {
    int yes = next_is(ps, c);
    if (yes)
        ps->p += extended(ps) ? 1 : 2;
    return yes;
}

static void alternatives(struct parser *ps);

static void group(struct parser *ps) {
    int n = ++ps->groups;
    if (n > 50) {
        fail(ps, REG_ESPACE);
        return;
    }
    if (n < 10)
        ps->open |= 1 << n;
    emit(ps, SAVE, 2 * n);
    ps->depth++;
    alternatives(ps);
    ps->depth--;
    if (!accept(ps, ')'))
        fail(ps, REG_EPAREN);
    emit(ps, SAVE, 2 * n + 1);
    if (n < 10)
        ps->open &= ~(1 << n);
}

static void literal(struct parser *ps, int c) {
    emit(ps, CHAR, ps->flags & REG_ICASE ? tolower(c) : c);
}

static void escape(struct parser *ps) {
    int c = named_byte(ps), n;
    if (c >= 0) {
        literal(ps, c);
        return;
    }
    c = *ps->p++;
    n = c - '0';
    switch (c) {
    case 0:
        fail(ps, REG_EESCAPE);
        break;
    case '<':
    case '>':
    case 'b':
    case 'B':
    case '`':
    case '\'':
        emit(ps, WORD, c);
        break;
    case 'w':
    case 'W':
        class_set(ps, "alnum", '_', c == 'W');
        break;
    case 's':
    case 'S':
        class_set(ps, "space", 0, c == 'S');
        break;
    default:
        if (n < 1 || n > 9)
            literal(ps, c);
        else if (n > ps->groups || ps->open >> n & 1)
            fail(ps, REG_ESUBREG);
        else {
            emit(ps, BACK, n);
            ps->to->backrefs = 1;
        }
    }
}

/* One atom. `first`: nothing stands before it (1), or an anchor alone (2): there a basic "*" is a byte. */
static void atom(struct parser *ps, int first) {
    int c;
    if (accept(ps, '(')) {
        group(ps);
        return;
    }
    if (first == 1 && next_is(ps, '{') && !extended(ps)) {
        fail(ps, REG_BADRPT);
        return;
    }
    c = *ps->p++;
    if (c == '\\')
        escape(ps);
    else if (c == '[')
        bracket(ps);
    else if (c == '.')
        emit(ps, ANY, 0);
    else if (c == '^' && (extended(ps) || first == 1))
        emit(ps, BOL, 0);
    else if (c == '$' && (extended(ps) || !*ps->p || next_is(ps, ')') || next_is(ps, '|')))
        emit(ps, EOL, 0);
    else
        literal(ps, c);
}

static int number(struct parser *ps) {
    int n = 0;
    if (!isdigit(*ps->p))
        return -1;
    while (isdigit(*ps->p))
        if ((n = n * 10 + *ps->p++ - '0') > RE_DUP_MAX) {
            fail(ps, REG_BADBR);
            return 0;
        }
    return n;
}

/* Repeat the code from `start` on min to max times (max < 0: any number) by writing it out. */
static void repeat(struct parser *ps, int start, int min, int max) {
    struct program *to = ps->to;
    int length = to->size - start, copies = max < 0 ? min + !min : max, i, base = start;
    unsigned char *code;
    if (!copies) {
        to->size = start;
        return;
    }
    if (!min) {
        jump(ps, start, SPLIT, 0);
        base += 3;
    }
    for (i = 1; i < copies && !ps->error; i++) {
        if (i >= min)
            jump(ps, to->size, SPLIT, (copies - i) * (length + 3));
        if ((code = gap(ps, to->size, length)))
            memcpy(code, to->code + base, length);
    }
    if (max < 0)
        loop(ps, to->size - length);
    if (!min && !ps->error) {
        to->code[start + 1] = to->size - start;
        to->code[start + 2] = (to->size - start) >> 8;
    }
}

/* The bounds behind "{"; 0 if in an extended expression it is a byte like any other. */
static int interval(struct parser *ps, int start) {
    const char *before = ps->p;
    int min, max;
    if (!accept(ps, '{'))
        return 0;
    if (extended(ps) && !isdigit(*ps->p) && *ps->p != ',') {
        ps->p = before;
        return 0;
    }
    max = min = number(ps);
    if (*ps->p == ',') {
        ps->p++;
        max = number(ps);
        if (min < 0)
            min = 0;
    } else if (min < 0) {
        fail(ps, REG_BADBR);
        return 1;
    }
    if (max >= 0 && max < min)
        fail(ps, REG_BADBR);
    else if (!accept(ps, '}'))
        fail(ps, *ps->p ? REG_BADBR : REG_EBRACE);
    else
        repeat(ps, start, min, max);
    return 1;
}

static int quantifier(struct parser *ps, int start) {
    if (*ps->p == '*') {
        ps->p++;
        repeat(ps, start, 0, -1);
    } else if (accept(ps, '+'))
        repeat(ps, start, 1, -1);
    else if (accept(ps, '?'))
        repeat(ps, start, 0, 1);
    else
        return interval(ps, start);
    return 1;
}

static void branch(struct parser *ps) {
    int first = 1, start;
    while (*ps->p && !next_is(ps, '|') && !(next_is(ps, ')') && (ps->depth || !extended(ps)))) {
        start = ps->to->size;
        if (first && extended(ps) && !(ps->flags & REG_ESCAPES) && strchr("*+?", *ps->p))
            fail(ps, REG_BADRPT);
        else
            atom(ps, first);
        if (ps->error)
            return;
        first = !extended(ps) && first == 1 && ps->to->code[start] == BOL ? 2 : 0;
        while (!first && quantifier(ps, start))
            ;
    }
}

/* A branch that another follows begins with a SPLIT to that one and ends with a JUMP to the end of all; the JUMPs form a chain till then. */
static void alternatives(struct parser *ps) {
    struct program *to = ps->to;
    unsigned char *code;
    int start, last = 0, at;
    for (;;) {
        start = to->size;
        branch(ps);
        if (ps->error || !accept(ps, '|'))
            break;
        jump(ps, start, SPLIT, to->size - start + 6);
        at = to->size;
        jump(ps, at, JUMP, last);
        last = at;
    }
    for (; last && !ps->error; last = at) {
        code = to->code + last;
        at = code[1] | code[2] << 8;
        code[1] = to->size - last;
        code[2] = (to->size - last) >> 8;
    }
}

/* Which bytes the code from pc on can take first. A LOOP that is reached without taking one has nothing new behind it. */
static void collect(struct parser *ps, unsigned char *seen, int pc, int depth) {
    struct program *to = ps->to;
    unsigned char *code;
    int i;
    for (; !seen[pc] && depth < 100; pc = i) {
        seen[pc] = 1;
        code = to->code + pc;
        i = pc + 2;
        switch (*code) {
        case SPLIT:
            collect(ps, seen, pc + 3, depth + 1);
        case JUMP:
            i = pc + (code[1] | code[2] << 8);
            break;
        case LOOP:
            i = pc + 4;
            break;
        case BOL:
        case EOL:
            i = pc + 1;
        case SAVE:
        case WORD:
            break;
        case CHAR:
            include(ps, to->first, code[1]);
            return;
        case SET:
            for (i = 0; i < 32; i++)
                to->first[i] |= to->sets[code[1]][i];
            return;
        default:
            to->empty |= *code != ANY;
            memset(to->first, 0xff, sizeof to->first);
            return;
        }
    }
    if (depth >= 100) {
        to->empty = 1;
        memset(to->first, 0xff, sizeof to->first);
    }
}

int regcomp(regex_t *re, const char *pattern, int flags) {
    struct parser ps;
    unsigned char *code;
    memset(&ps, 0, sizeof ps);
    re->__flags = flags;
    re->__program = ps.to = calloc(1, sizeof *ps.to);
    if (!ps.to)
        return REG_ESPACE;
    ps.p = pattern;
    ps.flags = flags;
    alternatives(&ps);
    if (!ps.error && *ps.p)
        ps.error = REG_EPAREN;
    if ((code = gap(&ps, ps.to->size, 1)))
        *code = MATCH;
    if (!ps.error && (code = calloc(1, ps.to->size))) {
        collect(&ps, code, 0, 0);
        free(code);
    } else
        fail(&ps, REG_ESPACE);
    re->re_nsub = ps.groups;
    if (ps.error)
        regfree(re);
    return ps.error;
}

void regfree(regex_t *re) {
    struct program *program = re->__program;
    if (program) {
        free(program->code);
        free(program->sets);
        free(program);
    }
    re->__program = NULL;
}

size_t regerror(int code, const regex_t *re, char *buf, size_t n) {
    static const char messages[] = "Success\0No match\0Invalid regular expression\0Invalid collation character\0"
                                   "Invalid character class name\0Trailing backslash\0Invalid back reference\0"
                                   "Unmatched [, [^, [:, [., or [=\0Unmatched ( or \\(\0Unmatched \\{\0"
                                   "Invalid content of \\{\\}\0Invalid range end\0Memory exhausted\0"
                                   "Invalid preceding regular expression\0";
    const char *s = messages;
    (void)re;
    while (code-- > 0 && *s)
        s += strlen(s) + 1;
    return strlcpy(buf, *s ? s : "Unknown error", n) + 1;
}
