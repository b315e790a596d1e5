/* tr: translate, squeeze and delete bytes. */
#include <ctype.h>
#include <tool.h>

const char *prog = "tr", *synopsis = "[-cdst] set1 [set2]";
static int complement, delete, squeeze, truncate_first;

/* Bytes in order; fill says where a [c*] stands that is to be as long as needed. */
struct set {
    unsigned char *bytes;
    unsigned n, cap;
    int fill, fill_byte;
};

static void put(struct set *set, int c)
{
    if (set->n == set->cap)
        set->bytes = resize(set->bytes, set->cap += 256);
    set->bytes[set->n++] = c;
}

enum { LOWER = 6, UPPER = 10 };
static int mapped_to; /* what is parsed is what others become */
static const char *const names[] = {"alnum", "alpha", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space", "upper", "xdigit"};

static int is_a(int class, int c)
{
    switch (class) {
    case 0: return isalnum(c);
    case 1: return isalpha(c);
    case 2: return c == ' ' || c == '\t';
    case 3: return iscntrl(c);
    case 4: return isdigit(c);
    case 5: return isgraph(c);
    case 6: return islower(c);
    case 7: return isprint(c);
    case 8: return ispunct(c);
    case 9: return isspace(c);
    case 10: return isupper(c);
    }
    return isxdigit(c);
}

static const char *class(struct set *set, const char *s)
{
    const char *end = strstr(s, ":]");
    unsigned i;
    int c;
    for (i = 0; i < sizeof names / sizeof *names; i++)
        if (strlen(names[i]) == (size_t)(end - s) && memcmp(s, names[i], end - s) == 0)
            break;
    if (i == sizeof names / sizeof *names)
        diex("invalid character class '%.*s'", (int)(end - s), s);
    if (mapped_to && i != LOWER && i != UPPER)
        diex("when translating, the only character classes that may appear in\nstring2 are 'upper' and 'lower'");
    for (c = 0; c < 256; c++)
        if (is_a(i, c))
            put(set, c);
    return end + 2;
}

static int one(const char **s)
{
    int c;
    if (**s != '\\' || !(*s)[1])
        return *(unsigned char *)(*s)++;
    ++*s;
    if (**s == 'c' || **s == 'x' || **s == 'e' || (c = unescape(s)) < 0)
        c = *(unsigned char *)(*s)++;
    return c;
}

/* [x*n] after its '['; NULL if it is none. n in octal if it begins with 0. */
static const char *repeat(struct set *set, const char *s)
{
    int c = one(&s);
    char *end;
    unsigned long n;
    if (*s++ != '*')
        return 0;
    n = strtoul(s, &end, *s == '0' ? 8 : 10);
    if (*end != ']')
        return 0;
    if (n == 0) {
        set->fill = set->n;
        set->fill_byte = c;
    }
    while (n-- > 0)
        put(set, c);
    return end + 1;
}

static void parse(struct set *set, const char *s)
{
    const char *after;
    int from, to;
    set->fill = -1;
    while (*s) {
        if (s[0] == '[' && s[1] == ':' && strstr(s + 2, ":]")) {
            s = class(set, s + 2);
            continue;
        }
        if (s[0] == '[' && s[1] == '=' && s[2] && s[3] == '=' && s[4] == ']') {
            put(set, s[2]);
            s += 5;
            continue;
        }
        if (s[0] == '[' && s[1] && (after = repeat(set, s + 1))) {
            s = after;
            continue;
        }
        from = to = one(&s);
        if (s[0] == '-' && s[1]) {
            s++;
            to = one(&s);
            if (to < from)
                diex("range-endpoints of '%c-%c' are in reverse collating sequence order", from, to);
        }
        while (from <= to)
            put(set, from++);
    }
}

static void invert(struct set *set)
{
    static unsigned char others[256];
    unsigned c, n = 0;
    for (c = 0; c < 256; c++)
        if (!memchr(set->bytes ? set->bytes : others, c, set->n))
            others[n++] = c;
    set->bytes = others;
    set->n = set->cap = n;
}

/* The second set as long as the first, by its [c*] or its last byte. */
static void extend(struct set *set, unsigned n)
{
    unsigned missing = set->n < n ? n - set->n : 0;
    if (set->fill >= 0) {
        unsigned tail = set->n - set->fill, i;
        for (i = 0; i < missing; i++)
            put(set, set->fill_byte);
        memmove(set->bytes + set->fill + missing, set->bytes + set->fill, tail);
        memset(set->bytes + set->fill, set->fill_byte, missing);
    } else if (set->n > 0 && !truncate_first)
        while (set->n < n)
            put(set, set->bytes[set->n - 1]);
}

static unsigned char map[256], gone[256], once[256];

static void tables(struct set *first, struct set *second, int translate)
{
    struct set *squeezed = second->n || translate ? second : first;
    unsigned i;
    for (i = 0; i < 256; i++)
        map[i] = i;
    for (i = 0; delete && i < first->n; i++)
        gone[first->bytes[i]] = 1;
    for (i = 0; translate && i < first->n && i < second->n; i++)
        map[first->bytes[i]] = second->bytes[i];
    for (i = 0; squeeze && i < squeezed->n; i++)
        once[squeezed->bytes[i]] = 1;
}

static void convert(void)
{
    static unsigned char buf[2048];
    int n, i, c, last = -1;
    while ((n = read(0, buf, sizeof buf)) > 0) {
        for (i = 0; i < n; i++) {
            c = buf[i];
            if (gone[c])
                continue;
            c = map[c];
            if (c == last && once[c])
                continue;
            last = c;
            outc(c);
        }
        outflush();
    }
    if (n < 0)
        complain("read error");
}

static void check(int given)
{
    int least = delete == squeeze ? 2 : 1, most = delete && !squeeze ? 1 : 2;
    if (given == 0)
        misuse("missing operand");
    if (given < least)
        misuse("missing operand after '%s'\n%s", operands[0],
               delete ? "Two strings must be given when both deleting and squeezing repeats." : "Two strings must be given when translating.");
    if (given > most)
        misuse(most == 1 ? "extra operand '%s'\nOnly one string may be given when deleting without squeezing repeats." : "extra operand '%s'",
               operands[most]);
}

int main(int argc, char **argv)
{
    static struct set first, second;
    int c, given, translate;
    (void)argc;
    while ((c = option(argv, "+c(complement)Cd(delete)s(squeeze-repeats)t(truncate-set1)")) >= 0)
        switch (c) {
        case 'c':
        case 'C': complement = 1; break;
        case 'd': delete = 1; break;
        case 's': squeeze = 1; break;
        case 't': truncate_first = 1; break;
        }
    for (given = 0; operands[given]; given++)
        ;
    check(given);
    translate = given == 2 && !delete;
    parse(&first, operands[0]);
    if (complement)
        invert(&first);
    if (given == 2) {
        mapped_to = translate;
        parse(&second, operands[1]);
        if (translate) {
            if (!second.n && second.fill < 0 && first.n && !truncate_first)
                diex("when not truncating set1, string2 must be non-empty");
            extend(&second, first.n);
        }
    }
    tables(&first, &second, translate);
    convert();
    return finish();
}
