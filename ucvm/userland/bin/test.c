/* test, [: evaluate a condition. */
#include <ctype.h>
#include <tool.h>

const char *prog = "test", *synopsis = "[expression]";
static char **word, **stop;

static int or_list(void);

static int integer(const char *text)
{
    const char *s = text;
    char *end;
    long n;
    while (isspace(*s))
        s++;
    n = strtol(s, &end, 10);
    while (isspace(*end))
        end++;
    if (end == s || *end)
        diex("invalid integer '%s'", text);
    return n;
}

static int is_binary(const char *s)
{
    static const char *const operators[] = {"=", "==", "!=", "<", ">", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-nt", "-ot", "-ef"};
    unsigned i;
    for (i = 0; i < sizeof operators / sizeof *operators; i++)
        if (strcmp(s, operators[i]) == 0)
            return i + 1;
    return 0;
}

static int files(const char *a, int op, const char *b)
{
    struct stat first, second;
    int one = stat(a, &first) == 0, two = stat(b, &second) == 0;
    if (op == 'e')
        return one && two && first.st_ino == second.st_ino && first.st_dev == second.st_dev;
    if (!one || !two)
        return op == 'n' ? one && !two : two && !one;
    if (first.st_mtime == second.st_mtime)
        return op == 'n' ? first.st_mtime_nsec > second.st_mtime_nsec : first.st_mtime_nsec < second.st_mtime_nsec;
    return op == 'n' ? first.st_mtime > second.st_mtime : first.st_mtime < second.st_mtime;
}

static int binary(const char *a, const char *op, const char *b)
{
    int which = is_binary(op), n, m;
    switch (which) {
    case 1:
    case 2: return strcmp(a, b) == 0;
    case 3: return strcmp(a, b) != 0;
    case 4: return strcmp(a, b) < 0;
    case 5: return strcmp(a, b) > 0;
    case 12: return files(a, 'n', b);
    case 13: return files(a, 'o', b);
    case 14: return files(a, 'e', b);
    }
    n = integer(a), m = integer(b);
    switch (which) {
    case 6: return n == m;
    case 7: return n != m;
    case 8: return n < m;
    case 9: return n <= m;
    case 10: return n > m;
    }
    return n >= m;
}

static int unary(int op, const char *s)
{
    struct stat st;
    switch (op) {
    case 'n': return *s != 0;
    case 'z': return *s == 0;
    case 't': return isatty(integer(s));
    case 'r': return access(s, R_OK) == 0;
    case 'w': return access(s, W_OK) == 0;
    case 'x': return access(s, X_OK) == 0;
    case 'h':
    case 'L': return lstat(s, &st) == 0 && S_ISLNK(st.st_mode);
    }
    if (stat(s, &st) < 0)
        return 0;
    switch (op) {
    case 'b': return S_ISBLK(st.st_mode);
    case 'c': return S_ISCHR(st.st_mode);
    case 'd': return S_ISDIR(st.st_mode);
    case 'f': return S_ISREG(st.st_mode);
    case 'g': return (st.st_mode & S_ISGID) != 0;
    case 'G': return st.st_gid == getegid();
    case 'k': return (st.st_mode & S_ISVTX) != 0;
    case 'O': return st.st_uid == geteuid();
    case 'p': return S_ISFIFO(st.st_mode);
    case 's': return st.st_size > 0;
    case 'S': return S_ISSOCK(st.st_mode);
    case 'u': return (st.st_mode & S_ISUID) != 0;
    }
    return 1;
}

static int is_unary(const char *s)
{
    return s[0] == '-' && s[1] && !s[2] && strchr("nztrwxhLbcdfegGkOpsSu", s[1]);
}

static const char *take(void)
{
    if (word == stop)
        diex("missing argument after '%s'", stop[-1]);
    return *word++;
}

static int primary(void)
{
    const char *s;
    int left = stop - word, result;
    s = take();
    if (left >= 3 && is_binary(*word)) {
        const char *op = *word++;
        return binary(s, op, *word++);
    }
    if (left > 1 && strcmp(s, "!") == 0)
        return !primary();
    if (left > 1 && strcmp(s, "(") == 0) {
        result = or_list();
        if (word == stop || strcmp(*word, ")") != 0)
            diex(word == stop ? "')' expected" : "')' expected, found %s", *word);
        word++;
        return result;
    }
    if (left > 1 && is_unary(s))
        return unary(s[1], *word++);
    return *s != 0;
}

static int and_list(void)
{
    int result = primary();
    while (word < stop && strcmp(*word, "-a") == 0) {
        word++;
        result &= primary();
    }
    return result;
}

static int or_list(void)
{
    int result = and_list();
    while (word < stop && strcmp(*word, "-o") == 0) {
        word++;
        result |= and_list();
    }
    return result;
}

/* Up to four words the number of words decides (POSIX); beyond, precedence does. */
static int decide(int n)
{
    int result;
    if (n == 0)
        return 0;
    if (n == 1)
        return **word++ != 0;
    if (n == 3 && is_binary(word[1])) {
        word += 3;
        return binary(word[-3], word[-2], word[-1]);
    }
    if (n > 1 && n <= 4 && strcmp(*word, "!") == 0) {
        word++;
        return !decide(n - 1);
    }
    if ((n == 3 || n == 4) && strcmp(word[0], "(") == 0 && strcmp(word[n - 1], ")") == 0) {
        word++;
        result = decide(n - 2);
        word++;
        return result;
    }
    if (n == 2 && !is_unary(*word))
        diex("'%s': unary operator expected", *word);
    return or_list();
}

int main(int argc, char **argv)
{
    int result;
    size_t n = strlen(argv[0]);
    trouble = 2;
    if (n > 0 && argv[0][n - 1] == '[') {
        prog = "[";
        if (strcmp(argv[--argc], "]") != 0)
            diex("missing ']'");
    }
    word = argv + 1;
    stop = argv + argc;
    result = decide(argc - 1);
    if (word < stop)
        diex("extra argument '%s'", *word);
    return !result;
}
