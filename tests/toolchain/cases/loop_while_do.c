/* while and do, with break and continue. */
#include <stdio.h>
int main(void)
{
    int i = 0, sum = 0;
    while (i < 10) {
        i++;
        if (i % 3 == 0)
            continue;
        if (i == 8)
            break;
        sum += i;
    }
    printf("%d %d\n", i, sum);
    do
        sum--;
    while (sum > 5);
    printf("%d\n", sum);
    do {
        if (sum == 2)
            continue;
        sum -= 3;
    } while (sum > 0 && sum != 2);
    printf("%d\n", sum);
    do
        i = 100;
    while (0);
    while (i --> 97)
        printf("%d ", i);
    printf("%d\n", i);
    return 0;
}
