/* A recursive-descent calculator with variables, errors and all of C's arithmetic. */
#include <stdio.h>
#include <ctype.h>
#include <setjmp.h>
static const char *at;
static int vars[26];
static jmp_buf error;
static int expr(int level);
static int primary(void)
{
    int x = 0;
    while (*at == ' ')
        at++;
    if (isdigit(*at)) {
        while (isdigit(*at))
            x = x * 10 + *at++ - '0';
        return x;
    }
    if (islower(*at))
        return vars[*at++ - 'a'];
    switch (*at++) {
    case '-': return -primary();
    case '!': return !primary();
    case '~': return ~primary();
    case '(':
        x = expr(0);
        if (*at++ == ')')
            return x;
    }
    longjmp(error, 1);
}
static const char *const levels[] = { "|", "^", "&", "<>", "+-", "*/%" };
static int has(const char *s, int c) { for (; *s; s++) if (*s == c) return 1; return 0; }
static int expr(int level)
{
    int x, y;
    char op;
    if (level == 6)
        return primary();
    for (x = expr(level + 1); ; ) {
        while (*at == ' ')
            at++;
        if (!*at || !has(levels[level], *at))
            return x;
        op = *at++;
        y = expr(level + 1);
        switch (op) {
        case '|': x |= y; break;
        case '^': x ^= y; break;
        case '&': x &= y; break;
        case '<': x = x < y; break;
        case '>': x = x > y; break;
        case '+': x += y; break;
        case '-': x -= y; break;
        case '*': x *= y; break;
        case '/': case '%':
            if (!y)
                longjmp(error, 2);
            x = op == '/' ? x / y : x % y;
        }
    }
}
static void line(const char *s)
{
    int code = setjmp(error), name = 0;
    if (code) {
        printf("%s => %s\n", s, code == 1 ? "syntax error" : "division by zero");
        return;
    }
    at = s;
    if (islower(s[0]) && s[1] == '=') {
        name = *s;
        at += 2;
    }
    code = expr(0);
    if (*at)
        longjmp(error, 1);
    if (name)
        vars[name - 'a'] = code;
    printf("%s => %d\n", s, code);
}
int main(void)
{
    line("1 + 2 * 3");
    line("(1 + 2) * 3 - -4");
    line("x=6 * 7");
    line("y=x / 5 % 3");
    line("x * x + y < 2000");
    line("~x & 255 | !y ^ 3");
    line("1 +");
    line("(2 * (3 + 4)");
    line("5 / (y - y)");
    line("2 $ 3");
    line("((((((7))))))");
    return 0;
}
