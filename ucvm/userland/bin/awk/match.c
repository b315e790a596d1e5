/* Regular expressions: compiled when they are first used, and kept while there is room. */
#include "awk.h"
#include <regex.h>

#define MOST 16

static struct regex {
    struct regex *next;
    struct str *source;
    regex_t regex;
} *kept;

/* Give up what hangs there; was there anything? */
static int spare(struct regex **link)
{
    struct regex *r, *next;
    int some = *link != NULL;
    for (r = *link, *link = NULL; r; r = next) {
        next = r->next;
        regfree(&r->regex);
        drop_str(r->source);
        free(r);
    }
    return some;
}

int spare_memory(void)
{
    return spare(&kept);
}

static void failed(int error, const char *source)
{
    char reason[64];
    if (error == REG_ESPACE)
        fatal("out of memory for the expression /%s/", source);
    regerror(error, NULL, reason, sizeof reason);
    fatal("%s: /%s/", reason, source);
}

static struct regex *compiled(struct str *source)
{
    struct regex *r = resize(NULL, sizeof *r);
    int error;
    do
        error = regcomp(&r->regex, source->s, REG_EXTENDED | REG_ESCAPES);
    while (error == REG_ESPACE && spare_memory());
    if (error)
        failed(error, source->s);
    r->source = source;
    source->refs++;
    return r;
}

/* The compiled form, which comes to the front. */
static struct regex *regex_of(struct str *source)
{
    struct regex **link, *r;
    int n = 0;
    for (link = &kept; (r = *link); link = &r->next)
        if (r->source == source || (r->source->n == source->n && !memcmp(r->source->s, source->s, source->n)))
            break;
        else if (++n == MOST)
            spare(&r->next);
    if (r)
        *link = r->next;
    else
        r = compiled(source);
    r->next = kept;
    return kept = r;
}

/* The length of the first and longest match from there on, whose start is told if one asks; -1 if there is none. */
int match(struct str *pattern, struct str *s, int from, int *start)
{
    struct regex *r = regex_of(pattern);
    regmatch_t at;
    int error;
    do {
        at.rm_so = from;
        at.rm_eo = s->n;
        error = regexec(&r->regex, s->s, start != NULL, &at, REG_STARTEND);
    } while (error == REG_ESPACE && spare(&r->next));
    if (error == REG_NOMATCH)
        return -1;
    if (error)
        failed(error, pattern->s);
    if (start)
        *start = at.rm_so;
    return at.rm_eo - at.rm_so;
}

/* The replacement for what matched: & is that; \& and \\ are & and \. */
static void add_replacement(const struct str *with, const char *matched, int n)
{
    const char *p = with->s, *end = p + with->n;
    for (; p < end; p++)
        if (*p == '&')
            add(matched, n);
        else {
            if (*p == '\\' && (p[1] == '&' || p[1] == '\\'))
                p++;
            add_char(*p);
        }
}

/* sub and gsub: args are the expression and the replacement. The number of replacements. */
int substitute(struct value *args, struct value *target, int all)
{
    struct str *pattern = text(args), *with = text(args + 1), *s;
    struct value v = *keep(target);
    int from = 0, last = -1, count = 0, start, n;
    s = text(&v);
    begin();
    while (from <= s->n && (n = match(pattern, s, from, &start)) >= 0) {
        add(s->s + from, start - from);
        if (n || start != last) {
            add_replacement(with, s->s + start, n);
            count++;
        }
        from = last = start + n;
        if (!all)
            break;
        if (!n && from++ < s->n)
            add_char(s->s[start]);
    }
    if (count) {
        if (from < s->n)
            add(s->s + from, s->n - from);
        set_str(target, TEXT, end());
        assigned(target);
    }
    drop_str(s);
    return count;
}
