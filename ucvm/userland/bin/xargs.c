/* xargs: run a command with arguments from input. */
#include <ctype.h>
#include <tool.h>

const char *prog = "xargs", *synopsis = "[-0rt] [-a file] [-d char] [-E end] [-I text | -L lines | -n count] [-s bytes] [command [argument...]]";
enum { WORDS = 120 };
static struct in input = {0, 1, 0, "standard input", 0, 0, 0, 0};
static char buf[2048], *words[WORDS + 1];
static unsigned most_words = WORDS, most_lines, room = sizeof buf;
static int delimiter = -1, trace, only_if_any, fixed, count, result;
static size_t used;
static const char *replace, *end_word;

static void execute(char **command)
{
    char **s;
    int code;
    if (trace) {
        for (s = command; *s; s++)
            dprintf(2, s == command ? "%s" : " %s", *s);
        writeall(2, "\n", 1);
    }
    code = run(command);
    if (code == 126 || code == 127)
        exit(code);
    if (code == 255) {
        trouble = 124;
        diex("%s: exited with status 255; aborting", *command);
    }
    if (code >= 128)
        exit(125);
    if (code)
        result = 123;
}

static void put(int c)
{
    if (used + 1 >= room)
        diex("argument line too long");
    buf[used++] = c;
}

/* A word into buf: 1; 2 if its line ended with it; 0 at the end of input. Blanks part words, quotes and backslashes protect. */
static int next_word(char **start)
{
    int c, quote = 0, some = 0;
    *start = buf + used;
    for (;;) {
        c = in_char(&input);
        if (c < 0) {
            if (quote)
                diex("unmatched %s quote; by default quotes are special to xargs unless you use the -0 option", quote == '"' ? "double" : "single");
            if (!some)
                return 0;
            break;
        }
        if (delimiter >= 0) {
            if (c == delimiter)
                break;
            put(c);
            some = 1;
            continue;
        }
        if (quote) {
            if (c == quote)
                quote = 0;
            else
                put(c);
            continue;
        }
        if (c == '\n' || (!replace && isspace(c))) {
            if (some)
                break;
            continue;
        }
        if (replace && !some && isspace(c))
            continue;
        some = 1;
        if (c == '"' || c == '\'')
            quote = c;
        else
            put(c == '\\' && (c = in_char(&input)) < 0 ? '\\' : c);
    }
    put(0);
    return c == '\n' ? 2 : 1;
}

/* s with every `replace` changed to the word. */
static char *replaced(const char *s, const char *word)
{
    const char *at;
    size_t n = strlen(replace), m = strlen(word), have = 0;
    char *made = need(strlen(s) + 1 + (strlen(s) / n + 1) * m);
    for (; (at = strstr(s, replace)); s = at + n) {
        memcpy(made + have, s, at - s);
        have += at - s;
        memcpy(made + have, word, m);
        have += m;
    }
    strcpy(made + have, s);
    return made;
}

static void each_word(char **command)
{
    char *word, *made[WORDS + 1];
    int i;
    while (used = 0, next_word(&word)) {
        for (i = 0; command[i]; i++)
            made[i] = replaced(command[i], word);
        made[i] = 0;
        execute(made);
        while (i-- > 0)
            free(made[i]);
    }
}

static void batch(void)
{
    words[count] = 0;
    execute(words);
    count = fixed;
    used = 0;
}

static void batches(void)
{
    char *word;
    unsigned lines = 0;
    int kind, ran = 0;
    while ((kind = next_word(&word))) {
        if (end_word && strcmp(word, end_word) == 0)
            break;
        if (used > room / 2 && count > fixed) {
            char *kept = word;
            size_t n = strlen(kept) + 1;
            batch();
            memmove(buf, kept, n);
            word = buf;
            used = n;
        }
        words[count++] = word;
        lines += kind == 2;
        ran = 1;
        if (count == WORDS || (unsigned)(count - fixed) == most_words || (most_lines && lines == most_lines)) {
            batch();
            lines = 0;
        }
    }
    if (count > fixed || (!ran && !only_if_any))
        batch();
}

static unsigned at_least_one(int letter)
{
    unsigned n;
    if (argument[strspn(argument, "0123456789")] || !*argument)
        misuse("invalid number \"%s\" for -%c option", argument, letter);
    n = strtoul(argument, 0, 10);
    if (n == 0)
        misuse("value %s for -%c option should be >= 1", argument, letter);
    return n;
}

int main(int argc, char **argv)
{
    static char *standard[] = {"echo", 0};
    const char *from = "-";
    int c;
    (void)argc;
    cannot_run = "%s";
    while ((c = option(argv, "+0(null)a:(arg-file)d:(delimiter)E:I:i?(replace)L:l?(max-lines)n:(max-args)P:(max-procs)r(no-run-if-empty)s:(max-chars)t(verbose)x")) >= 0)
        switch (c) {
        case '0': delimiter = 0; break;
        case 'a': from = argument; break;
        case 'd':
            delimiter = *argument;
            if (*argument == '\\') {
                const char *s = argument + 1;
                delimiter = unescape(&s);
            }
            break;
        case 'E': end_word = argument; break;
        case 'I': replace = argument; break;
        case 'i': replace = argument ? argument : "{}"; break;
        case 'L': most_lines = at_least_one(c); break;
        case 'l': most_lines = argument ? at_least_one(c) : 1; break;
        case 'n': most_words = at_least_one(c); break;
        case 'r': only_if_any = 1; break;
        case 's': room = at_least_one(c); break;
        case 't': trace = 1; break;
        }
    if (room > sizeof buf || room < 2)
        room = sizeof buf;
    if (!*operands)
        operands = standard;
    if (access(from, R_OK) < 0 && strcmp(from, "-") != 0)
        die("Cannot open input file '%s'", from);
    in_open(&input, from);
    if (!input.fd)
        input.name = "standard input";
    if (replace && *replace) {
        each_word(operands);
        return result;
    }
    for (; operands[fixed]; fixed++) {
        if (fixed == WORDS - 1)
            diex("argument list too long");
        words[fixed] = operands[fixed];
    }
    count = fixed;
    batches();
    return result ? result : status;
}
