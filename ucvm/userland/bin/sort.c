/* sort: order lines; what does not fit into memory goes through temporary files. */
#include <ctype.h>
#include <strings.h>
#include <tool.h>

const char *prog = "sort", *synopsis = "[-bcCdfghiMmnRrsuVz] [-k from[,to]]... [-t char] [-o file] [-S size] [-T directory] [file...]";

/* RUNS files are merged at a time; a run holds about MEMORY bytes of lines. */
enum { BLANKS = 1, DICTIONARY = 2, FOLD = 4, PRINTING = 8, NUMERIC = 16, REVERSE = 32, HUMAN = 64, GENERAL = 128, MONTH = 256,
       VERSION = 512, RANDOM = 1024, MEMORY = 7000, RUNS = 6 };

struct key {
    struct key *next;
    unsigned field, byte, end_field, end_byte;
    int flags, end_blanks;
};
static struct key *keys, whole = {0, 0, 0, -1, 0, 0, 0};
static int flags, separator = -1, stable, unique, check, merging;
static const char *output;
static int line_end = '\n';

struct line {
    struct line *next;
    char text[1];
};

static int is_blank(int c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

static const char *skip_field(const char *s)
{
    if (separator >= 0)
        return strchrnul(s, separator);
    while (is_blank(*s))
        s++;
    while (*s && !is_blank(*s))
        s++;
    return s;
}

static const char *skip_blanks(const char *s)
{
    while (is_blank(*s))
        s++;
    return s;
}

static const char *key_start(const struct key *k, const char *s)
{
    unsigned n;
    for (n = k->field; n > 0 && *s; n--) {
        s = skip_field(s);
        if (separator >= 0 && *s)
            s++;
    }
    if (k->flags & BLANKS)
        s = skip_blanks(s);
    for (n = k->byte; n > 0 && *s; n--)
        s++;
    return s;
}

static const char *key_end(const struct key *k, const char *s)
{
    unsigned n = k->end_field;
    if (n == (unsigned)-1)
        return s + strlen(s);
    if (k->end_byte == 0)
        n++;
    for (; n > 0 && *s; n--) {
        s = skip_field(s);
        if (separator >= 0 && *s && (n > 1 || k->end_byte))
            s++;
    }
    if (k->end_byte) {
        if (k->end_blanks)
            s = skip_blanks(s);
        for (n = k->end_byte; n > 0 && *s; n--)
            s++;
    }
    return s;
}

static int digit(const char *s, const char *end)
{
    return s < end && isdigit(*s);
}

/* Sizes of two numbers without signs and leading zeros: digits count, then digits, then fractions. */
static int magnitude(const char *a, const char *ae, const char *b, const char *be)
{
    int order = 0;
    while (digit(a, ae) && digit(b, be)) {
        if (!order)
            order = *a - *b;
        a++, b++;
    }
    if (digit(a, ae) || digit(b, be))
        return digit(a, ae) ? 1 : -1;
    if (order)
        return order;
    a += a < ae && *a == '.';
    b += b < be && *b == '.';
    for (; digit(a, ae) || digit(b, be); a++, b++) {
        int x = digit(a, ae) ? *a : '0', y = digit(b, be) ? *b : '0';
        if (x != y)
            return x - y;
        if (!digit(a, ae))
            a--;
        if (!digit(b, be))
            b--;
    }
    return 0;
}

static const char *zeros(const char *s, const char *end)
{
    while (s < end && *s == '0')
        s++;
    return s;
}

/* Not zero: a digit other than 0 before whatever ends the number. */
static int counts(const char *s, const char *end)
{
    int point = 0;
    for (; s < end && (isdigit(*s) || (*s == '.' && !point)); s++) {
        point |= *s == '.';
        if (*s >= '1' && *s <= '9')
            return 1;
    }
    return 0;
}

static int unit(const char *s, const char *end)
{
    const char *at;
    while (s < end && (isdigit(*s) || *s == '.'))
        s++;
    at = s < end ? strchr("KMGTPE", *s == 'k' ? 'K' : *s) : 0;
    return at ? at - "KMGTPE" + 1 : 0;
}

static int numeric(const char *a, const char *ae, const char *b, const char *be, int with_units)
{
    int x, y, order;
    while (a < ae && is_blank(*a))
        a++;
    while (b < be && is_blank(*b))
        b++;
    x = a < ae && *a == '-', y = b < be && *b == '-';
    a = zeros(a + x, ae), b = zeros(b + y, be);
    x = counts(a, ae) ? x ? -1 : 1 : 0;
    y = counts(b, be) ? y ? -1 : 1 : 0;
    if (x != y || x == 0)
        return x - y;
    order = with_units ? unit(a, ae) - unit(b, be) : 0;
    if (!order)
        order = magnitude(a, ae, b, be);
    return x * order;
}

static const char *next_counted(const char *s, const char *end, int how)
{
    while (s < end && (((how & DICTIONARY) && !isalnum(*s) && !is_blank(*s)) || ((how & PRINTING) && !isprint(*s))))
        s++;
    return s;
}

static int textual(const char *a, const char *ae, const char *b, const char *be, int how)
{
    int x, y;
    for (;; a++, b++) {
        a = next_counted(a, ae, how);
        b = next_counted(b, be, how);
        if (a == ae || b == be)
            return (a < ae) - (b < be);
        x = *a, y = *b;
        if (how & FOLD)
            x = toupper(x), y = toupper(y);
        if (x != y)
            return x - y;
    }
}

/* No number comes before all numbers. */
static int general(const char *a, const char *b)
{
    char *a_end, *b_end;
    double x = strtod(a, &a_end), y = strtod(b, &b_end);
    if (a == a_end || b == b_end)
        return (a != a_end) - (b != b_end);
    return x < y ? -1 : x > y;
}

/* 1 to 12, 0 for what begins with no month. */
static int month(const char *s)
{
    static const char names[] = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";
    int i;
    while (is_blank(*s))
        s++;
    for (i = 0; i < 12; i++)
        if (strncasecmp(names + 3 * i, s, 3) == 0)
            return i + 1;
    return 0;
}

/* Equal keys have equal hashes, others a chance order. */
static unsigned hashed(const char *s, const char *end)
{
    static unsigned seed;
    unsigned h;
    int fd;
    if (!seed && (fd = open("/dev/random", O_RDONLY)) >= 0) {
        read(fd, &seed, sizeof seed);
        close(fd);
        seed |= 1;
    }
    for (h = seed; s < end; s++)
        h = (h ^ (unsigned char)*s) * 16777619u;
    return h ^ h >> 15;
}

static int shuffled(const char *a, const char *ae, const char *b, const char *be)
{
    unsigned x = hashed(a, ae), y = hashed(b, be);
    return x < y ? -1 : x > y;
}

static int by_key(const struct key *k, const char *a, const char *b)
{
    const char *as = key_start(k, a), *ae = key_end(k, a), *bs = key_start(k, b), *be = key_end(k, b);
    int order;
    if (ae < as)
        ae = as;
    if (be < bs)
        be = bs;
    if (k->flags & (NUMERIC | HUMAN))
        order = numeric(as, ae, bs, be, k->flags & HUMAN);
    else if (k->flags & GENERAL)
        order = general(as, bs);
    else if (k->flags & MONTH)
        order = month(as) - month(bs);
    else if (k->flags & VERSION)
        order = order_versions(as, ae, bs, be);
    else if (k->flags & RANDOM)
        order = shuffled(as, ae, bs, be);
    else
        order = textual(as, ae, bs, be, k->flags);
    return k->flags & REVERSE ? -order : order;
}

static int order_texts(const char *a, const char *b, int last_resort)
{
    const struct key *k;
    int order = 0;
    if (keys == &whole && !(flags & ~REVERSE)) {
        order = strcmp(a, b);
        return flags & REVERSE ? -order : order;
    }
    for (k = keys; k && !order; k = k->next)
        order = by_key(k, a, b);
    if (order || !last_resort || stable || unique)
        return order;
    order = strcmp(a, b);
    return flags & REVERSE ? -order : order;
}

static int order_lines(const void *a, const void *b)
{
    return order_texts(((const struct line *)a)->text, ((const struct line *)b)->text, 1);
}

/* Where lines go: the output or a run. */
static char *held;
static size_t held_cap;
static int to_run = -1;

static void put_text(const char *s, size_t n)
{
    char end;
    if (to_run < 0) {
        outm(s, n);
        outc(line_end);
        return;
    }
    end = line_end;
    if (writeall(to_run, s, n) < 0 || writeall(to_run, &end, 1) < 0)
        die("write failed");
}

/* Without duplicates if -u. */
static void put(const char *s)
{
    size_t n = strlen(s);
    if (unique) {
        if (held && order_texts(held, s, 0) == 0)
            return;
        if (n >= held_cap)
            held = resize(held, held_cap = n + 64);
        strcpy(held, s);
    }
    put_text(s, n);
}

static void end_output(void)
{
    free(held);
    held = 0;
    held_cap = 0;
}

static struct line *lines, *newest;
static size_t used;

static void put_lines(void)
{
    struct line *l;
    lines = sort_list(lines, order_lines);
    for (; lines; lines = l) {
        l = lines->next;
        put(lines->text);
        free(lines);
    }
    newest = 0;
    used = 0;
    end_output();
}

static struct in input;
static int runs[RUNS], run_count;

/* Merges sources into where lines go; equal lines come in the order of the sources. */
static void merge(struct in *sources, int count)
{
    char *tops[RUNS + 1];
    size_t n;
    int i, least;
    for (i = 0; i < count; i++)
        tops[i] = in_line(&sources[i], &n);
    for (;;) {
        for (least = -1, i = 0; i < count; i++)
            if (tops[i] && (least < 0 || order_texts(tops[i], tops[least], 1) < 0))
                least = i;
        if (least < 0)
            break;
        put(tops[least]);
        tops[least] = in_line(&sources[least], &n);
    }
    end_output();
}

static void merge_runs(void)
{
    static struct in sources[RUNS];
    int i;
    for (i = 0; i < run_count; i++) {
        lseek(runs[i], 0, SEEK_SET);
        sources[i].cap = 512;
        sources[i].buf = resize(sources[i].buf, 513);
        sources[i].p = sources[i].e = sources[i].buf;
        sources[i].fd = runs[i];
        sources[i].name = "temporary file";
        sources[i].eol = input.eol;
    }
    merge(sources, run_count);
    for (i = 0; i < run_count; i++) {
        close(runs[i]);
        free(sources[i].buf);
        sources[i].buf = 0;
    }
    run_count = 0;
}

static void begin_run(void)
{
    to_run = temporary();
}

static void end_run(void)
{
    runs[run_count++] = to_run;
    to_run = -1;
}

/* A place for one run more. */
static void make_room(void)
{
    int merged;
    if (run_count < RUNS)
        return;
    begin_run();
    merged = to_run;
    merge_runs();
    to_run = merged;
    end_run();
}

static void spill(void)
{
    make_room();
    begin_run();
    put_lines();
    end_run();
}

static void read_lines(struct in *f)
{
    char *s;
    size_t n;
    struct line *l;
    while ((s = in_line(f, &n))) {
        if (used + n + 16 > MEMORY && lines)
            spill();
        while (!(l = malloc(sizeof *l + n)) && lines)
            spill();
        if (!l)
            diex("memory exhausted");
        used += sizeof *l + n + 8;
        l->next = 0;
        memcpy(l->text, s, n + 1);
        if (newest)
            newest->next = l;
        else
            lines = l;
        newest = l;
    }
}

static void open_input(struct in *f, const char *name)
{
    if (strcmp(name, "-") != 0 && access(name, R_OK) < 0)
        die("cannot read: %s", name);
    if (is_directory(strcmp(name, "-") ? name : "")) {
        errno = EISDIR;
        die("read failed: %s", name);
    }
    f->eol = line_end ? line_end : -1;
    if (in_open(f, name) < 0)
        exit(2);
}

static char **or_standard(char **names)
{
    static char *standard[] = {"-", 0};
    return *names ? names : standard;
}

static void each_file(char **names, void (*use)(struct in *))
{
    for (names = or_standard(names); *names; names++) {
        open_input(&input, *names);
        use(&input);
        in_close(&input);
    }
}

static void open_output(void)
{
    if (!output)
        return;
    close(1);
    if (open(output, O_WRONLY | O_CREAT | O_TRUNC, 0666) != 1)
        die("open failed: %s", output);
}

/* -m: as many files as can be open at once make a run; the last of all, with the runs, the output. */
static void merge_files(char **names)
{
    static struct in sources[RUNS];
    int n, i;
    for (names = or_standard(names); *names;) {
        for (n = 0; n < RUNS && *names; n++)
            open_input(&sources[n], *names++);
        if (*names || run_count || output) {
            make_room();
            begin_run();
        }
        merge(sources, n);
        if (to_run >= 0)
            end_run();
        for (i = 0; i < n; i++)
            in_close(&sources[i]);
    }
    for (i = 0; i < RUNS; i++)
        free(sources[i].buf);
    open_output();
    merge_runs();
}

static void check_order(struct in *f)
{
    char *s, *last = 0;
    size_t n, cap = 0;
    unsigned at = 0;
    int order;
    while ((s = in_line(f, &n))) {
        at++;
        if (last && ((order = order_texts(last, s, 1)) > 0 || (order == 0 && unique))) {
            trouble = 1;
            if (check == 'C')
                exit(1);
            diex("%s:%u: disorder: %s", f->name, at, s);
        }
        if (n >= cap)
            last = resize(last, cap = n + 64);
        memcpy(last, s, n + 1);
    }
}

static int flag_of(int c)
{
    static const char letters[] = "bdfinrhgMVR";
    static const unsigned short values[] = {BLANKS, DICTIONARY, FOLD, PRINTING, NUMERIC, REVERSE, HUMAN, GENERAL, MONTH, VERSION, RANDOM};
    const char *at = strchr(letters, c);
    return c && at ? values[at - letters] : 0;
}

static const char *bad_key;

static unsigned field_number(char **s)
{
    unsigned n;
    if (!isdigit(**s))
        diex("invalid number at field start: invalid count at start of '%s'", *s);
    n = strtoul(*s, s, 10);
    return n;
}

/* F[.C][OPTS][,F[.C][OPTS]] */
static void add_key(char *s)
{
    struct key *k = need(sizeof *k), **end = &keys;
    int flag;
    memset(k, 0, sizeof *k);
    bad_key = s;
    k->field = field_number(&s);
    if (k->field-- == 0)
        diex("field number is zero: invalid field specification '%s'", bad_key);
    if (*s == '.') {
        s++;
        k->byte = field_number(&s);
        if (k->byte-- == 0)
            diex("character offset is zero: invalid field specification '%s'", bad_key);
    }
    for (; (flag = flag_of(*s)); s++)
        k->flags |= flag;
    k->end_field = -1;
    if (*s == ',') {
        s++;
        k->end_field = field_number(&s);
        if (k->end_field-- == 0)
            diex("field number is zero: invalid field specification '%s'", bad_key);
        if (*s == '.') {
            s++;
            k->end_byte = field_number(&s);
        }
        for (; (flag = flag_of(*s)); s++) {
            if (flag == BLANKS)
                k->end_blanks = 1;
            else
                k->flags |= flag;
        }
    }
    if (*s)
        diex("stray character in field spec: invalid field specification '%s'", bad_key);
    while (*end)
        end = &(*end)->next;
    *end = k;
}

/* A key without letters of its own has the global ones. */
static void settle_keys(void)
{
    struct key *k;
    if (!keys) {
        whole.flags = flags;
        keys = &whole;
        return;
    }
    for (k = keys; k; k = k->next)
        if (!k->flags && !k->end_blanks) {
            k->flags = flags;
            k->end_blanks = flags & BLANKS;
        }
}

/* The first of the words that `argument` begins, as the letter of the same place. */
static int letter_of(const char *const *words, const char *letters, const char *option)
{
    for (; *words; words++, letters++)
        if (strncmp(*words, argument, strlen(argument)) == 0)
            return *letters;
    complainx("invalid argument '%s' for '--%s'", argument, option);
    usage();
    return 0;
}

static int order_named(void)
{
    static const char *const words[] = {"general-numeric", "human-numeric", "month", "numeric", "random", "version", 0};
    return letter_of(words, "ghMnRV", "sort");
}

static int check_named(void)
{
    static const char *const words[] = {"quiet", "silent", "diagnose-first", 0};
    return argument ? letter_of(words, "CCc", "check") : 'c';
}

static void set_separator(void)
{
    if (!*argument)
        diex("empty tab");
    if (strcmp(argument, "\\0") == 0)
        argument = "";
    if (*argument && argument[1])
        diex("multi-character tab '%s'", argument);
    separator = *argument;
}

static void options(char **argv)
{
    int c;
    while ((c = option(argv, "b(ignore-leading-blanks)c\1?(check)Cd(dictionary-order)f(ignore-case)g(general-numeric-sort)h(human-numeric-sort)"
                             "i(ignore-nonprinting)k:(key)M(month-sort)m(merge)n(numeric-sort)o:(output)R(random-sort)r(reverse)\2:(sort)"
                             "s(stable)S:(buffer-size)T:(temporary-directory)t:(field-separator)u(unique)V(version-sort)z(zero-terminated)"
                             "\3:(parallel)(batch-size)(compress-program)"))
           >= 0)
        switch (c) {
        case 'c':
        case 'C': check = c; break;
        case 1: check = check_named(); break;
        case 2: flags |= flag_of(order_named()); break;
        case 'k': add_key(argument); break;
        case 'm': merging = 1; break;
        case 'o': output = argument; break;
        case 's': stable = 1; break;
        case 3:
        case 'S': break;
        case 'T': setenv("TMPDIR", argument, 1); break;
        case 't': set_separator(); break;
        case 'u': unique = 1; break;
        case 'z': line_end = 0; break;
        default: flags |= flag_of(c);
        }
}

int main(int argc, char **argv)
{
    (void)argc;
    trouble = 2;
    options(argv);
    settle_keys();
    if (check) {
        if (operands[0] && operands[1])
            diex("extra operand '%s' not allowed with -%c", operands[1], check);
        each_file(operands, check_order);
        return status;
    }
    if (merging) {
        merge_files(operands);
        return finish();
    }
    each_file(operands, read_lines);
    if (!run_count) {
        open_output();
        put_lines();
        return finish();
    }
    if (lines)
        spill();
    free(input.buf);
    open_output();
    merge_runs();
    return finish();
}
