/* join: lines of two sorted files that share a field. */
#include <strings.h>
#include <tool.h>

const char *prog = "join", *synopsis = "[-i] [-a file] [-v file] [-e text] [-o list] [-t char] [-1 field] [-2 field] [-j field] file1 file2";
enum { WORDS = 60, GROUP = 40 };

struct line {
    char *text, *words[WORDS];
    int count;
};
static int separator = -1, fold, keys[2], unpaired[2], only_unpaired, layout[WORDS], layout_count;
static const char *filler = "";
static struct in files[2];
static struct line lines[2];

static void cut(struct line *l)
{
    char *s = l->text;
    l->count = 0;
    while (l->count < WORDS) {
        if (separator < 0)
            s += strspn(s, " \t");
        if (separator < 0 && !*s)
            return;
        l->words[l->count++] = s;
        s = separator < 0 ? s + strcspn(s, " \t") : strchrnul(s, separator);
        if (!*s)
            return;
        *s++ = 0;
    }
}

static int next(int which)
{
    size_t n;
    char *s = in_line(&files[which], &n);
    struct line *l = &lines[which];
    free(l->text);
    l->text = 0;
    if (!s)
        return 0;
    l->text = memcpy(need(n + 1), s, n + 1);
    cut(l);
    return 1;
}

static const char *key(const struct line *l, int which)
{
    return keys[which] < l->count ? l->words[keys[which]] : "";
}

static int order(void)
{
    const char *a = key(&lines[0], 0), *b = key(&lines[1], 1);
    return fold ? strcasecmp(a, b) : strcmp(a, b);
}

static int some;

static void put(const char *s)
{
    if (some++)
        outc(separator < 0 ? ' ' : separator);
    outs(*s ? s : filler);
}

static void put_rest(const struct line *l, int which)
{
    int i;
    for (i = 0; l && i < l->count; i++)
        if (i != keys[which])
            put(l->words[i]);
}

/* One output line of a, b, or both. */
static void output(const struct line *a, const struct line *b)
{
    int i;
    some = 0;
    if (!layout_count) {
        put(a ? key(a, 0) : key(b, 1));
        put_rest(a, 0);
        put_rest(b, 1);
    }
    for (i = 0; i < layout_count; i++) {
        const struct line *l = layout[i] & 1 ? b : a;
        int word = layout[i] >> 1;
        if (word < 0)
            put(a ? key(a, 0) : key(b, 1));
        else
            put(l && word < l->count ? l->words[word] : "");
    }
    outc('\n');
}

/* Lines of the second file with one key are kept while those of the first pass. */
static void pairs(void)
{
    static struct line group[GROUP];
    int n = 0, i, more[2] = {1, 1};
    char *same = strcpy(need(strlen(key(&lines[0], 0)) + 1), key(&lines[0], 0));
    while (more[1] && (fold ? strcasecmp : strcmp)(same, key(&lines[1], 1)) == 0) {
        if (n == GROUP)
            diex("too many lines with the key '%s'", same);
        group[n++] = lines[1];
        lines[1].text = 0;
        more[1] = next(1);
    }
    while (more[0] && (fold ? strcasecmp : strcmp)(same, key(&lines[0], 0)) == 0) {
        for (i = 0; i < n && !only_unpaired; i++)
            output(&lines[0], &group[i]);
        more[0] = next(0);
    }
    while (n > 0)
        free(group[--n].text);
    free(same);
}

static void merge(void)
{
    int which, c;
    next(0);
    next(1);
    while (lines[0].text || lines[1].text) {
        c = !lines[0].text ? 1 : !lines[1].text ? -1 : order();
        if (c == 0) {
            pairs();
            continue;
        }
        which = c > 0;
        if (unpaired[which])
            output(which ? 0 : &lines[0], which ? &lines[1] : 0);
        next(which);
    }
}

static void parse_layout(char *s)
{
    for (s = strtok(s, ", "); s; s = strtok(0, ", ")) {
        if (layout_count == WORDS)
            diex("too many fields");
        if (strcmp(s, "0") == 0)
            layout[layout_count++] = -2;
        else if ((*s == '1' || *s == '2') && s[1] == '.')
            layout[layout_count++] = (int)(number(s + 2, "field number") - 1) << 1 | (*s == '2');
        else
            diex("invalid field specifier: '%s'", s);
    }
}

static int file_number(const char *s)
{
    unsigned n = number(s, "file number");
    if (n < 1 || n > 2)
        diex("invalid file number: '%s'", s);
    return n - 1;
}

static int field_number(const char *s)
{
    unsigned n = number(s, "field number");
    if (!n)
        diex("invalid field number: '%s'", s);
    return n - 1;
}

int main(int argc, char **argv)
{
    int c;
    (void)argc;
    while ((c = option(argv, "1:2:a:e:i(ignore-case)j:o:t:v:")) >= 0)
        switch (c) {
        case '1': keys[0] = field_number(argument); break;
        case '2': keys[1] = field_number(argument); break;
        case 'j': keys[0] = keys[1] = field_number(argument); break;
        case 'a': unpaired[file_number(argument)] = 1; break;
        case 'v': unpaired[file_number(argument)] = only_unpaired = 1; break;
        case 'e': filler = argument; break;
        case 'i': fold = 1; break;
        case 'o': parse_layout(argument); break;
        case 't':
            separator = *argument;
            if (separator && argument[1])
                diex("multi-character tab '%s'", argument);
            break;
        }
    if (!operands[0] || !operands[1])
        misuse(operands[0] ? "missing operand after '%s'" : "missing operand", operands[0]);
    if (in_open(&files[0], operands[0]) < 0 || in_open(&files[1], operands[1]) < 0)
        return 1;
    merge();
    return finish();
}
