/* qsort and bsearch on ints, structs, strings; already sorted, reversed, equal. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
struct rec { char name[6]; int age; };
static int by_int(const void *a, const void *b) { int x = *(const int *)a, y = *(const int *)b; return x < y ? -1 : x > y; }
static int down(const void *a, const void *b) { return by_int(b, a); }
static int by_name(const void *a, const void *b) { return strcmp(((const struct rec *)a)->name, ((const struct rec *)b)->name); }
static int by_age(const void *a, const void *b)
{
    const struct rec *x = a, *y = b;
    return x->age != y->age ? x->age - y->age : by_name(a, b);
}
static int by_str(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }
static int sorted(const int *v, int n) { while (--n > 0) { if (v[n - 1] > v[n]) return 0; } return 1; }
int main(void)
{
    static int v[500];
    unsigned seed = 1;
    int i, key, *p;
    struct rec r[] = { { "dora", 30 }, { "ben", 25 }, { "carl", 30 }, { "ann", 41 }, { "eve", 25 } };
    const char *w[] = { "pear", "apple", "fig", "banana", "cherry" };
    for (i = 0; i < 500; i++)
        v[i] = (seed = seed * 1103515245 + 12345) >> 16 & 1023;
    qsort(v, 500, sizeof *v, by_int);
    printf("%d %d %d %d\n", sorted(v, 500), v[0], v[250], v[499]);
    qsort(v, 500, sizeof *v, by_int);
    qsort(v, 500, sizeof *v, down);
    printf("%d %d\n", v[0] >= v[1], v[499]);
    memset(v, 0, sizeof v);
    qsort(v, 500, sizeof *v, by_int);
    qsort(v, 0, sizeof *v, by_int);
    qsort(r, 5, sizeof *r, by_age);
    for (i = 0; i < 5; i++)
        printf("%s:%d ", r[i].name, r[i].age);
    qsort(r, 5, sizeof *r, by_name);
    printf("%s %s\n", r[0].name, r[4].name);
    qsort(w, 5, sizeof *w, by_str);
    for (i = 0; i < 5; i++)
        printf("%s ", w[i]);
    for (i = 0; i < 100; i++)
        v[i] = i * 3;
    for (key = 148; key < 152; key++) {
        p = bsearch(&key, v, 100, sizeof *v, by_int);
        printf("%d ", p ? (int)(p - v) : -1);
    }
    printf("\n");
    return 0;
}
