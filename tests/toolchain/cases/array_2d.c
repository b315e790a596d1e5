/* Arrays of arrays: indexing, pointers to rows, as parameters. */
#include <stdio.h>
#define R 3
#define C 4
static int grid[R][C];
static int rowsum(int row[C]) { int i, s = 0; for (i = 0; i < C; i++) s += row[i]; return s; }
static int colsum(int g[][C], int c) { int i, s = 0; for (i = 0; i < R; i++) s += g[i][c]; return s; }
static void fill(int (*g)[C]) { int i, j; for (i = 0; i < R; i++) for (j = 0; j < C; j++) g[i][j] = i * 10 + j; }
int main(void)
{
    int (*row)[C], i, cube[2][3][4];
    char names[3][8] = { "alpha", "beta", "gamma" };
    fill(grid);
    printf("%d %d %d\n", rowsum(grid[1]), colsum(grid, 2), grid[2][3]);
    row = grid + 1;
    printf("%d %d %d\n", (*row)[2], row[1][0], *(*(row - 1) + 3));
    printf("%d %d\n", (int)sizeof grid, (int)sizeof grid[0]);
    printf("%d\n", *((int *)grid + 5));
    for (i = 0; i < 24; i++)
        cube[i / 12][i / 4 % 3][i % 4] = i * i;
    printf("%d %d\n", cube[1][2][3], cube[0][1][2]);
    names[1][0] = 'B';
    for (i = 0; i < 3; i++)
        printf("%s ", names[i]);
    printf("%d\n", (int)(&grid[2][1] - &grid[0][3]));
    return 0;
}
