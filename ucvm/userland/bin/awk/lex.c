/* The program text, from the command line or from files, as tokens. The text of the last token is the string under construction. */
#include "lex.h"
#include <ctype.h>
#include <errno.h>

static const char operators[] =
    "\n\0;\0{\0}\0)\0]\0[\0,\0:\0?\0||\0&&\0~\0!~\0<\0<=\0!=\0==\0>\0>=\0|\0+\0-\0*\0/\0%\0^\0>>\0=\0+=\0-=\0*=\0/=\0%=\0^=\0!\0++\0--\0$\0(\0**\0**=\0&\0";
static const char words[] =
    "in\0getline\0BEGIN\0END\0function\0func\0if\0else\0while\0for\0do\0break\0continue\0next\0nextfile\0exit\0return\0delete\0print\0printf\0";
static const char builtin_names[] = "length\0index\0match\0split\0atan2\0cos\0sin\0exp\0log\0sqrt\0int\0rand\0srand\0system\0close\0fflush\0"
                                    "substr\0tolower\0toupper\0sprintf\0sub\0gsub\0";

int token, builtin, line = 1;
double numeral;
static int token_line;
static const char *text_left;
static char **files_left;
static FILE *file;
static int held = EOF; /* a byte that is read again */

void start(char **files, const char *text)
{
    files_left = files;
    text_left = text;
    next();
}

/* The next byte of the files; a newline after each. */
static int file_byte(void)
{
    int c;
    if (!file) {
        if (!*files_left)
            return EOF;
        file = strcmp(*files_left, "-") ? fopen(*files_left, "r") : stdin;
        if (!file)
            fatal("can't open file %s: %s", *files_left, strerror(errno));
    }
    if ((c = getc(file)) != EOF)
        return c;
    if (ferror(file))
        fatal("can't read %s: %s", *files_left, strerror(errno));
    if (file != stdin)
        fclose(file);
    file = NULL;
    files_left++;
    return '\n';
}

static int byte(void)
{
    int c = held;
    held = EOF;
    if (c == EOF)
        c = !text_left ? file_byte() : *text_left ? *text_left++ : EOF;
    line += c == '\n';
    return c;
}

static void unread(int c)
{
    held = c;
    line -= c == '\n';
}

static int peek(void)
{
    int c = byte();
    unread(c);
    return c;
}

void syntax_error(void)
{
    const char *near = built()->s;
    line = token_line;
    if (token == END_OF_PROGRAM)
        near = "end of program";
    else if (token == NEWLINE)
        near = "end of line";
    fatal("line %d: syntax error near %s", line, near);
}

static void read_name(int c)
{
    const char *name;
    int i;
    for (; isalnum(c) || c == '_'; c = byte())
        add_char(c);
    unread(c);
    name = built()->s;
    if ((i = position(words, name)) >= 0)
        token = IN + i;
    else if ((builtin = position(builtin_names, name)) >= 0)
        token = BUILTIN;
    else
        token = c == '(' ? FUNCTION_NAME : NAME;
}

static int read_digits(int c)
{
    for (; isdigit(c); c = byte())
        add_char(c);
    return c;
}

static void read_number(int c)
{
    const char *end;
    c = read_digits(c);
    if (c == '.') {
        add_char(c);
        c = read_digits(byte());
    }
    if ((c | 32) == 'e' && c != EOF) {
        add_char(c);
        c = byte();
        if (c == '+' || c == '-') {
            add_char(c);
            c = byte();
        }
        c = read_digits(c);
    }
    unread(c);
    token = NUMBER;
    numeral = scan(built()->s, &end);
    if (*end)
        syntax_error();
}

/* Up to the delimiter. Escape sequences stay, but one of the delimiter of an expression; an escaped newline goes. */
static void read_delimited(int delimiter, const char *what)
{
    int c, bracket = 0;
    while ((c = byte()) != delimiter || bracket) {
        if (c == '\n' || c == EOF)
            fatal("line %d: unterminated %s", line - (c == '\n'), what);
        if (c == '\\') {
            c = byte();
            if (c == '\n')
                continue;
            if (c != '/' || delimiter != '/')
                add_char('\\');
        } else if (delimiter == '/' && c == '[' && !bracket)
            bracket = built()->n + 1;
        else if (c == ']' && built()->n > bracket + (built()->s[bracket] == '^'))
            bracket = 0;
        add_char(c);
    }
}

/* An expression, whose opening slash is in the last token. */
void read_regex(void)
{
    int assignment = token == DIV_IS;
    begin();
    if (assignment)
        add_char('=');
    read_delimited('/', "regular expression");
}

static void read_string(void)
{
    begin();
    read_delimited('"', "string");
    unescape();
    token = STRING;
}

/* The longest operator; every beginning of one is one. */
static void read_operator(int c)
{
    int i = -1, longer;
    for (;; c = byte()) {
        add_char(c);
        longer = position(operators, built()->s);
        if (longer < 0)
            break;
        i = longer;
    }
    token = NEWLINE + i;
    if (i < 0)
        syntax_error();
    built()->s[--built()->n] = 0;
    unread(c);
    if (token >= POWER2 && token <= POWER2_IS)
        token = token == POWER2 ? POWER : POWER_IS;
}

/* Blanks, and newlines behind a backslash. */
static int skip_blanks(void)
{
    int c;
    for (;;) {
        c = byte();
        if (c == '\\' && peek() == '\r')
            byte();
        if (c == '\\' && peek() == '\n')
            c = byte() == '\n' ? ' ' : c;
        if (c != ' ' && c != '\t' && c != '\r')
            return c;
    }
}

void next(void)
{
    int c = skip_blanks();
    if (c == '#')
        while (c != '\n' && c != EOF)
            c = byte();
    begin();
    token_line = line - (c == '\n');
    if (c == EOF)
        token = END_OF_PROGRAM;
    else if (isalpha(c) || c == '_')
        read_name(c);
    else if (isdigit(c) || (c == '.' && isdigit(peek())))
        read_number(c);
    else if (c == '"')
        read_string();
    else
        read_operator(c);
}
