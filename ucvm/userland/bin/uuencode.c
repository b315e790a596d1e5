/* uuencode: write bytes as printable text. The file, or standard input, gets a name and a mode in the first line; -m writes base64.
   Called as uudecode [-o file] [file...] it makes files of such text again: under the name in it, or another with -o, - for standard output. */
#include <tool.h>

const char *prog = "uuencode", *synopsis = "[-m] [file] name | uudecode [-o output] [file...]";
static const char base64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static int as_base64;

static int digit(unsigned n)
{
    n &= 63;
    return as_base64 ? base64[n] : n ? ' ' + n : '`';
}

static void put_group(const unsigned char *s, int n)
{
    outc(digit(s[0] >> 2));
    outc(digit(s[0] << 4 | s[1] >> 4));
    outc(as_base64 && n < 2 ? '=' : digit(s[1] << 2 | s[2] >> 6));
    outc(as_base64 && n < 3 ? '=' : digit(s[2]));
}

/* 45 bytes a line. */
static void encode(struct in *f)
{
    unsigned char line[48];
    int c = 0, n, i;
    while (c >= 0) {
        memset(line, 0, sizeof line);
        for (n = 0; n < 45 && (c = in_char(f)) >= 0; n++)
            line[n] = c;
        if (n == 0)
            break;
        if (!as_base64)
            outc(' ' + n);
        for (i = 0; i < n; i += 3)
            put_group(line + i, n - i);
        outc('\n');
    }
    outs(as_base64 ? "====\n" : "`\nend\n");
}

static int uuencode(char **argv)
{
    struct in f = {0};
    struct stat st;
    const char *name = "-";
    while (option(argv, "m(base64)") >= 0)
        as_base64 = 1;
    if (!*operands || (operands[1] && operands[2]))
        usage();
    if (operands[1])
        name = *operands++;
    if (in_open(&f, name) < 0)
        return 1;
    st.st_mode = 0666 & ~umask(0);
    if (operands[-1] == name && f.fd > 0)
        fstat(f.fd, &st);
    outf(as_base64 ? "begin-base64 %o " : "begin %o ", st.st_mode & 0777);
    outs(*operands);
    outc('\n');
    encode(&f);
    return finish();
}

static int value(int c)
{
    const char *at;
    if (!as_base64)
        return (c - ' ') & 63;
    at = c ? strchr(base64, c) : 0;
    return at ? at - base64 : -1;
}

/* Up to n bytes of four digits each three. */
static void decode_line(const char *s, int n)
{
    for (; n > 0 && s[0] && s[1]; s += 4, n -= 3) {
        int a = value(s[0]), b = value(s[1]), c = s[2] ? value(s[2]) : 0, d = s[2] && s[3] ? value(s[3]) : 0;
        if (a < 0 || b < 0)
            return;
        outc((a << 2 | b >> 4) & 255);
        if (n > 1 && c >= 0)
            outc((b << 4 | c >> 2) & 255);
        if (n > 2 && d >= 0 && c >= 0)
            outc((c << 6 | d) & 255);
        if (!s[2] || !s[3])
            return;
    }
}

/* The lines after the first up to the end. */
static void decode_body(struct in *f)
{
    char *line;
    size_t n;
    while ((line = in_line(f, &n))) {
        if (n > 0 && line[n - 1] == '\r')
            line[n - 1] = 0;
        if (as_base64) {
            if (strcmp(line, "====") == 0)
                return;
            decode_line(line, n / 4 * 3);
        } else if (strcmp(line, "end") == 0)
            return;
        else if (n > 0)
            decode_line(line + 1, value(*line));
    }
    complainx("%s: Short file", f->name);
}

static const char *output;

/* Output goes to the file; -1 after a complaint. */
static int direct(const char *name, int mode)
{
    int fd;
    if (output)
        name = output;
    if (strcmp(name, "-") == 0 || strcmp(name, "/dev/stdout") == 0)
        return 0;
    fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    if (fd < 0) {
        complain("%s", name);
        return -1;
    }
    fchmod(fd, mode & 0777);
    dup2(fd, 1);
    close(fd);
    return 0;
}

static void decode(struct in *f)
{
    char *line, *name;
    size_t n;
    long mode;
    do
        line = in_line(f, &n);
    while (line && strncmp(line, "begin ", 6) != 0 && strncmp(line, "begin-base64 ", 13) != 0);
    if (!line) {
        complainx("%s: No 'begin' line", f->name);
        return;
    }
    as_base64 = line[5] == '-';
    mode = strtol(strchr(line, ' '), &name, 8);
    if (*name++ != ' ' || !*name) {
        complainx("%s: No 'begin' line", f->name);
        return;
    }
    if (direct(name, mode) < 0)
        return;
    decode_body(f);
    outflush();
}

static int uudecode(char **argv)
{
    trouble = 2;
    while (option(argv, "o:(output-file)") >= 0)
        output = argument;
    each_input(operands, decode);
    return finish();
}

int main(int argc, char **argv)
{
    (void)argc;
    if (strcmp(base(argv[0]), "uudecode") != 0)
        return uuencode(argv);
    prog = "uudecode";
    return uudecode(argv);
}
