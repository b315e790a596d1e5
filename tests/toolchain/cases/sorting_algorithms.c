/* Seven sorts over the same numbers. */
#include <stdio.h>
#include <string.h>
#define N 60
static int src[N], v[N], tmp[N];
static void swap(int *a, int *b) { int t = *a; *a = *b; *b = t; }
static void bubble(int *v, int n) { int i, done; do { done = 1; for (i = 1; i < n; i++) if (v[i - 1] > v[i]) { swap(&v[i - 1], &v[i]); done = 0; } n--; } while (!done); }
static void insertion(int *v, int n) { int i, j, x; for (i = 1; i < n; i++) { x = v[i]; for (j = i; j && v[j - 1] > x; j--) v[j] = v[j - 1]; v[j] = x; } }
static void selection(int *v, int n) { int i, j, m; for (i = 0; i < n; i++) { for (m = j = i; j < n; j++) if (v[j] < v[m]) m = j; swap(v + i, v + m); } }
static void shell(int *v, int n) { int g, i, j, x; for (g = n / 2; g; g /= 2) for (i = g; i < n; i++) { x = v[i]; for (j = i; j >= g && v[j - g] > x; j -= g) v[j] = v[j - g]; v[j] = x; } }
static void sift(int *v, int i, int n)
{
    int c;
    for (; (c = 2 * i + 1) < n; i = c) {
        if (c + 1 < n && v[c + 1] > v[c])
            c++;
        if (v[i] >= v[c])
            return;
        swap(&v[i], &v[c]);
    }
}
static void heap(int *v, int n) { int i; for (i = n / 2; i--; ) sift(v, i, n); while (--n > 0) { swap(v, v + n); sift(v, 0, n); } }
static void quick(int *v, int n)
{
    int i = -1, j = n, p;
    if (n < 2)
        return;
    p = v[(n - 1) / 2];
    for (;;) {
        do i++; while (v[i] < p);
        do j--; while (v[j] > p);
        if (i >= j)
            break;
        swap(v + i, v + j);
    }
    quick(v, j + 1);
    quick(v + j + 1, n - j - 1);
}
static void mergesort(int *v, int n)
{
    int m = n / 2, i = 0, j = m, k = 0;
    if (n < 2)
        return;
    mergesort(v, m);
    mergesort(v + m, n - m);
    while (i < m && j < n)
        tmp[k++] = v[j] < v[i] ? v[j++] : v[i++];
    while (i < m)
        tmp[k++] = v[i++];
    memcpy(v, tmp, k * sizeof *v);
}
static const struct { const char *name; void (*sort)(int *, int); } sorts[] = {
    { "bubble", bubble }, { "insertion", insertion }, { "selection", selection }, { "shell", shell }, { "heap", heap }, { "quick", quick }, { "merge", mergesort },
};
int main(void)
{
    unsigned i, j, seed = 7;
    for (i = 0; i < N; i++)
        src[i] = (int)((seed = seed * 69069 + 1) >> 20) - 2048;
    for (i = 0; i < sizeof sorts / sizeof *sorts; i++) {
        int ok = 1, sum = 0;
        memcpy(v, src, sizeof v);
        sorts[i].sort(v, N);
        for (j = 1; j < N; j++) {
            ok &= v[j - 1] <= v[j];
            sum += v[j] * j;
        }
        printf("%s %d %d %d %d\n", sorts[i].name, ok, v[0], v[N - 1], sum);
    }
    return 0;
}
