/* A state machine by a table of function pointers that return the next state. */
#include <stdio.h>
struct machine;
typedef struct state { struct state (*go)(struct machine *, int); } state;
struct machine { int words, numbers, value, best; };
static state start(struct machine *, int), word(struct machine *, int), number(struct machine *, int);
#define GO(f) ((state){ f })
static state start(struct machine *m, int c)
{
    if (c >= '0' && c <= '9') {
        m->numbers++;
        m->value = c - '0';
        return GO(number);
    }
    if ((c | 32) >= 'a' && (c | 32) <= 'z') {
        m->words++;
        return GO(word);
    }
    return GO(start);
}
static state word(struct machine *m, int c) { return (c | 32) >= 'a' && (c | 32) <= 'z' ? GO(word) : start(m, ' '); }
static state number(struct machine *m, int c)
{
    if (c < '0' || c > '9') {
        if (m->value > m->best)
            m->best = m->value;
        return GO(start);
    }
    m->value = m->value * 10 + c - '0';
    return GO(number);
}
int main(void)
{
    const char *s = "12 drummers, 11 pipers; 10 lords 9 ladies and 365 days, x86?";
    struct machine m = { 0 };
    state now = { start };
    for (; *s; s++)
        now = now.go(&m, *s);
    now.go(&m, 0);
    printf("%d words, %d numbers, best %d\n", m.words, m.numbers, m.best);
    return 0;
}
