/* getopt: parse options for a shell script. It prints the words in order, options first, quoted for sh or, with -s, csh; -u as they are.
   The letters come from -o or the first operand, "+" before them to stop at the first operand, "-" to leave operands in place; -l has long names with commas
   between; a ":" after a name for an argument, "::" for one that may be missing. -a takes long names after one dash, -n is the name in
   messages, -q says none, -Q prints no words, -T tests whether this is such a getopt (status 4). */
#include <ctype.h>
#include <tool.h>

const char *prog = "getopt", *synopsis = "[-aqQTu] [-l names] [-n name] [-o letters] [-s shell] [--] letters-or-word word...";
enum { MOST = 64 };
static const char *letters, *name = "getopt";
static char *names[MOST];
static int name_count, one_dash, silent, mute, unquoted, for_csh, wrong;

/* The form takes the length of a word and the word. */
static void bad(const char *form, const char *word, int n)
{
    char text[200];
    wrong = 1;
    if (silent)
        return;
    writeall(2, text, snprintf(text, sizeof text, "%s: ", name));
    writeall(2, text, snprintf(text, sizeof text, form, n, word));
    writeall(2, "\n", 1);
}

/* What has to stand outside the quotes: for csh also blanks and exclamation marks; its newline is an escape within. */
static void put_quoted(const char *s)
{
    outc('\'');
    for (; *s; s++)
        if (for_csh && *s == '\n')
            outs("\\n");
        else if (*s == '\'' || (for_csh && (*s == '!' || isspace(*s)))) {
            outs("'\\");
            outc(*s);
            outc('\'');
        } else
            outc(*s);
    outc('\'');
}

static void put_word(const char *s)
{
    if (mute)
        return;
    outc(' ');
    if (unquoted)
        outs(s);
    else
        put_quoted(s);
}

static void put_option(const char *dashes, const char *s, int n)
{
    if (mute)
        return;
    outc(' ');
    outs(dashes);
    outm(s, n);
}

/* How many colons follow a name. */
static int colons(const char *s)
{
    return strspn(s, ":");
}

/* The long name that a word of n letters means: whole or the only one that begins so. NULL after a complaint. */
static const char *long_name(const char *word, int n)
{
    const char *found = 0;
    char others[200];
    int i, used = 0, many = 0;
    *others = 0;
    for (i = 0; i < name_count; i++) {
        int length = strcspn(names[i], ":");
        if (length < n || memcmp(names[i], word, n) != 0)
            continue;
        if (length == n)
            return names[i];
        many += found != 0;
        found = names[i];
        if (used < 150)
            used += snprintf(others + used, sizeof others - used, " '--%.*s'", length, names[i]);
    }
    if (many) {
        char form[240];
        snprintf(form, sizeof form, "option '--%%.*s' is ambiguous; possibilities:%s", others);
        bad(form, word, n);
        return 0;
    }
    if (!found)
        bad("unrecognized option '--%.*s'", word, strlen(word));
    return found;
}

/* An option by its long name, after its dashes; the words that follow. */
static char **take_long(char *word, char **rest)
{
    int n = strcspn(word, "="), length;
    const char *found = long_name(word, n);
    char *value = word[n] ? word + n + 1 : 0;
    if (!found)
        return rest;
    length = strcspn(found, ":");
    if (value && !colons(found + length)) {
        bad("option '--%.*s' doesn't allow an argument", found, length);
        return rest;
    }
    if (!value && colons(found + length) == 1 && !(value = *rest)) {
        bad("option '--%.*s' requires an argument", found, length);
        return rest;
    }
    put_option("--", found, length);
    if (colons(found + length))
        put_word(value ? value : "");
    return value && value == *rest ? rest + 1 : rest;
}

/* A group of letters; the words that follow. */
static char **take_letters(char *s, char **rest)
{
    for (; *s; s++) {
        const char *letter = *s == ':' ? 0 : strchr(letters, *s);
        char *value = s[1] ? s + 1 : 0;
        if (!letter) {
            bad("invalid option -- '%.*s'", s, 1);
            continue;
        }
        if (!colons(letter + 1)) {
            put_option("-", s, 1);
            continue;
        }
        if (!value && colons(letter + 1) == 1 && !(value = *rest)) {
            bad("option requires an argument -- '%.*s'", s, 1);
            return rest;
        }
        put_option("-", s, 1);
        put_word(value ? value : "");
        return value && value == *rest ? rest + 1 : rest;
    }
    return rest;
}

/* With -a a word after one dash is a long name if one begins so. */
static int is_long_name(const char *word)
{
    int i, n = strcspn(word, "=");
    for (i = 0; i < name_count; i++)
        if (strncmp(names[i], word, n) == 0)
            return n > 1 || !strchr(letters, *word);
    return 0;
}

static int parse(char **word, int order)
{
    char **to = word, **kept = word;
    while (*word) {
        char *s = *word;
        if (s[0] != '-' || !s[1]) {
            if (order == '+')
                break;
            word++;
            if (order == '-')
                put_word(s);
            else
                *to++ = s;
            continue;
        }
        word++;
        if (strcmp(s, "--") == 0)
            break;
        if (s[1] == '-')
            word = take_long(s + 2, word);
        else
            word = one_dash && is_long_name(s + 1) ? take_long(s + 1, word) : take_letters(s + 1, word);
    }
    put_option("--", "", 0);
    while (kept < to)
        put_word(*kept++);
    while (*word)
        put_word(*word++);
    if (!mute)
        outc('\n');
    outflush();
    return wrong;
}

static void add_names(char *list)
{
    char *s;
    for (s = strtok(list, ", \t\n"); s; s = strtok(0, ", \t\n"))
        if (name_count < MOST)
            names[name_count++] = s;
        else
            diex("too many names");
}

static void choose_shell(const char *shell)
{
    for_csh = strcmp(shell, "csh") == 0 || strcmp(shell, "tcsh") == 0;
    if (!for_csh && strcmp(shell, "sh") != 0 && strcmp(shell, "bash") != 0)
        misuse("unknown shell after -s or --shell argument");
}

int main(int argc, char **argv)
{
    int c, order;
    trouble = 2;
    if (argc > 1 && argv[1][0] != '-')
        unquoted = 1, letters = argv[1], operands = argv + 2;
    else
        while ((c = option(argv, "+a(alternative)l:(longoptions)n:(name)o:(options)q(quiet)Q(quiet-output)s:(shell)T(test)u(unquoted)")) >= 0)
            switch (c) {
            case 'a': one_dash = 1; break;
            case 'l': add_names(argument); break;
            case 'n': name = argument; break;
            case 'o': letters = argument; break;
            case 'q': silent = 1; break;
            case 'Q': mute = 1; break;
            case 's': choose_shell(argument); break;
            case 'T': return 4;
            case 'u': unquoted = 1; break;
            }
    if (!letters && !(letters = *operands++))
        misuse("missing optstring argument");
    order = *letters == '+' || *letters == '-' ? *letters++ : getenv("POSIXLY_CORRECT") ? '+' : 0;
    return parse(operands, order);
}
