/* Several levels of indirection, and pointers that are changed by callees. */
#include <stdio.h>
static void advance(const char **s) { ++*s; }
static void set(int ****p, int ***v) { *p = v; }
static int words(char *line, char **out)
{
    int n = 0;
    while (*line) {
        while (*line == ' ')
            *line++ = 0;
        if (*line)
            out[n++] = line;
        while (*line && *line != ' ')
            line++;
    }
    return n;
}
int main(void)
{
    const char *s = "hello";
    int x = 5, *p = &x, **pp = &p, ***ppp;
    char line[] = "  the quick  brown fox ", *v[8], **w;
    int i, n;
    advance(&s);
    advance(&s);
    printf("%s\n", s);
    set(&ppp, &pp);
    ***ppp = 6;
    printf("%d %d\n", x, **pp == ***ppp);
    n = words(line, v);
    v[n] = 0;
    for (i = 0; i < n; i++)
        printf("[%s]", v[i]);
    for (w = v; *w; w++)
        printf("%c", **w);
    printf(" %c\n", *(*(v + 2) + 1));
    return 0;
}
