/* Tab stops (tool.h). */
#include <ctype.h>
#include <tool.h>

enum { STOPS = 64 };
static unsigned stops[STOPS], count, every = 8;

/* "N" is every N columns; "N,N…" these columns, the last perhaps "/N" or "+N": every N from there, from 0 or from the last. */
static unsigned from, step;

static void add(unsigned n, int kind)
{
    if (!n)
        diex("tab size cannot be 0");
    if (kind) {
        step = n;
        from = kind == '+' && count ? stops[count - 1] : 0;
        return;
    }
    if (count && n <= stops[count - 1])
        diex("tab sizes must be ascending");
    if (count == STOPS)
        diex("too many tab stops");
    stops[count++] = n;
}

void set_tabs(const char *s)
{
    char *end;
    int kind = 0;
    for (; *s; s = end) {
        kind = *s == '/' || *s == '+' ? *s : 0;
        s += kind != 0;
        if (*s && strchr(", \t", *s)) {
            end = (char *)s + 1;
            continue;
        }
        if (!isdigit(*s))
            diex("tab size contains invalid character(s): '%s'", s);
        add(strtoul(s, &end, 10), kind);
    }
    every = 0;
    if (count == 1 && !step) {
        every = stops[0];
        count = 0;
    }
}

unsigned tab_after(unsigned column)
{
    unsigned i;
    for (i = 0; i < count; i++)
        if (stops[i] > column)
            return stops[i];
    if (step)
        return column - (column - from) % step + step;
    return every ? column - column % every + every : 0;
}
