/* xxd: bytes as hexadecimal digits, and back with -r. -p is digits alone, -b bits, -e words that begin with their lowest byte, -i an array in C. -c is
 * the bytes of a line, -g of a group, -l how many in all; -s begins there (from the end, if negative), -o is added to the offsets, which -d
 * shows in decimal; -u has capital letters, -a shows lines of zeros as one star, -n names the array, -C in capitals. */
#include <ctype.h>
#include <tool.h>

const char *prog = "xxd", *synopsis = "[-abCdeipru] [-c columns] [-g bytes] [-l length] [-n name] [-o offset] [-s seek] [infile [outfile]]";

enum { MOST_COLUMNS = 256 };
static int skipping, bits, capital_name, decimal, little, as_array, plain, reverse, upper;
static unsigned columns, group, offset;
static int has_columns, has_group;
static long seek, length = -1;
static const char *array_name;

static const char *digits(void)
{
    return upper ? "0123456789ABCDEF" : "0123456789abcdef";
}

static long signed_number(const char *s, const char *what)
{
    char *end;
    long n = strtol(s, &end, 0);
    if (!*s || *end)
        diex("invalid %s: '%s'", what, s);
    return n;
}

static void put_byte(int c)
{
    int i;
    if (bits)
        for (i = 7; i >= 0; i--)
            outc('0' + (c >> i & 1));
    else {
        outc(digits()[c >> 4]);
        outc(digits()[c & 15]);
    }
}

/* The column of the hexadecimal part behind byte i of a line, from 0. */
static unsigned width_of(unsigned n)
{
    unsigned each = bits ? 8 : 2;
    return n * each + (group ? (n - 1) / group + 1 : 0);
}

static void put_group(const unsigned char *line, unsigned from, unsigned n)
{
    unsigned i, at;
    for (i = 0; i < group && from + i < columns; i++) {
        at = little ? from + group - 1 - i : from + i;
        if (at < n)
            put_byte(line[at]);
        else if (little || from + i < n)
            outs("  ");
    }
}

static void put_line(unsigned at, const unsigned char *line, unsigned n)
{
    unsigned i, used;
    outf(decimal ? "%08u:" : "%08x:", at + offset);
    if (group == 0)
        outc(' ');
    for (i = 0; i < n; i += group ? group : 1)
        if (group) {
            outc(' ');
            put_group(line, i, n);
        } else
            put_byte(line[i]);
    used = little && group ? (n + group - 1) / group * (group * 2 + 1) : width_of(n) + !group;
    outpad(width_of(columns) + !group - used + 2);
    for (i = 0; i < n; i++)
        outc(isprint(line[i]) ? line[i] : '.');
    outc('\n');
}

static int zeros(const unsigned char *line, unsigned n)
{
    unsigned i;
    for (i = 0; i < n; i++)
        if (line[i])
            return 0;
    return n == columns;
}

static struct in input;

/* Up to n bytes; how many. */
static unsigned get(unsigned char *line, unsigned n)
{
    unsigned got = 0;
    int c;
    while (got < n && length != 0 && (c = in_char(&input)) >= 0) {
        line[got++] = c;
        if (length > 0)
            length--;
    }
    return got;
}

/* n lines of zeros that end at `at`: more than one are a star. */
static void put_zeros(unsigned at, unsigned n)
{
    static const unsigned char line[MOST_COLUMNS];
    if (n == 1)
        put_line(at - columns, line, columns);
    else if (n > 1)
        outs("*\n");
}

/* A run of lines of zeros shows its first; the last line of all is always shown. */
static void dump(unsigned at)
{
    unsigned char line[MOST_COLUMNS];
    unsigned n, empty = 0;
    for (; (n = get(line, columns)); at += n)
        if (!skipping || !zeros(line, n)) {
            if (empty)
                put_zeros(at, empty - 1);
            empty = 0;
            put_line(at, line, n);
        } else if (empty++ == 0)
            put_line(at, line, n);
    if (empty > 1) {
        put_zeros(at - columns, empty - 2);
        put_zeros(at, 1);
    }
}

static void dump_plain(void)
{
    unsigned char line[MOST_COLUMNS];
    unsigned n, i;
    while ((n = get(line, columns ? columns : MOST_COLUMNS))) {
        for (i = 0; i < n; i++)
            put_byte(line[i]);
        if (columns)
            outc('\n');
    }
    if (!columns)
        outc('\n');
}

static void put_name(const char *s)
{
    if (isdigit(*s))
        outs("__");
    for (; *s; s++)
        outc(!isalnum(*s) ? '_' : capital_name ? toupper(*s) : *s);
}

