/* break and continue concern the innermost loop. */
#include <stdio.h>
int main(void)
{
    int i, j, k, count = 0;
    for (i = 0; i < 5; i++) {
        for (j = 0; j < 5; j++) {
            if (j == i)
                continue;
            if (i + j > 6)
                break;
            k = 0;
            do {
                if (k == 2)
                    break;
                count += i * j;
            } while (++k < 4);
            while (1) {
                if (k-- < 1)
                    break;
                if (k == 1)
                    continue;
                count++;
            }
        }
        printf("%d %d %d\n", i, j, count);
    }
    return 0;
}
