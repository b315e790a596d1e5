/* Integer matrices: product, power, transpose, determinant by Bareiss. */
#include <stdio.h>
#define N 4
typedef int mat[N][N];
static void mul(mat r, mat a, mat b)
{
    int i, j, k;
    mat t;
    for (i = 0; i < N; i++)
        for (j = 0; j < N; j++)
            for (t[i][j] = k = 0; k < N; k++)
                t[i][j] += a[i][k] * b[k][j];
    for (i = 0; i < N * N; i++)
        r[0][i] = t[0][i];
}
static int det(mat m)
{
    int i, j, k, sign = 1, prev = 1;
    for (k = 0; k < N - 1; k++) {
        if (!m[k][k]) {
            for (i = k + 1; i < N && !m[i][k]; i++)
                ;
            if (i == N)
                return 0;
            for (j = 0; j < N; j++) {
                int t = m[k][j];
                m[k][j] = m[i][j];
                m[i][j] = t;
            }
            sign = -sign;
        }
        for (i = k + 1; i < N; i++)
            for (j = k + 1; j < N; j++)
                m[i][j] = (m[i][j] * m[k][k] - m[i][k] * m[k][j]) / prev;
        prev = m[k][k];
    }
    return sign * m[N - 1][N - 1];
}
static void show(const char *name, int (*m)[N])
{
    int i;
    printf("%s:", name);
    for (i = 0; i < N * N; i++)
        printf(i % N ? " %d" : " | %d", m[i / N][i % N]);
    printf("\n");
}
int main(void)
{
    mat a = { { 0, 2, 3, 4 }, { 5, 6, 7, 8 }, { 9, -1, 2, 3 }, { 1, 0, 5, 2 } }, id = { { 1 }, { 0, 1 }, { 0, 0, 1 }, { 0, 0, 0, 1 } }, r;
    int i, j;
    mul(r, a, id);
    show("a", r);
    for (i = 0; i < 3; i++)
        mul(r, r, a);
    show("a^4", r);
    for (i = 0; i < N; i++)
        for (j = 0; j < N; j++)
            r[j][i] = a[i][j];
    show("t", r);
    printf("%d %d %d\n", det(a), det(r), det(id));
    return 0;
}
