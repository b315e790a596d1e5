/* Conway's game of life on a torus. */
#include <stdio.h>
#include <string.h>
#define W 12
#define H 8
static char grid[H][W + 1] = { ".#..........", "..#.........", "###.........", "............", "......###...", "............", "............", "............" };
static void step(void)
{
    char next[H][W + 1];
    int x, y, dx, dy;
    memcpy(next, grid, sizeof grid);
    for (y = 0; y < H; y++)
        for (x = 0; x < W; x++) {
            int n = 0;
            for (dy = -1; dy <= 1; dy++)
                for (dx = -1; dx <= 1; dx++)
                    if (dx || dy)
                        n += grid[(y + dy + H) % H][(x + dx + W) % W] == '#';
            next[y][x] = n == 3 || (n == 2 && grid[y][x] == '#') ? '#' : '.';
        }
    memcpy(grid, next, sizeof grid);
}
int main(void)
{
    int i;
    for (i = 0; i < 11; i++)
        step();
    for (i = 0; i < H; i++)
        puts(grid[i]);
    return 0;
}
