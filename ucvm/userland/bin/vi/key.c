/* Keys: typed, or played from texts by . @ and :map; those of a command are recorded for the next dot. */
#include <ctype.h>
#include <sys/ioctl.h>
#include "vi.h"

enum { DEPTH = UNNAMED - SOURCES };
enum { COMMANDS, INSERTS, ABBREVIATIONS };
static unsigned at[DEPTH];
static int depth, pushed = NONE;
static char recorded[64];
static unsigned recorded_count;
char question[QUESTION];
int asking, question_at;

struct map {
    struct map *next;
    int which;
    char *to;
    char from[];
};
static struct map *maps;

/* ---- playing */

void play(const struct text *t)
{
    if (depth == DEPTH)
        fail("Too many commands within commands");
    if (!t->bytes)
        return;
    text_copy(&texts[SOURCES + depth], t);
    at[depth++] = 0;
}

void play_string(const char *s)
{
    if (depth == DEPTH)
        fail("Too many commands within commands");
    text_clear(&texts[SOURCES + depth]);
    text_insert(&texts[SOURCES + depth], 0, s, strlen(s));
    if (*s)
        at[depth++] = 0;
}

void stop_playing(void)
{
    while (depth)
        text_clear(&texts[SOURCES + --depth]);
    pushed = NONE;
}

int playing(void)
{
    return depth;
}

static int played_key(void)
{
    struct text *t = &texts[SOURCES + depth - 1];
    int c = text_byte(t, at[depth - 1]++);
    if (at[depth - 1] == t->bytes) {
        text_clear(t);
        depth--;
    }
    return c;
}

/* ---- recording */

static void flush_recorded(void)
{
    text_insert(&texts[RECORD], texts[RECORD].bytes, recorded, recorded_count);
    recorded_count = 0;
}

static void record(int c)
{
    if (recorded_count == sizeof recorded)
        flush_recorded();
    recorded[recorded_count++] = c;
}

void start_recording(void)
{
    text_clear(&texts[RECORD]);
    recorded_count = 0;
}

/* What was recorded is what the dot does. */
void keep_recording(void)
{
    flush_recorded();
    text_copy(&texts[DOT], &texts[RECORD]);
}

/* Takes the last key out of the record; digits of a count are no part of it. */
void forget_key(void)
{
    if (recorded_count)
        recorded_count--;
}

/* ---- typing */

int key_waits(void)
{
    int n;
    return depth || (ioctl(0, FIONREAD, &n) == 0 && n > 0);
}

static unsigned char pending[8];
static int pending_count;

static int typed_byte(void)
{
    unsigned char c;
    ssize_t n;
    if (pending_count)
        return pending[--pending_count];
    if (!key_waits())
        refresh();
    for (;;) {
        if (dying)
            preserve(), quit(1);
        if (resized || resumed)
            refresh();
        if (interrupted) {
            interrupted = 0;
            return CONTROL('C');
        }
        n = read(0, &c, 1);
        if (n == 1)
            return c;
        if (n == 0 || errno != EINTR)
            preserve(), quit(1);
    }
}

/* After an ESC: keys that send ESC [ send all at once; what is none of them waits to be read again. */
static int special_key(void)
{
    static const char names[][4] = {"[A", "[B", "[C", "[D", "[H", "[F", "[5~", "[6~", "[3~", "[2~"};
    char got[4];
    unsigned n = 0, i;
    while (n < 3 && (pending_count || key_waits())) {
        got[n++] = typed_byte();
        got[n] = 0;
        for (i = 0; i < sizeof names / sizeof *names; i++)
            if (strcmp(got, names[i]) == 0)
                return UP + i;
        if (*got != '[')
            break;
    }
    while (n > 0)
        pending[pending_count++] = got[--n];
    return ESCAPE;
}

static int plain_key(void)
{
    int c = typed_byte();
    return c == ESCAPE && !pending_count ? special_key() : c;
}

/* ---- maps */

static int map_kind(void)
{
    return inserting ? INSERTS : COMMANDS;
}

static struct map *map_of(const char *from, unsigned n, int which, int whole)
{
    struct map *m;
    for (m = maps; m; m = m->next)
        if (m->which == which && strncmp(m->from, from, n) == 0 && (!whole || !m->from[n]))
            return m;
    return 0;
}

