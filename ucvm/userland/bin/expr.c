/* expr: evaluate an expression of words. */
#include <ctype.h>
#include <regex.h>
#include <tool.h>

const char *prog = "expr", *synopsis = "expression";
static char **word;
/* Above 0: what is evaluated does not count, and makes no errors. */
static int unused;

static const char *or_level(void);

static const char *text_of(long n)
{
    char *s = need(16);
    sprintf(s, "%ld", n);
    return s;
}

static int integer(const char *s, long *n)
{
    char *end;
    *n = strtol(s, &end, 10);
    return *s && !isspace(*s) && *s != '+' && !*end;
}

static long number_of(const char *s)
{
    long n;
    if (!integer(s, &n)) {
        if (!unused)
            diex("non-integer argument");
        n = 0;
    }
    return n;
}

static int is_null(const char *s)
{
    long n;
    return !*s || (integer(s, &n) && n == 0);
}

static int next_is(const char *s)
{
    if (!*word || strcmp(*word, s) != 0)
        return 0;
    word++;
    return 1;
}

static const char *take(void)
{
    if (!*word)
        diex("syntax error: missing argument after '%s'", word[-1]);
    return *word++;
}

/* s : pattern, anchored: the group's text, or how long the match is. */
static const char *match(const char *s, const char *pattern)
{
    regex_t re;
    regmatch_t m[2];
    char *copy, reason[64];
    int error = regcomp(&re, pattern, 0);
    if (error) {
        regerror(error, &re, reason, sizeof reason);
        diex("%s", reason);
    }
    m[0].rm_so = m[1].rm_so = -1;
    if (regexec(&re, s, 2, m, 0) != 0 || m[0].rm_so != 0)
        return re.re_nsub ? "" : "0";
    if (!re.re_nsub)
        return text_of(m[0].rm_eo);
    if (m[1].rm_so < 0)
        return "";
    copy = need(m[1].rm_eo - m[1].rm_so + 1);
    memcpy(copy, s + m[1].rm_so, m[1].rm_eo - m[1].rm_so);
    copy[m[1].rm_eo - m[1].rm_so] = 0;
    return copy;
}

static const char *substring(const char *s, long from, long n)
{
    char *copy;
    long length = strlen(s);
    if (from < 1 || n < 1 || from > length)
        return "";
    if (n > length - from + 1)
        n = length - from + 1;
    copy = need(n + 1);
    memcpy(copy, s + from - 1, n);
    copy[n] = 0;
    return copy;
}

static const char *primary(void)
{
    const char *s, *t;
    long n;
    if (next_is("(")) {
        s = or_level();
        if (!next_is(")"))
            diex(*word ? "syntax error: expecting ')' instead of '%s'" : "syntax error: expecting ')' after '%s'", *word ? *word : word[-1]);
        return s;
    }
    if (next_is("+"))
        return take();
    if (next_is("length"))
        return text_of(strlen(primary()));
    if (next_is("match")) {
        s = primary();
        return match(s, primary());
    }
    if (next_is("index")) {
        s = primary();
        t = primary();
        n = strcspn(s, t);
        return s[n] ? text_of(n + 1) : "0";
    }
    if (next_is("substr")) {
        s = primary();
        n = number_of(primary());
        return substring(s, n, number_of(primary()));
    }
    if (*word && strcmp(*word, ")") == 0)
        diex("syntax error: unexpected ')'");
    return take();
}

static const char *match_level(void)
{
    const char *s = primary();
    while (next_is(":"))
        s = match(s, primary());
    return s;
}

static const char *product(void)
{
    const char *s = match_level();
    long a, b;
    int op;
    while (*word && strlen(*word) == 1 && strchr("*/%", **word)) {
        op = **word++;
        a = number_of(s);
        b = number_of(match_level());
        if (op != '*' && b == 0) {
            if (!unused)
                diex("division by zero");
            b = 1;
        }
        s = text_of(op == '*' ? a * b : op == '/' ? a / b : a % b);
    }
    return s;
}

static const char *sum(void)
{
    const char *s = product();
    long a, b;
    int op;
    while (*word && (strcmp(*word, "+") == 0 || strcmp(*word, "-") == 0)) {
        op = **word++;
        a = number_of(s);
        b = number_of(product());
        s = text_of(op == '+' ? a + b : a - b);
    }
    return s;
}

static int operator(void)
{
    static const char *const names[] = {"=", "==", "!=", "<", "<=", ">", ">="};
    int i;
    for (i = 0; i < 7; i++)
        if (next_is(names[i]))
            return i + 1;
    return 0;
}

static const char *comparison(void)
{
    const char *s = sum(), *t;
    int op, order;
    long a, b;
    while ((op = operator())) {
        t = sum();
        if (integer(s, &a) && integer(t, &b))
            order = a < b ? -1 : a > b;
        else
            order = strcmp(s, t);
        s = (op <= 2 ? order == 0 : op == 3 ? order != 0 : op == 4 ? order < 0 : op == 5 ? order <= 0 : op == 6 ? order > 0 : order >= 0) ? "1" : "0";
    }
    return s;
}

static const char *and_level(void)
{
    const char *s = comparison(), *t;
    int null;
    while (next_is("&")) {
        unused += null = is_null(s);
        t = comparison();
        unused -= null;
        if (null || is_null(t))
            s = "0";
    }
    return s;
}

static const char *or_level(void)
{
    const char *s = and_level(), *t;
    int full;
    while (next_is("|")) {
        unused += full = !is_null(s);
        t = and_level();
        unused -= full;
        if (!full)
            s = is_null(t) ? "0" : t;
    }
    return s;
}

int main(int argc, char **argv)
{
    const char *s;
    (void)argc;
    trouble = 2;
    word = argv + 1;
    if (*word && strcmp(*word, "--") == 0)
        word++;
    if (!*word)
        misuse("missing operand");
    s = or_level();
    if (*word)
        diex("syntax error: unexpected argument '%s'", *word);
    outs(s);
    outc('\n');
    finish();
    return is_null(s);
}
