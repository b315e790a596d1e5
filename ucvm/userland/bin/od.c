/* od: bytes in octal and other forms. */
#include <ctype.h>
#include <tool.h>

const char *prog = "od", *synopsis = "[-bcdosvx] [-A d|o|x|n] [-j skip] [-N count] [-t type[size][z]]... [file...]";
enum { MOST = 8 };

/* letter a c d o u x, bytes a unit, cells a unit takes, whether the text follows. */
static struct form {
    char letter, size, width, text;
} forms[MOST];
static int form_count, address = 'o', every, have, same, starred;
static unsigned skip, left = -1, offset;
static unsigned char line[16], before[16];

static void add(int letter, int size, int text)
{
    static const char octal[] = {0, 3, 6, 0, 11}, decimal[] = {0, 3, 5, 0, 10}, signed_width[] = {0, 4, 6, 0, 11};
    struct form *f = forms + form_count;
    if (form_count++ == MOST)
        diex("too many types");
    f->letter = letter;
    f->size = size;
    f->text = text;
    f->width = letter == 'a' || letter == 'c' ? 3 : letter == 'o' ? octal[size] : letter == 'x' ? 2 * size
        : letter == 'u' ? decimal[size] : signed_width[size];
}

static void types(const char *s)
{
    const char *all = s;
    int letter, size;
    while (*s) {
        letter = *s++;
        if (!strchr("acdoux", letter))
            diex("invalid character '%c' in type string '%s'", letter, all);
        size = letter == 'a' || letter == 'c' ? 1 : 4;
        if (size == 4 && isdigit(*s))
            size = *s++ - '0';
        else if (size == 4 && *s && strchr("CSIL", *s))
            size = *s == 'C' ? 1 : *s == 'S' ? 2 : 4, s++;
        if (size != 1 && size != 2 && size != 4)
            diex("invalid type string '%s';\nthis system doesn't provide a %d-byte integral type", all, size);
        add(letter, size, *s == 'z');
        s += *s == 'z';
    }
}

static void character(char *s, int c, int named)
{
    static const char names[] = "nulsohstxetxeotenqackbel bs ht nl vt ff cr so sidledc1dc2dc3dc4naksynetbcan emsubesc fs gs rs us sp";
    static const char escapes[] = "\0\a\b\f\n\r\t\v", letters[] = "0abfnrtv";
    const char *at;
    if (named) {
        c &= 127;
        if (c <= 32)
            sprintf(s, "%.3s", names + 3 * c);
        else
            sprintf(s, c == 127 ? "del" : "%c", c);
    } else if ((at = memchr(escapes, c, 8)))
        sprintf(s, "\\%c", letters[at - escapes]);
    else
        sprintf(s, c < 32 || c >= 127 ? "%03o" : "%c", c);
}

static void unit(const struct form *f, int i, int cell)
{
    char text[16];
    unsigned n = 0;
    int j, bits = 8 * f->size;
    for (j = f->size; j-- > 0;)
        n = n << 8 | (i + j < have ? line[i + j] : 0);
    if (f->letter == 'a' || f->letter == 'c')
        character(text, n, f->letter == 'a');
    else if (f->letter == 'd')
        sprintf(text, "%d", (int)(n << (32 - bits)) >> (32 - bits));
    else if (f->letter == 'u')
        sprintf(text, "%u", n);
    else
        sprintf(text, f->letter == 'o' ? "%0*o" : "%0*x", f->width, n);
    outpad(cell - (int)strlen(text));
    outs(text);
}

/* All forms of a line are as wide as the widest; what others have left goes before their cells, most to the left. */
static int cell_width(const struct form *f, int cell)
{
    int i, cells = 16 / f->size, left = 0, n;
    for (i = 0; i < form_count; i++) {
        n = (forms[i].width + 1) * (16 / forms[i].size) - (f->width + 1) * cells;
        if (n > left)
            left = n;
    }
    return f->width + 1 + left * (cells - cell) / cells - left * (cells - cell - 1) / cells;
}

static void put_address(void)
{
    if (address != 'n')
        outf(address == 'o' ? "%07o" : address == 'd' ? "%07u" : "%06x", offset);
}

static void put_line(void)
{
    int i, j;
    if (have == 16 && same && !every && memcmp(line, before, 16) == 0) {
        if (!starred)
            outs("*\n");
        starred = 1;
    } else {
        for (i = 0; i < form_count; i++) {
            if (i == 0)
                put_address();
            else if (address != 'n')
                outpad(address == 'x' ? 6 : 7);
            for (j = 0; j < have; j += forms[i].size)
                unit(forms + i, j, cell_width(forms + i, j / forms[i].size));
            if (forms[i].text) {
                for (; j < 16; j += forms[i].size)
                    outpad(cell_width(forms + i, j / forms[i].size));
                outs("  >");
                for (j = 0; j < have; j++)
                    outc(line[j] >= 32 && line[j] < 127 ? line[j] : '.');
                outc('<');
            }
            outc('\n');
        }
        starred = 0;
    }
    memcpy(before, line, 16);
    same = have == 16;
    offset += have;
    have = 0;
}

static void bytes(struct in *f)
{
    int c;
    while (left > 0 && (c = in_char(f)) >= 0) {
        if (skip > 0) {
            skip--;
            offset++;
            continue;
        }
        line[have++] = c;
        left--;
        if (have == 16)
            put_line();
    }
}

static unsigned count(const char *s)
{
    char *end;
    unsigned n;
    if (s[0] != '0')
        return number(s, "count");
    n = strtoul(s, &end, 0);
    if (*end)
        diex("invalid count: '%s'", s);
    return n;
}

int main(int argc, char **argv)
{
    int c;
    (void)argc;
    while ((c = option(argv, "A:(address-radix)abcdj:(skip-bytes)N:(read-bytes)ost:(format)v(output-duplicates)w?x")) >= 0)
        switch (c) {
        case 'A':
            address = *argument;
            if (!strchr("doxn", address) || argument[1])
                diex("invalid output address radix '%s'; it must be one character from [doxn]", argument);
            break;
        case 'a': add('a', 1, 0); break;
        case 'b': add('o', 1, 0); break;
        case 'c': add('c', 1, 0); break;
        case 'd': add('u', 2, 0); break;
        case 'j': skip = count(argument); break;
        case 'N': left = count(argument); break;
        case 'o': add('o', 2, 0); break;
        case 's': add('d', 2, 0); break;
        case 't': types(argument); break;
        case 'v': every = 1; break;
        case 'x': add('x', 2, 0); break;
        }
    if (!form_count)
        add('o', 2, 0);
    each_input(operands, bytes);
    if (have)
        put_line();
    put_address();
    if (address != 'n')
        outc('\n');
    return finish();
}
