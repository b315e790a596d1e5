/* Plain char is unsigned. */
#include <stdio.h>
int main(void)
{
    char c = 255;
    char text[] = "\xff\x80z";
    int i, sum = 0;
    printf("%d %d\n", c, c > 0);
    c++;
    printf("%d\n", c);
    c--;
    printf("%d\n", c);
    for (i = 0; text[i]; i++)
        sum += text[i];
    printf("%d\n", sum);
    printf("%d\n", '\xff' == -1);
    printf("%d\n", (char)0x80 >> 1);
    for (c = 3; c < 4; c--)
        printf("%d ", c);
    printf("end %d\n", c);
    printf("%d %d\n", (signed char)c, text[0] == (char)-1);
    return 0;
}
