/* malloc, calloc, realloc, free in patterns that break weak allocators. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
static int check(unsigned char *p, int n, int tag) { while (n--) { if (p[n] != tag) return 0; } return 1; }
int main(void)
{
    unsigned char *v[24] = { 0 };
    int size[24], i, round, bad = 0;
    unsigned seed = 42;
    int *z;
    for (round = 0; round < 600; round++) {
        seed = seed * 1103515245 + 12345;
        i = (seed >> 16) % 24;
        if (v[i] && !check(v[i], size[i], i))
            bad++;
        if (!v[i] || seed >> 30 == 1) {
            int n = 1 + (seed >> 8) % 200, old = v[i] ? size[i] : 0;
            unsigned char *p = realloc(v[i], n);
            if (!p || !check(p, old < n ? old : n, i) || (unsigned)p & 3)
                bad++;
            v[i] = p;
            size[i] = n;
            memset(p, i, n);
        } else {
            free(v[i]);
            v[i] = NULL;
        }
    }
    for (i = 0; i < 24; i++)
        free(v[i]);
    printf("bad %d\n", bad);
    z = calloc(100, sizeof *z);
    for (i = 0; i < 100; i++)
        bad += z[i] != 0;
    printf("bad %d\n", bad);
    z = realloc(z, 8000);
    printf("%d\n", z != NULL);
    free(z);
    free(NULL);
    printf("%d\n", malloc(1u << 31) == NULL);
    return 0;
}
