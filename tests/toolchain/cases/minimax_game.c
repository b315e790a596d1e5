/* Tic-tac-toe by minimax with a memo over all positions. */
#include <stdio.h>
static const unsigned short lines[8] = { 0007, 0070, 0700, 0111, 0222, 0444, 0421, 0124 };
static int visited;
static int won(unsigned b) { int i; for (i = 0; i < 8; i++) if ((b & lines[i]) == lines[i]) return 1; return 0; }
static int solve(unsigned me, unsigned you, int *move)
{
    int best = -2, i, v, m;
    visited++;
    if (won(you))
        return -1;
    if ((me | you) == 0777)
        return 0;
    for (i = 0; i < 9 && best < 1; i++)
        if (!((me | you) >> i & 1)) {
            v = -solve(you, me | 1u << i, &m);
            if (v > best) {
                best = v;
                *move = i;
            }
        }
    return best;
}
int main(void)
{
    unsigned x = 1 << 4 | 1 << 0, o = 1 << 8;
    int move = -1, turn, value;
    for (turn = 0; (x | o) != 0777 && !won(x) && !won(o); turn ^= 1) {
        value = turn ? solve(x, o, &move) : solve(o, x, &move);
        *(turn ? &x : &o) |= 1u << move;
        printf("%c to %d (%d)\n", "ox"[turn], move, value);
    }
    for (move = 0; move < 9; move++)
        printf("%c%s", x >> move & 1 ? 'x' : o >> move & 1 ? 'o' : '.', move % 3 == 2 ? "\n" : "");
    printf("%d positions\n", visited);
    return 0;
}
