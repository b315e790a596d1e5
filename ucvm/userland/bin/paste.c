/* paste: lines side by side. */
#include <tool.h>

const char *prog = "paste", *synopsis = "[-s] [-d delimiters] [file...]";
enum { MOST = 10 };
static char delimiters[64] = "\t";
static int count = 1;

/* The n-th delimiter; \0 is none. */
static void delimiter(int n)
{
    if (delimiters[n % count])
        outc(delimiters[n % count]);
}

static void parse(const char *s)
{
    int c;
    for (count = 0; *s && count < 63;) {
        c = *s++;
        if (c == '\\' && *s && (c = unescape(&s)) < 0)
            c = *s++;
        delimiters[count++] = c;
    }
    if (!count)
        delimiters[count++] = 0;
}

static void serial(struct in *f)
{
    char *s;
    size_t n;
    int i = 0;
    while ((s = in_line(f, &n))) {
        if (i > 0)
            delimiter(i - 1);
        outm(s, n);
        i++;
    }
    outc('\n');
}

static void parallel(char **names)
{
    static struct in files[MOST];
    int n, i, left, pending;
    char *s;
    size_t length;
    for (n = 0; names[n]; n++) {
        if (n == MOST)
            diex("too many files");
        if (n > 0 && strcmp(names[n], "-") == 0 && strcmp(names[0], "-") == 0)
            continue;
        if (in_open(&files[n], names[n]) < 0)
            exit(1);
    }
    for (left = 1; left;) {
        for (left = i = pending = 0; i < n; i++) {
            struct in *f = strcmp(names[i], "-") == 0 && strcmp(names[0], "-") == 0 ? &files[0] : &files[i];
            s = in_line(f, &length);
            if (s) {
                for (; pending < i; pending++)
                    delimiter(pending);
                outm(s, length);
                left = 1;
            }
        }
        for (; left && pending < n - 1; pending++)
            delimiter(pending);
        if (left)
            outc('\n');
    }
}

int main(int argc, char **argv)
{
    static char *standard[] = {"-", 0};
    int c, one_by_one = 0;
    (void)argc;
    while ((c = option(argv, "d:(delimiters)s(serial)")) >= 0)
        if (c == 'd')
            parse(argument);
        else
            one_by_one = 1;
    if (one_by_one)
        each_input(operands, serial);
    else
        parallel(*operands ? operands : standard);
    return finish();
}
