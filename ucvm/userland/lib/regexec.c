/* regexec: the leftmost, longest match. All alternatives are followed at once, so that time grows with the length of the text only;
   an expression with back-references is tried alternative by alternative instead. Offsets fit 16 bits as addresses do. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <bits/regex.h>

#define NONE 0xffff
#define DEEPEST 140

typedef unsigned short offset;

struct matcher {
    const struct program *re;
    const unsigned char *s, *code;
    int end, flags, slots, count, depth, error;
    offset *mark, *list, *saved;
};

static int length(int op) {
    static const unsigned char lengths[] = {1, 2, 1, 2, 1, 1, 2, 2, 2, 3, 3, 4};
    return lengths[op];
}

/* Where the jump at pc leads. */
static int target(const struct matcher *m, int pc) {
    const unsigned char *last = m->code + pc + length(m->code[pc]);
    return pc + (short)(last[-2] | last[-1] << 8);
}

static int is_word(const struct matcher *m, int pos) {
    return pos >= 0 && pos < m->end && (isalnum(m->s[pos]) || m->s[pos] == '_');
}

/* Does the assertion at pc hold? */
static int holds(const struct matcher *m, int pc, int pos) {
    int before, after;
    if (m->code[pc] == BOL)
        return pos ? m->flags & REG_NEWLINE << 8 && m->s[pos - 1] == '\n' : !(m->flags & REG_NOTBOL);
    if (m->code[pc] == EOL)
        return pos < m->end ? m->flags & REG_NEWLINE << 8 && m->s[pos] == '\n' : !(m->flags & REG_NOTEOL);
    before = is_word(m, pos - 1);
    after = is_word(m, pos);
    switch (m->code[pc + 1]) {
    case '<':
        return !before && after;
    case '>':
        return before && !after;
    case 'b':
        return before != after;
    case 'B':
        return before == after;
    case '`':
        return pos == 0;
    }
    return pos == m->end;
}

/* Does the instruction at pc, which takes one byte, take the one at pos? */
static int takes(const struct matcher *m, int pc, int pos) {
    const unsigned char *code = m->code + pc;
    int c;
    if (pos >= m->end)
        return 0;
    c = m->s[pos];
    if (*code == CHAR)
        return code[1] == (m->flags & REG_ICASE << 8 ? tolower(c) : c);
    if (*code == SET)
        return m->re->sets[code[1]][c >> 3] >> (c & 7) & 1;
    return c != '\n' || !(m->flags & REG_NEWLINE << 8);
}

/* Put on the list every byte-taking instruction that is reached from pc without taking one. */
static void add(struct matcher *m, int pc, int pos) {
    offset *entry, old;
    int slot;
    if (++m->depth > DEEPEST)
        m->error = REG_ESPACE;
    while (m->mark[pc] != pos + 1 && !m->error) {
        m->mark[pc] = pos + 1;
        switch (m->code[pc]) {
        case JUMP:
            pc = target(m, pc);
            break;
        case SPLIT:
            add(m, pc + 3, pos);
            pc = target(m, pc);
            break;
        case LOOP:
            add(m, target(m, pc), pos);
            pc += 4;
            break;
        case SAVE:
            slot = m->code[pc + 1];
            pc += 2;
            if (slot < m->slots) {
                old = m->saved[slot];
                m->saved[slot] = pos;
                add(m, pc, pos);
                m->saved[slot] = old;
                goto done;
            }
            break;
        case BOL:
        case EOL:
        case WORD:
            if (!holds(m, pc, pos))
                goto done;
            pc += length(m->code[pc]);
            break;
        default:
            entry = m->list + m->count++ * (m->slots + 1);
            *entry = pc;
            memcpy(entry + 1, m->saved, m->slots * sizeof *entry);
            goto done;
        }
    }
done:
    m->depth--;
}

static int may_begin(const struct matcher *m, int pos) {
    int c;
    if (pos >= m->end)
        return m->re->empty;
    c = m->s[pos];
    return m->re->first[c >> 3] >> (c & 7) & 1;
}

/* The next position from pos on where a match can begin, or one behind the end. */
static int candidate(const struct matcher *m, int pos) {
    const unsigned char *p;
    if (*m->code == BOL && pos && !(m->flags & REG_NEWLINE << 8))
        return m->end + 1;
    if (*m->code == CHAR && !(m->flags & REG_ICASE << 8)) {
        p = memchr(m->s + pos, m->code[1], m->end - pos);
        return p ? p - m->s : m->end + 1;
    }
    while (pos <= m->end && !may_begin(m, pos))
        pos++;
    return pos;
}

/* Run all threads in step; best[] gets the slots of the match. `other` is the second list. */
static int simulate(struct matcher *m, int pos, offset *best, offset *other) {
    int found = 0, i, n, stride = m->slots + 1;
    offset *current, *t;
    for (;; pos++) {
        if (!found) {
            if (!m->count && (pos = candidate(m, pos)) > m->end)
                return 0;
            if (may_begin(m, pos)) {
                memset(best, 0xff, m->slots * sizeof *best);
                if (m->slots)
                    *best = pos;
                m->saved = best;
                add(m, 0, pos);
            }
        } else if (!m->count)
            return 1;
        current = m->list;
        n = m->count;
        m->list = other;
        m->count = 0;
        other = current;
        for (i = 0, t = current; i < n; i++, t += stride) {
            if (found && t[1] > best[0])
                continue;
            m->saved = t + 1;
            if (m->code[*t] != MATCH) {
                if (takes(m, *t, pos))
                    add(m, *t + length(m->code[*t]), pos + 1);
                continue;
            }
            if (!m->slots)
                return 1;
            if (!found || t[1] < best[0] || pos > best[1]) {
                memcpy(best, t + 1, m->slots * sizeof *best);
                best[1] = pos;
                found = 1;
            }
        }
        if (pos >= m->end || m->error)
            return found;
    }
}

