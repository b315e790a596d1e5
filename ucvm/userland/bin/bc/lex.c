/* Input of bc: characters, tokens, messages about both. */
#include "bc.h"
#include <ctype.h>

int token, token_operator;
char *token_text;

static struct in input;
static char **files;
static const char *text;
static unsigned line_number, used, room;
static int at_end;

void open_text(const char *s)
{
    text = s;
}

static void next_file(void)
{
    line_number = 1;
    in_close(&input);
    at_end = !*files;
    if (in_open(&input, at_end ? "-" : *files++) < 0)
        exit(1);
}

/* The files, then standard input. */
void open_files(char **names)
{
    text = 0;
    files = names;
    next_file();
}

/* -1 at the end of everything. */
static int raw_char(void)
{
    int c;
    if (text)
        return *text ? *text++ : -1;
    while ((c = in_char(&input)) < 0 && !at_end)
        next_file();
    line_number += c == '\n';
    return c;
}

static void unget_char(int c)
{
    if (text)
        text -= c >= 0;
    else if (c >= 0)
        input.p--, line_number -= c == '\n';
}

/* A backslash before a newline is not there. */
static int get_char(void)
{
    int c, next;
    while ((c = raw_char()) == '\\') {
        next = raw_char();
        if (next != '\n') {
            unget_char(next);
            break;
        }
    }
    return c;
}

static void vsay(const char *format, va_list ap)
{
    char message[160];
    vsnprintf(message, sizeof message, format, ap);
    outflush();
    dprintf(2, "%s %u: %s\n", strcmp(input.name, "-") ? input.name : "(standard_in)", line_number, message);
}

void syntax(const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    vsay(format, ap);
    va_end(ap);
    give_up();
}

/* What POSIX does not have: refused by -s, told by -w. */
void extension(const char *what)
{
    if (text || !strictness)
        return;
    if (strictness == 's')
        syntax("Error: %s", what);
    outflush();
    dprintf(2, "%s %u: (Warning) %s\n", strcmp(input.name, "-") ? input.name : "(standard_in)", line_number, what);
}

static void add_char(int c)
{
    if (used == room)
        token_text = resize(token_text, room += room / 2 + 32);
    token_text[used++] = c;
}

static void string(void)
{
    int c;
    while ((c = raw_char()) != '"') {
        if (c < 0)
            syntax("illegal character: \"");
        add_char(c);
    }
    token = STRING;
}

static int is_digit(int c)
{
    return isdigit(c) || (c >= 'A' && c <= 'Z');
}

static void read_digits(int c)
{
    int points = 0;
    while (is_digit(c) || (c == '.' && !points)) {
        points += c == '.';
        add_char(c);
        c = get_char();
    }
    unget_char(c);
    token = used == 1 && points ? LAST : NUMBER;
}

static int keyword(const char *s)
{
    static const char *const words[] = {"auto", "break", "continue", "define", "else", "for", "halt", "ibase", "if", "last", "length", "limits",
                                        "obase", "print", "quit", "read", "return", "scale", "sqrt", "void", "while"};
    unsigned i;
    for (i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i], s) == 0)
            return AUTO + i;
    return NAME;
}

static void word(int c)
{
    for (; islower(c) || isdigit(c) || c == '_'; c = get_char())
        add_char(c);
    unget_char(c);
    add_char(0);
    token = keyword(token_text);
    if (token == NAME && used > 2)
        extension("multiple letter name");
}

/* A character that may be followed by another one to make a different token. */
static void operator(int c)
{
    static const struct {
        char first, second;
        short token;
    } pairs[] = {{'=', '=', EQUAL},   {'!', '=', NOT_EQUAL}, {'<', '=', AT_MOST},   {'>', '=', AT_LEAST},  {'&', '&', AND},
                 {'|', '|', OR},      {'+', '+', INCREMENT}, {'-', '-', DECREMENT}, {'+', '=', ASSIGNMENT}, {'-', '=', ASSIGNMENT},
                 {'*', '=', ASSIGNMENT}, {'/', '=', ASSIGNMENT}, {'%', '=', ASSIGNMENT}, {'^', '=', ASSIGNMENT}};
    int next = get_char();
    unsigned i;
    for (i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i].first == c && pairs[i].second == next) {
            token = pairs[i].token;
            token_operator = c;
            return;
        }
    unget_char(next);
    token = c == '=' ? ASSIGNMENT : c;
    token_operator = c;
}

static void skip_comment(void)
{
    int c, before = 0;
    while ((c = raw_char()) >= 0 && !(before == '*' && c == '/'))
        before = c;
    if (c < 0)
        syntax("EOF encountered in a comment.");
}

/* The first character of a token: blanks and comments are skipped. */
static int first_char(void)
{
    int c, next;
    for (;;) {
        c = get_char();
        if (c == ' ' || c == '\t')
            continue;
        if (c == '#') {
            extension("comment");
            while ((c = raw_char()) >= 0 && c != '\n')
                ;
        }
        if (c != '/')
            return c;
        next = get_char();
        if (next != '*') {
            unget_char(next);
            return c;
        }
        skip_comment();
    }
}

void advance(void)
{
    int c = first_char();
    used = 0;
    token = c;
    if (is_digit(c) || c == '.')
        read_digits(c);
    else if (islower(c))
        word(c);
    else if (c == '"')
        string();
    else if (c >= 0 && strchr("=!<>&|+-*/%^", c))
        operator(c);
    else if (c >= 0 && c != '\n' && !strchr("()[]{},;", c))
        syntax("illegal character: %c", c);
    add_char(0);
    if (token == QUIT)
        exit(finish());
}

void skip_line(void)
{
    int c = token;
    while (c >= 0 && c != '\n')
        c = raw_char();
}

/* The number that comes next in the input: read(). */
struct decimal *read_number(void)
{
    int c, negative, kept = token;
    struct decimal *d, *positive;
    used = 0;
    do
        c = raw_char();
    while (c >= 0 && isspace(c));
    negative = c == '-';
    read_digits(negative ? raw_char() : c);
    add_char(0);
    token = kept;
    d = decimal_read(token_text, ibase, 1);
    if (negative) {
        positive = d;
        d = decimal_negate(positive);
        decimal_drop(positive);
    }
    return d;
}
