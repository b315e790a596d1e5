/* The option parser of /bin (tool.h): letters, grouped letters, long names, operands in between. */
#include <ctype.h>
#include <tool.h>

char *argument, **operands;
static char **next, **last, *group;

static int takes_argument(const char *letter)
{
    return letter[1] == ':';
}

static int may_take_argument(const char *letter)
{
    return letter[1] == '?';
}

/* The next long name of a spec from *s on, which moves past it: its beginning and length; *letter is the option's. NULL at the end. */
static const char *next_name(const char **s, const char **letter, size_t *n)
{
    const char *name;
    for (; **s && **s != '('; ++*s)
        if (**s != ':' && **s != '?')
            *letter = *s;
    if (!**s)
        return 0;
    name = *s + 1;
    *s = strchr(name, ')') + 1;
    *n = *s - 1 - name;
    return name;
}

static void ambiguous(const char *name, size_t n, const char *spec)
{
    const char *letter = 0, *found;
    size_t m;
    char text[256];
    int used = 0;
    *text = 0;
    while ((found = next_name(&spec, &letter, &m)))
        if (m >= n && memcmp(found, name, n) == 0 && used < 200)
            used += snprintf(text + used, sizeof text - used, " '--%.*s'", (int)m, found);
    misuse("option '--%s' is ambiguous; possibilities:%s", name, text);
}

/* The letter of a long option: its name may be cut off where that leaves one option only. The whole name is *whole, of *length. */
static const char *find_name(const char *name, size_t n, const char *spec, const char **whole, size_t *length)
{
    const char *s = spec, *letter = 0, *found = 0, *at;
    int many = 0;
    size_t m;
    while ((at = next_name(&s, &letter, &m))) {
        if (m < n || memcmp(at, name, n) != 0)
            continue;
        many |= found && *found != *letter;
        found = letter;
        *whole = at;
        *length = m;
        if (m == n)
            return found;
    }
    if (many)
        ambiguous(name, n, spec);
    return found;
}

static void version(void)
{
    char text[64];
    writeall(1, text, snprintf(text, sizeof text, "%s (UCVM) 3.0\n", prog));
    exit(0);
}

/* "--name[=value]" */
static int long_option(char *name, const char *spec)
{
    char *value = strchr(name, '=');
    const char *whole, *letter;
    size_t n = value ? (size_t)(value - name) : strlen(name);
    letter = find_name(name, n, spec, &whole, &n);
    if (!letter && strcmp(name, "help") == 0)
        show_usage(1);
    if (!letter && strcmp(name, "version") == 0)
        version();
    if (!letter)
        misuse("unrecognized option '--%s'", name);
    argument = value ? value + 1 : 0;
    if (argument && !takes_argument(letter) && !may_take_argument(letter))
        misuse("option '--%.*s' doesn't allow an argument", (int)n, whole);
    if (takes_argument(letter) && !argument) {
        argument = *next++;
        if (!argument)
            misuse("option '--%.*s' requires an argument", (int)n, whole);
    }
    return *letter;
}

static const char *find_letter(const char *spec, int c)
{
    for (; *spec; spec++)
        if (*spec == '(')
            spec = strchr(spec, ')');
        else if (*spec == c && c != ':' && c != '?')
            return spec;
    return 0;
}

static int short_option(const char *spec)
{
    int c = *group++;
    const char *letter = find_letter(spec, c);
    if (!letter)
        misuse("invalid option -- '%c'", c);
    if (may_take_argument(letter)) {
        argument = *group ? group : 0;
        group = 0;
    }
    if (!takes_argument(letter))
        return c;
    argument = *group ? group : *next++;
    group = 0;
    if (!argument)
        misuse("option requires an argument -- '%c'", c);
    return c;
}

/* Operands found between options are moved down to operands[0..]. */
int option(char **argv, const char *spec)
{
    int stop = *spec == '+', numbers = spec[stop] == '#';
    spec += stop + numbers;
    if (!next)
        operands = last = next = argv[0] ? argv + 1 : argv;
    if (group && *group)
        return short_option(spec);
    for (; *next; next++) {
        char *word = *next;
        if (word[0] == '-' && word[1] && !(numbers && (isdigit(word[1]) || word[1] == '.'))) {
            next++;
            group = 0;
            if (word[1] != '-') {
                group = word + 1;
                return short_option(spec);
            }
            if (word[2])
                return long_option(word + 2, spec);
            break;
        }
        if (stop)
            break;
        *last++ = word;
    }
    while (*next)
        *last++ = *next++;
    *last = 0;
    next = last = 0;
    return -1;
}

/* A decimal number with an optional b, k, K, M factor; anything else ends the program with "invalid WHAT: 'TEXT'". */
unsigned number(const char *text, const char *what)
{
    char *end;
    unsigned long n = 0;
    errno = 0;
    if (isdigit(*text))
        n = strtoul(text, &end, 10);
    else
        end = (char *)"?";
    if (*end == 'b')
        n *= 512, end++;
    else if (*end == 'k' || *end == 'K')
        n *= 1024, end++;
    else if (*end == 'M')
        n *= 1024 * 1024, end++;
    if (*end || errno)
        diex("invalid %s: '%s'", what, text);
    return n;
}

/* What stands after a backslash at *text, which moves past it: the byte; -1 for \c; -2 if it is no escape (nothing moves). */
int unescape(const char **text)
{
    static const char names[] = "abfnrtve\\", values[] = "\a\b\f\n\r\t\v\033\\";
    const char *s = *text, *found;
    int c = 0, digits;
    if (*s == 'c') {
        ++*text;
        return -1;
    }
    if (*s >= '0' && *s <= '7') {
        for (digits = *s == '0' ? 4 : 3; digits-- > 0 && *s >= '0' && *s <= '7';)
            c = c * 8 + *s++ - '0';
        *text = s;
        return c & 0xff;
    }
    if (*s == 'x' && isxdigit(s[1])) {
        for (s++, digits = 2; digits-- > 0 && isxdigit(*s); s++)
            c = c * 16 + (isdigit(*s) ? *s - '0' : (*s | 32) - 'a' + 10);
        *text = s;
        return c;
    }
    if (!*s || !(found = strchr(names, *s)))
        return -2;
    ++*text;
    return values[found - names];
}
