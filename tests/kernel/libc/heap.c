/* malloc, calloc, realloc, free: contents survive, blocks do not overlap, memory is reused, exhaustion gives NULL and is no end. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT 40
static unsigned char *block[COUNT];
static int size[COUNT];
static unsigned seed = 7;
static char *many[500];

static int any(int n) {
    seed = seed * 1103515245 + 12345;
    return (seed >> 16) % n;
}

static void check(int i) {
    int k;
    for (k = 0; k < size[i]; k++)
        if (block[i][k] != (unsigned char)(i * 7 + k))
            printf("block %d damaged at %d\n", i, k), exit(1);
}

static void fill(int i) {
    int k;
    for (k = 0; k < size[i]; k++)
        block[i][k] = i * 7 + k;
}

int main(void) {
    int round, i, n, failed = 0;
    char *p;
    for (round = 0; round < 3000; round++) {
        i = any(COUNT);
        n = any(round % 50 ? 180 : 600);
        if (block[i])
            check(i);
        if (any(3) == 0) {
            free(block[i]);
            block[i] = NULL;
            size[i] = 0;
        } else {
            unsigned char *q = block[i] ? realloc(block[i], n + 1) : malloc(n + 1);
            if (!q) {
                failed++;
                continue;
            }
            if ((uintptr_t)q & 3)
                printf("unaligned\n");
            block[i] = q;
            if (size[i] > n + 1)
                size[i] = n + 1;
            check(i);
            size[i] = n + 1;
            fill(i);
        }
    }
    for (i = 0; i < COUNT; i++) {
        check(i);
        free(block[i]);
    }
    printf("rounds done, %d failed\n", failed);
    for (n = 0; n < 500 && (many[n] = malloc(n % 7 * 20)); n++)
        memset(many[n], n, n % 7 * 20);
    for (i = 0; i < n; i += 2)
        free(many[i]);
    for (i = 1; i < n; i += 2)
        free(many[i]);
    p = malloc(6000);
    printf("%d\n", p != NULL);
    free(p);
    for (i = 0; i < 200; i++) {
        p = malloc(3000);
        if (!p)
            printf("leak\n");
        free(p);
    }
    p = calloc(10, 30);
    for (i = n = 0; i < 300; i++)
        n |= p[i];
    printf("zero %d\n", n);
    p = realloc(NULL, 10);
    strcpy(p, "realloc");
    p = realloc(p, 2000);
    printf("%s\n", p);
    free(NULL);
    printf("%d\n", calloc(0x40000000, 8) == NULL);
    printf("%d\n", malloc((size_t)-16) == NULL);
    return 0;
}
