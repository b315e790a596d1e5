/* A tokenizer and pretty-printer for JSON-like text, by a table of states. */
#include <stdio.h>
#include <string.h>
enum kind { END, OPEN, CLOSE, STRING, NUMBER, WORD, COMMA, COLON, BAD };
struct token { enum kind kind; const char *start; int length; };
static struct token next(const char **p)
{
    struct token t = { END, 0, 0 };
    const char *s = *p;
    while (*s && strchr(" \t\n", *s))
        s++;
    t.start = s;
    if (*s == '{' || *s == '[')
        t.kind = OPEN, s++;
    else if (*s == '}' || *s == ']')
        t.kind = CLOSE, s++;
    else if (*s == ',')
        t.kind = COMMA, s++;
    else if (*s == ':')
        t.kind = COLON, s++;
    else if (*s == '"') {
        for (s++; *s && *s != '"'; s++)
            if (*s == '\\' && s[1])
                s++;
        t.kind = *s ? STRING : BAD;
        s += *s != 0;
    } else if (*s == '-' || (*s >= '0' && *s <= '9')) {
        t.kind = NUMBER;
        do s++; while ((*s >= '0' && *s <= '9') || *s == '.' || *s == 'e' || *s == '-');
    } else if (*s >= 'a' && *s <= 'z') {
        t.kind = WORD;
        while (*s >= 'a' && *s <= 'z')
            s++;
    } else if (*s)
        t.kind = BAD, s++;
    t.length = s - t.start;
    *p = s;
    return t;
}
static void pretty(const char *text)
{
    int depth = 0, counts[BAD + 1] = { 0 }, deepest = 0;
    struct token t, last = { COMMA, 0, 0 };
    do {
        t = next(&text);
        counts[t.kind]++;
        if (t.kind == CLOSE)
            depth--;
        if (last.kind == OPEN || last.kind == COMMA || t.kind == CLOSE)
            printf("%s%*s", last.start ? "\n" : "", depth * 2, "");
        printf("%.*s%s", t.length, t.start, t.kind == COLON ? " " : "");
        if (t.kind == OPEN && ++depth > deepest)
            deepest = depth;
        last = t;
    } while (t.kind != END && t.kind != BAD);
    printf("\n%d strings, %d numbers, %d words, depth %d, %s\n", counts[STRING], counts[NUMBER], counts[WORD], deepest, t.kind == END && !depth ? "good" : "bad");
}
int main(void)
{
    pretty("{\"name\": \"box\", \"size\": [10, -20.5, 3e-2], \"open\": true, \"in\": {\"a\\\"b\": null, \"e\": []}}");
    pretty("[1, 2");
    pretty("[\"unterminated]");
    pretty("{#}");
    return 0;
}
