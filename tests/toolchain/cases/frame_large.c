/* Frames of several kilobytes, and large arrays among scalars. */
#include <stdio.h>
#include <string.h>
static int work(int seed)
{
    int a = seed, first[300], b = seed + 1, second[300], c = seed + 2;
    char text[500];
    int i;
    for (i = 0; i < 300; i++) {
        first[i] = a * i + b;
        second[299 - i] = b * i + c;
    }
    memset(text, 'x', sizeof text);
    text[499] = 0;
    for (i = 0; i < 300; i++)
        a += first[i] ^ second[i];
    return a + b + c + strlen(text) + first[299] + second[0];
}
static int nest(int n)
{
    char pad[200];
    pad[n] = n;
    pad[199] = n + 1;
    return n ? nest(n - 1) + pad[n] + pad[199] : 0;
}
int main(void)
{
    printf("%d %d\n", work(1), work(-100));
    printf("%d\n", nest(20));
    return 0;
}
