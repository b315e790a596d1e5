/* rev: lines backwards. */
#include <tool.h>

const char *prog = "rev", *synopsis = "[file...]";

/* Bytes that continue a UTF-8 sequence stay behind its first. */
static void put(const char *s, size_t n)
{
    const char *end = s + n, *start;
    while (end > s) {
        start = end - 1;
        while (start > s && (*start & 0xc0) == 0x80)
            start--;
        outm(start, end - start);
        end = start;
    }
}

static void lines(struct in *f)
{
    char *s;
    size_t n;
    while ((s = in_line(f, &n))) {
        put(s, n);
        if (f->nl)
            outc('\n');
    }
}

int main(int argc, char **argv)
{
    (void)argc;
    option(argv, "");
    each_input(operands, lines);
    return finish();
}
