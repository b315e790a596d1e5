/* The record and its fields. Fields are cut out of the record as far as one asks for them. */
#include "awk.h"

static struct value *fields;   /* [0] is the record, [1] to [found] are the fields known so far */
static int found, room, stale; /* stale: the record has to be joined anew from its fields */
static struct cutter cutter;   /* over the record's text; `complete` when all fields are known */
static int complete = 1;
static struct value nothing = {{.tag = UNSET}};

static int blank(int c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

/* The next part up to a separator: its length, -1 at the end. A blank separates by runs of blanks and newlines, nothing by bytes, one byte by
 * itself and in paragraph mode a newline as well, more is an expression. */
int cut(struct cutter *c)
{
    const char *s = c->s->s, *p;
    int n = c->s->n, at = c->at, width = 1, from, k;
    if (c->separator->n == 1 && *c->separator->s == ' ') {
        while (at < n && blank(s[at]))
            at++;
        for (c->start = at; at < n && !blank(s[at]); at++)
            ;
        c->at = at;
        return at > c->start ? at - c->start : -1;
    }
    c->start = at;
    if (at >= n && (at > n || !n || !c->separator->n))
        return -1;
    if (!c->separator->n)
        return c->at++, 1;
    if (c->separator->n == 1) {
        p = memchr(s + at, *c->separator->s, n - at);
        from = p ? p - s : n;
        if (!special(RS)->n && (p = memchr(s + at, '\n', from - at)))
            from = p - s;
    } else {
        for (from = at; (width = match(c->separator, c->s, from, &from)) == 0 && from < n; from++)
            ;
        if (width <= 0)
            from = n;
    }
    k = from - at;
    c->at = from < n ? from + width : n + 1;
    return k;
}

/* Have cells up to [n]. */
static void reserve(int n)
{
    if (n > 8000)
        fatal("field %d: too many", n);
    for (; n >= room; room++) {
        if (room % 8 == 0)
            fields = resize(fields, (room + 8) * sizeof *fields);
        fields[room].tag = UNSET;
    }
}

static void split_record(void)
{
    struct value record;
    for (; found; found--)
        set_str(fields + found, UNSET, NULL);
    record = *keep(fields);
    text(&record);
    drop_str(cutter.s);
    drop_str(cutter.separator);
    cutter.s = record.str;
    cutter.separator = special(FS);
    cutter.separator->refs++;
    cutter.at = complete = stale = 0;
}

/* The reference to s goes over. */
void set_record(struct str *s)
{
    reserve(0);
    set_str(fields, INPUT, s);
    split_record();
}

static int next_field(void)
{
    int n = complete ? -1 : cut(&cutter);
    if (n < 0) {
        if (!complete)
            set_number(globals + NF, found);
        complete = 1;
        return 0;
    }
    reserve(++found);
    fields[found].bits = cutter.start << 16 | n;
    fields[found].tag = SLICE;
    return 1;
}

void count_fields(void)
{
    while (next_field())
        ;
}

static struct value *whole_field(int i)
{
    struct value *v = fields + i;
    if (v->tag == SLICE)
        set_str(v, INPUT, str(cutter.s->s + (v->bits >> 16), v->bits & 0xffff));
    return v;
}

static void add_field(struct value *field)
{
    struct value v;
    struct str *s;
    if (field->tag == SLICE)
        add(cutter.s->s + (field->bits >> 16), field->bits & 0xffff);
    else {
        v = *keep(field);
        s = text(&v);
        add(s->s, s->n);
        drop_str(s);
    }
}

/* Join the fields to a record. */
static void join(void)
{
    struct str *between = special(OFS);
    int i;
    begin();
    for (i = 1; i <= found; i++) {
        if (i > 1)
            add(between->s, between->n);
        add_field(fields + i);
    }
    set_str(fields, INPUT, end());
    stale = 0;
}

static void check(int i)
{
    if (i < 0)
        fatal("field %d does not exist", i);
}

/* To read. */
struct value *field(int i)
{
    check(i);
    while (found < i && next_field())
        ;
    if (i > found)
        return &nothing;
    if (!i && stale)
        join();
    return whole_field(i);
}

static void set_count(int n)
{
    check(n);
    reserve(n);
    for (; found > n; found--)
        set_str(fields + found, UNSET, NULL);
    found = n;
    set_number(globals + NF, n);
    stale = 1;
}

/* To assign to; it may be one that is not there yet. */
struct value *field_place(int i)
{
    if (i) {
        count_fields();
        if (i > found)
            set_count(i);
    }
    return field(i);
}

/* The consequences of a new value. */
void assigned(struct value *cell)
{
    if (cell == fields)
        split_record();
    else if (cell > fields && cell <= fields + found)
        stale = 1;
    else if (cell == globals + NF)
        set_count(integer(cell));
}