/* A typed key, or the first of those that it stands for. */
static int mapped_key(void)
{
    char typed[16];
    unsigned n = 0;
    struct map *m;
    int c = plain_key();
    if (asking || !maps)
        return c;
    for (;;) {
        if (c > 255)
            return c;
        typed[n++] = c;
        typed[n] = 0;
        if ((m = map_of(typed, n, map_kind(), 1))) {
            play_string(m->to);
            return *m->to ? played_key() : plain_key();
        }
        if (n == sizeof typed - 1 || !map_of(typed, n, map_kind(), 0))
            break;
        c = plain_key();
    }
    play_string(typed + 1);
    return *typed;
}

/* What an abbreviation stands for. */
const char *abbreviated(const char *word, unsigned n)
{
    struct map *m = map_of(word, n, ABBREVIATIONS, 1);
    return m ? m->to : 0;
}

static void show_maps(int which)
{
    struct map *m;
    char line[128];
    for (m = maps; m; m = m->next)
        if (m->which == which)
            show(line, snprintf(line, sizeof line, "%-10s %s", m->from, m->to));
}

void remove_map(const char *from, int which)
{
    struct map **m;
    for (m = &maps; *m; m = &(*m)->next)
        if ((*m)->which == which && strcmp((*m)->from, from) == 0) {
            struct map *gone = *m;
            *m = gone->next;
            free(gone->to);
            free(gone);
            return;
        }
    fail("%s is not mapped", from);
}

/* "from to"; without any all are shown. */
void read_map(char *s, int which)
{
    char *to = s + strcspn(s, " \t");
    struct map *m;
    if (!*s) {
        show_maps(which);
        return;
    }
    if (!*to || !(m = malloc(sizeof *m + (to - s) + 1)))
        fail("Usage: map from to");
    *to++ = 0;
    if (map_of(s, strlen(s), which, 1))
        remove_map(s, which);
    strcpy(m->from, s);
    m->to = strdup(to + strspn(to, " \t"));
    m->which = which;
    m->next = maps;
    maps = m;
}

/* ---- what the rest of vi sees */

void put_back(int c)
{
    pushed = c;
    forget_key();
}

int key(void)
{
    int c = pushed;
    pushed = NONE;
    if (c == NONE)
        c = depth ? played_key() : mapped_key();
    record(c);
    return c;
}

/* The key after ^V: up to three digits are a byte's number. */
int literal(void)
{
    int c = key(), n = 0, digits;
    for (digits = 0; digits < 3 && c < 256 && isdigit(c); digits++) {
        n = n * 10 + c - '0';
        c = key();
    }
    if (!digits)
        return c < 256 ? c : ESCAPE;
    put_back(c);
    return n & 255;
}

/* A whole character for f or r, ^V may come before: how many bytes it has; 0 if it was given up. */
unsigned character(char *bytes)
{
    unsigned n = 1, more;
    int c = key();
    if (c == ESCAPE || c == CONTROL('C') || c > 255)
        return 0;
    if (c == CONTROL('V'))
        c = literal();
    *bytes = c;
    for (more = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : c >= 0xc0; more > 0; more--)
        bytes[n++] = key();
    return n;
}

static void rub_out(unsigned *n, int c)
{
    unsigned keep = *n ? *n - 1 : 0;
    if (c == CONTROL('U'))
        keep = 0;
    while (keep > 0 && (question[keep] & 0xc0) == 0x80)
        keep--;
    if (c == CONTROL('W')) {
        while (keep > 0 && is_blank(question[keep]))
            keep--;
        while (keep > 0 && !is_blank(question[keep - 1]))
            keep--;
    }
    *n = keep;
}

/* A line typed at the bottom after the prompt; 0 if it was given up. */
char *ask(int prompt)
{
    unsigned n = 0;
    int c, erased;
    asking = prompt;
    for (;;) {
        question[n] = 0;
        question_at = n;
        c = key();
        erased = c == CONTROL('H') || c == 127 || c == CONTROL('U') || c == CONTROL('W');
        if (c == '\r' || c == '\n' || c == ESCAPE)
            break;
        if (c == CONTROL('C') || (erased && !n)) {
            asking = 0;
            return 0;
        }
        if (erased)
            rub_out(&n, c);
        else {
            if (c == CONTROL('V')) {
                question[n] = '^';
                question[n + 1] = 0;
                c = literal();
            }
            if (c > 255 || n == QUESTION - 2)
                ring();
            else
                question[n++] = c;
        }
    }
    asking = 0;
    return question;
}
