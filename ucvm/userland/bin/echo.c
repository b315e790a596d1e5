/* echo: write the arguments. */
#include <tool.h>

const char *prog = "echo", *synopsis = "[-neE] [string...]";
static int newline = 1, escapes;

/* An option word holds nothing but n, e, E. */
static int flags(const char *word)
{
    const char *s;
    if (*word++ != '-' || !*word || word[strspn(word, "neE")])
        return 0;
    for (s = word; *s; s++)
        if (*s == 'n')
            newline = 0;
        else
            escapes = *s == 'e';
    return 1;
}

static void put(const char *s)
{
    int c;
    if (!escapes) {
        outs(s);
        return;
    }
    while ((c = *s++)) {
        if (c == '\\' && *s != 0 && (*s < '1' || *s > '7')) {
            c = unescape(&s);
            if (c == -1)
                exit(finish());
            if (c == -2)
                c = '\\';
        }
        outc(c);
    }
}

int main(int argc, char **argv)
{
    (void)argc;
    while (*++argv && flags(*argv))
        ;
    while (*argv) {
        put(*argv);
        if (*++argv)
            outc(' ');
    }
    if (newline)
        outc('\n');
    return finish();
}