/* Try alternatives in order from pc on; 1 when MATCH is reached. */
static int attempt(struct matcher *m, int pc, int pos);

/* A repeated single byte takes no recursion: go as far as it goes, then back. */
static int try_run(struct matcher *m, int body, int min, int pos) {
    int after = body + length(m->code[body]) + 4, n = pos;
    while (takes(m, body, n))
        n++;
    for (; n >= pos + min; n--)
        if (attempt(m, after, n))
            return 1;
    return 0;
}

/* Is at body a byte-taking instruction, then its LOOP, then `after`? */
static int is_run(const struct matcher *m, int body, int after) {
    int op = m->code[body], next = body + length(op);
    return op >= CHAR && op <= SET && m->code[next] == LOOP && target(m, next) == body && next + 4 == after;
}

/* Length of what group n holds if the text goes on with it, else -1. */
static int same(const struct matcher *m, int n, int pos) {
    int from = m->saved[2 * n], k = m->saved[2 * n + 1] - from, i;
    if (from == NONE || m->saved[2 * n + 1] == NONE || pos + k > m->end)
        return -1;
    for (i = 0; i < k; i++)
        if (m->flags & REG_ICASE << 8 ? tolower(m->s[from + i]) != tolower(m->s[pos + i]) : m->s[from + i] != m->s[pos + i])
            return -1;
    return k;
}

static int step(struct matcher *m, int pc, int pos) {
    offset *slot, old;
    int k;
    for (;;)
        switch (m->code[pc]) {
        case MATCH:
            m->saved[1] = pos;
            return 1;
        case JUMP:
            pc = target(m, pc);
            break;
        case SPLIT:
            if (is_run(m, pc + 3, target(m, pc)))
                return try_run(m, pc + 3, 0, pos);
            if (attempt(m, pc + 3, pos))
                return 1;
            pc = target(m, pc);
            break;
        case LOOP:
            slot = m->mark + m->code[pc + 1];
            if (*slot != pos) {
                old = *slot;
                *slot = pos;
                if (attempt(m, target(m, pc), pos))
                    return 1;
                *slot = old;
            }
            pc += 4;
            break;
        case SAVE:
            slot = m->saved + m->code[pc + 1];
            old = *slot;
            *slot = pos;
            if (attempt(m, pc + 2, pos))
                return 1;
            *slot = old;
            return 0;
        case BACK:
            k = same(m, m->code[pc + 1], pos);
            if (k < 0)
                return 0;
            pos += k;
            pc += 2;
            break;
        case BOL:
        case EOL:
        case WORD:
            if (!holds(m, pc, pos))
                return 0;
            pc += length(m->code[pc]);
            break;
        default:
            if (is_run(m, pc, pc + length(m->code[pc]) + 4))
                return try_run(m, pc, 1, pos);
            if (!takes(m, pc, pos++))
                return 0;
            pc += length(m->code[pc]);
        }
}

static int attempt(struct matcher *m, int pc, int pos) {
    int found;
    if (m->depth >= DEEPEST)
        m->error = REG_ESPACE;
    if (m->error)
        return 0;
    m->depth++;
    found = step(m, pc, pos);
    m->depth--;
    return found;
}

static int backtrack(struct matcher *m, int pos) {
    for (; (pos = candidate(m, pos)) <= m->end && !m->error; pos++) {
        memset(m->saved, 0xff, m->slots * sizeof *m->saved);
        memset(m->mark, 0xff, m->re->loops * sizeof *m->mark);
        m->saved[0] = pos;
        if (attempt(m, 0, pos))
            return 1;
    }
    return 0;
}

static void report(const offset *slots, int count, size_t n, regmatch_t match[]) {
    size_t i;
    for (i = 0; i < n; i++) {
        int unset = 2 * (int)i >= count || slots[2 * i] == NONE || slots[2 * i + 1] == NONE;
        match[i].rm_so = unset ? -1 : slots[2 * i];
        match[i].rm_eo = unset ? -1 : slots[2 * i + 1];
    }
}

int regexec(const regex_t *re, const char *s, size_t n, regmatch_t match[], int flags) {
    struct matcher m;
    offset *room, *best;
    size_t groups = re->re_nsub + 1, leaves = 0;
    int start = 0, found, pc;
    memset(&m, 0, sizeof m);
    m.re = re->__program;
    m.code = m.re->code;
    m.s = (const unsigned char *)s;
    m.flags = flags | re->__flags << 8;
    if (flags & REG_STARTEND) {
        start = match->rm_so;
        m.end = match->rm_eo;
    } else
        m.end = strlen(s);
    if ((start = candidate(&m, start)) > m.end)
        return REG_NOMATCH;
    if (re->__flags & REG_NOSUB)
        n = 0;
    m.slots = 2 * (m.re->backrefs || n > groups ? groups : n);
    for (pc = 0; pc < m.re->size && !m.re->backrefs; pc += length(m.code[pc]))
        leaves += m.code[pc] <= SET;
    if (!(room = calloc(m.re->size + m.slots + 2 * leaves * (m.slots + 1), sizeof *room)))
        return REG_ESPACE;
    m.mark = room;
    best = m.saved = room + m.re->size;
    m.list = best + m.slots;
    found = m.re->backrefs ? backtrack(&m, start) : simulate(&m, start, best, m.list + leaves * (m.slots + 1));
    if (found)
        report(best, m.slots, n, match);
    free(room);
    return m.error ? m.error : !found;
}
