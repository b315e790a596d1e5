/* Breadth-first search in a maze, Dijkstra's algorithm, union-find. */
#include <stdio.h>
#include <string.h>
static const char maze[7][12] = { "S.#.....#.", ".##.###.#.", "....#.#...", "##.##.###.", ".......#..", ".#####.#.#", "......#..E" };
static int bfs(void)
{
    int queue[70], dist[70], head = 0, tail = 0, d;
    static const int step[4][2] = { { 0, 1 }, { 1, 0 }, { 0, -1 }, { -1, 0 } };
    memset(dist, -1, sizeof dist);
    dist[0] = 0;
    queue[tail++] = 0;
    while (head < tail) {
        int p = queue[head++], x = p % 10, y = p / 10;
        if (maze[y][x] == 'E')
            return dist[p];
        for (d = 0; d < 4; d++) {
            int nx = x + step[d][0], ny = y + step[d][1], q = ny * 10 + nx;
            if (nx < 0 || nx > 9 || ny < 0 || ny > 6 || maze[ny][nx] == '#' || dist[q] >= 0)
                continue;
            dist[q] = dist[p] + 1;
            queue[tail++] = q;
        }
    }
    return -1;
}
static void dijkstra(int from)
{
    static const unsigned char w[6][6] = { { 0, 7, 9, 0, 0, 14 }, { 7, 0, 10, 15, 0, 0 }, { 9, 10, 0, 11, 0, 2 }, { 0, 15, 11, 0, 6, 0 }, { 0, 0, 0, 6, 0, 9 }, { 14, 0, 2, 0, 9, 0 } };
    unsigned dist[6], done = 0;
    int i, u;
    for (i = 0; i < 6; i++)
        dist[i] = i == from ? 0 : ~0u;
    while (done != 63) {
        for (u = -1, i = 0; i < 6; i++)
            if (!(done >> i & 1) && (u < 0 || dist[i] < dist[u]))
                u = i;
        done |= 1 << u;
        for (i = 0; i < 6; i++)
            if (w[u][i] && dist[u] + w[u][i] < dist[i])
                dist[i] = dist[u] + w[u][i];
    }
    for (i = 0; i < 6; i++)
        printf("%u ", dist[i]);
    printf("\n");
}
static unsigned char parent[16];
static int find(int x) { return parent[x] == x ? x : (parent[x] = find(parent[x])); }
int main(void)
{
    int i, groups = 0;
    printf("%d\n", bfs());
    dijkstra(0);
    dijkstra(4);
    for (i = 0; i < 16; i++)
        parent[i] = i;
    for (i = 0; i < 16; i++)
        parent[find(i)] = find(i * 5 % 16);
    for (i = 0; i < 16; i++)
        groups += find(i) == i;
    printf("%d\n", groups);
    return 0;
}
