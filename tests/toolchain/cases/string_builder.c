/* A growing buffer with formatted appends, replacing, splitting, joining, wrapping. */
#include <stdio.h>
#include <stdlib.h>
#include <stdarg.h>
#include <string.h>
struct text { char *s; int n, cap; };
static void addn(struct text *t, const char *s, int n)
{
    if (t->n + n + 1 > t->cap) {
        while (t->n + n + 1 > t->cap)
            t->cap = t->cap ? t->cap * 2 : 16;
        t->s = realloc(t->s, t->cap);
    }
    memcpy(t->s + t->n, s, n);
    t->s[t->n += n] = 0;
}
static void addf(struct text *t, const char *format, ...)
{
    char buf[80];
    va_list ap;
    va_start(ap, format);
    addn(t, buf, vsnprintf(buf, sizeof buf, format, ap));
    va_end(ap);
}
static struct text replace(const char *s, const char *from, const char *to)
{
    struct text t = { 0 };
    const char *hit;
    while ((hit = strstr(s, from))) {
        addn(&t, s, hit - s);
        addn(&t, to, strlen(to));
        s = hit + strlen(from);
    }
    addn(&t, s, strlen(s));
    return t;
}
static void wrap(const char *s, int width)
{
    int col = 0, n;
    for (; *s; s += n) {
        s += strspn(s, " ");
        n = strcspn(s, " ");
        if (col && col + 1 + n > width) {
            printf("\n");
            col = 0;
        }
        col += printf("%s%.*s", col ? " " : "", n, s);
    }
    printf("\n");
}
int main(void)
{
    struct text t = { 0 }, r;
    int i;
    for (i = 0; i < 12; i++)
        addf(&t, "%s%d", i ? ", " : "", i * i);
    printf("%s (%d of %d)\n", t.s, t.n, t.cap);
    r = replace("the cat and the hat", "the", "a");
    printf("%s\n", r.s);
    free(r.s);
    r = replace("aaaa", "aa", "");
    printf("[%s] %d\n", r.s, r.n);
    wrap("The quick brown fox jumps over the lazy dog, and then  does it   all again.", 20);
    return 0;
}
