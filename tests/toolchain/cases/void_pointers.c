/* void pointers: conversions, generic containers, null tests. */
#include <stdio.h>
#include <string.h>
static void swap(void *a, void *b, unsigned n)
{
    unsigned char *p = a, *q = b;
    while (n--) {
        unsigned char t = *p;
        *p++ = *q;
        *q++ = t;
    }
}
static void *find(const void *key, const void *base, int n, unsigned size, int (*same)(const void *, const void *))
{
    const char *p = base;
    for (; n--; p += size)
        if (same(key, p))
            return (void *)p;
    return NULL;
}
static int same_int(const void *a, const void *b) { return *(const int *)a == *(const int *)b; }
static int same_str(const void *a, const void *b) { return !strcmp(a, *(char *const *)b); }
int main(void)
{
    int a = 1, b = 2, v[] = { 5, 6, 7 }, key = 6, *ip;
    long long x = 1LL << 40, y = -1;
    char *names[] = { "ann", "bob" };
    void *vp = &a;
    swap(&a, &b, sizeof a);
    swap(&x, &y, sizeof x);
    printf("%d %d %lld %lld\n", a, b, x, y);
    ip = find(&key, v, 3, sizeof *v, same_int);
    printf("%d\n", ip ? (int)(ip - v) : -1);
    key = 99;
    printf("%d\n", find(&key, v, 3, sizeof *v, same_int) == 0);
    printf("%s\n", *(char **)find("bob", names, 2, sizeof *names, same_str));
    printf("%d %d\n", *(int *)vp, vp != NULL && !!vp);
    return 0;
}
