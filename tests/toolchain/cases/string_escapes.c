/* Every escape sequence, in characters and strings. */
#include <stdio.h>
int main(void)
{
    const unsigned char *p = (const unsigned char *)"\a\b\f\n\r\t\v\\\'\"\?\0\1\12\123\x7\x7f\xFf";
    int i;
    for (i = 0; i < 18; i++)
        printf("%d ", p[i]);
    printf("\n%d %d %d %d\n", '\n', '\'', '"', '\\');
    printf("%d %d %d\n", '\0', '\101', '\x41');
    printf("%d %d\n", '\x7f', 'ab' == ('a' << 8 | 'b'));
    printf("tab\there \"quoted\" back\\slash 100%% \x41\x42\103\n");
    printf("%d\n", (int)sizeof("\1234"));
    printf("caf\u00e9 %d\n", (int)sizeof "\u00e9\u20ac");
    return 0;
}