static void dump_array(void)
{
    unsigned char byte;
    unsigned n = 0;
    if (array_name) {
        outs("unsigned char ");
        put_name(array_name);
        outs("[] = {\n");
    }
    for (; get(&byte, 1); n++) {
        outs(n == 0 ? "  " : n % columns ? ", " : ",\n  ");
        outs(upper ? "0X" : "0x");
        put_byte(byte);
    }
    if (n)
        outc('\n');
    if (!array_name)
        return;
    outs("};\nunsigned int ");
    put_name(array_name);
    outs(capital_name ? "_LEN" : "_len");
    outf(" = %u;\n", n);
}

/* ---- reverse */

static int value_of(int c)
{
    return isdigit(c) ? c - '0' : isxdigit(c) ? (c | 32) - 'a' + 10 : -1;
}

static void undump_plain(void)
{
    int c, high = -1, value;
    while ((c = in_char(&input)) >= 0) {
        value = value_of(c);
        if (value < 0)
            continue;
        if (high >= 0) {
            outc(high << 4 | value);
            high = -1;
        } else
            high = value;
    }
}

/* Moves on in the output: zeros where it cannot be moved in. */
static void go_to(unsigned to, unsigned *at)
{
    if (to == *at)
        return;
    outflush();
    if (lseek(1, to, SEEK_SET) != (off_t)-1)
        *at = to;
    else if (to < *at)
        diex("sorry, cannot seek backwards.");
    for (; *at < to; ++*at)
        outc(0);
}

/* "OFFSET: digits, at most `columns` bytes, then two blanks and characters". */
static void undump(void)
{
    char *s;
    size_t n;
    unsigned at = 0, count;
    int high, low;
    while ((s = in_line(&input, &n))) {
        go_to(strtoul(s, &s, 16) + seek, &at);
        if (*s == ':')
            s++;
        for (count = 0; count < columns; count++) {
            while (*s == ' ' && s[1] != ' ')
                s++;
            if ((high = value_of(*s)) < 0 || (low = value_of(s[1])) < 0)
                break;
            outc(high << 4 | low);
            s += 2;
            at++;
        }
    }
}

static void open_files(void)
{
    struct stat st;
    const char *name = *operands ? *operands : "-";
    if (operands[0] && operands[1] && strcmp(operands[1], "-") != 0) {
        close(1);
        if (open(operands[1], O_WRONLY | O_CREAT | (reverse ? 0 : O_TRUNC), 0666) != 1)
            die("%s", operands[1]);
    }
    if (in_open(&input, name) < 0)
        exit(2);
    if (as_array && !array_name && strcmp(name, "-") != 0)
        array_name = name;
    if (reverse || !seek)
        return;
    if (seek < 0 && fstat(input.fd, &st) == 0)
        seek += st.st_size;
    if (seek < 0)
        diex("sorry cannot seek.");
    if (lseek(input.fd, seek, SEEK_SET) == (off_t)-1)
        for (long i = 0; i < seek && in_char(&input) >= 0; i++)
            ;
}

static void settings(char **argv)
{
    int c;
    while ((c = option(argv, "abCc:(cols)deg:(groupsize)il:(len)n:(name)o:prs:u")) >= 0)
        switch (c) {
        case 'a': skipping = 1; break;
        case 'b': bits = 1; break;
        case 'C': capital_name = 1; break;
        case 'c': columns = signed_number(argument, "number of columns"); has_columns = 1; break;
        case 'd': decimal = 1; break;
        case 'e': little = 1; break;
        case 'g': group = signed_number(argument, "group size"); has_group = 1; break;
        case 'i': as_array = 1; break;
        case 'l': length = signed_number(argument, "length"); break;
        case 'n': array_name = argument; break;
        case 'o': offset = signed_number(argument, "offset"); break;
        case 'p': plain = 1; break;
        case 'r': reverse = 1; break;
        case 's': seek = signed_number(argument + (*argument == '+'), "offset"); break;
        case 'u': upper = 1; break;
        }
    if (!has_columns)
        columns = plain ? 30 : as_array ? 12 : bits ? 6 : 16;
    if (!has_group)
        group = bits ? 1 : little ? 4 : 2;
    if (columns > MOST_COLUMNS || (columns == 0 && !plain))
        diex("invalid number of columns (max. %d).", MOST_COLUMNS);
}

int main(int argc, char **argv)
{
    (void)argc;
    settings(argv);
    open_files();
    if (reverse)
        plain ? undump_plain() : undump();
    else if (plain)
        dump_plain();
    else if (as_array)
        dump_array();
    else
        dump(seek);
    return finish();
}
