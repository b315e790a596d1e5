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

/* "--name[=value]": the place of its letter in spec. */
static int long_option(char *name, const char *spec)
{
    const char *s = spec, *letter = 0, *end;
    char *value = strchr(name, '=');
    size_t n = value ? (size_t)(value - name) : strlen(name);
    if (strcmp(name, "help") == 0)
        show_usage(1);
    for (; *s; s++) {
        if (*s != '(') {
            if (*s != ':' && *s != '?')
                letter = s;
            continue;
        }
        end = strchr(s, ')');
        if ((size_t)(end - s - 1) == n && memcmp(s + 1, name, n) == 0)
            break;
        s = end;
    }
    if (!*s)
        misuse("unrecognized option '--%s'", name);
    argument = value ? value + 1 : 0;
    if (takes_argument(letter) && !argument) {
        argument = *next++;
        if (!argument)
            misuse("option '--%s' requires an argument", name);
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
    int stop = *spec == '+';
    if (!next)
        operands = last = next = argv[0] ? argv + 1 : argv;
    if (group && *group)
        return short_option(spec + stop);
    for (; *next; next++) {
        char *word = *next;
        if (word[0] == '-' && word[1]) {
            next++;
            group = 0;
            if (word[1] != '-') {
                group = word + 1;
                return short_option(spec + stop);
            }
            if (word[2])
                return long_option(word + 2, spec + stop);
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
