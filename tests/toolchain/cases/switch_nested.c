/* Switches in switches and in loops. */
#include <stdio.h>
int main(void)
{
    int i, j;
    for (i = 0; i < 4; i++) {
        switch (i) {
        case 0:
            for (j = 0; j < 5; j++) {
                switch (j) {
                case 1: continue;
                case 3: break;
                default: printf("j%d ", j); continue;
                }
                break;
            }
            printf("left at %d\n", j);
            break;
        case 1:
            switch (i + 1) {
            case 1: printf("wrong\n"); break;
            case 2: printf("right\n"); break;
            }
            continue;
        case 2:
            do {
                case 3: printf("in loop %d\n", i);
            } while (0);
        }
        printf("after %d\n", i);
    }
    return 0;
}
