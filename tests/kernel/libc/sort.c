/* qsort and bsearch: sizes of elements, orders, equal keys. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int up(const void *a, const void *b) {
    int x = *(int *)a, y = *(int *)b;
    return (x > y) - (x < y);
}

static int words(const void *a, const void *b) {
    return strcmp(*(char **)a, *(char **)b);
}

static int threes(const void *a, const void *b) {
    return memcmp(a, b, 3);
}

int main(void) {
    static int v[700];
    static char t[3 * 50];
    char *w[] = {"pear", "apple", "fig", "kiwi", "date", "banana", "", "zebra", "apple"};
    int n, i, k, bad = 0, *p;
    unsigned seed = 1;
    for (n = 0; n < 700; n += n < 20 ? 1 : 97)
        for (k = 0; k < 4; k++) {
            unsigned sum = 0, after = 0;
            for (i = 0; i < n; i++) {
                seed = seed * 1664525 + 1013904223;
                v[i] = k == 0 ? (int)seed : k == 1 ? i : k == 2 ? -i : (int)(seed >> 30);
                sum += v[i];
            }
            qsort(v, n, sizeof *v, up);
            for (i = 0; i < n; i++) {
                after += v[i];
                bad += i && v[i - 1] > v[i];
            }
            bad += sum != after;
            if (n) {
                p = bsearch(&v[n / 2], v, n, sizeof *v, up);
                bad += !p || *p != v[n / 2];
            }
            i = 123456789;
            bad += bsearch(&i, v, n, sizeof *v, up) != NULL && k == 1;
        }
    printf("bad %d\n", bad);
    qsort(w, 9, sizeof *w, words);
    for (i = 0; i < 9; i++)
        printf("<%s>", w[i]);
    printf("\n");
    for (i = 0; i < 150; i++) {
        seed = seed * 1664525 + 1013904223;
        t[i] = 'a' + (seed >> 24) % 26;
    }
    qsort(t, 50, 3, threes);
    printf("%.150s\n", t);
    return 0;
}
