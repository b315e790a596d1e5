/* Loops with values that do not change, strides, down-counting, and pointers that alias. */
#include <stdio.h>
static int data[64];
static int sum(const int *v, int n, const int *k) { int i, s = 0; for (i = 0; i < n; i++) s += v[i] * *k; return s; }
static void prefix(int *v, int n, int *acc) { int i; *acc = 0; for (i = 0; i < n; i++) { *acc += v[i]; v[i] = *acc; } }
static int strided(const int *v, int n, int step) { int s = 0; while ((n -= step) >= 0) s = s * 3 + v[n]; return s; }
static unsigned down(unsigned n) { unsigned s = 0; while (n--) s += n ^ (s << 1); return s; }
int main(void)
{
    int i, j, k = 3, a = 5, b = 7, s = 0;
    for (i = 0; i < 64; i++)
        data[i] = i * 2 - 9;
    printf("%d\n", sum(data, 64, &k));
    printf("%d\n", sum(data, 10, &data[3]));
    prefix(data, 5, &k);
    prefix(data, 8, &data[2]);
    for (i = 0; i < 10; i++)
        printf("%d ", data[i]);
    printf("%d\n", k);
    printf("%d %u\n", strided(data, 60, 7), down(20));
    for (i = 0; i < 10; i++)
        for (j = i; j < 10; j += a - 3) {
            s += a * b + i * b;
            if (s % 11 == 0)
                b++;
        }
    printf("%d %d\n", s, b);
    return 0;
}
