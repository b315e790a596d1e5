/* Character classes over all of ASCII. */
#include <stdio.h>
#include <ctype.h>
int main(void)
{
    int c, n[9] = { 0 };
    unsigned h = 0;
    for (c = 0; c < 128; c++) {
        int bits = !!isalpha(c) | !!isdigit(c) << 1 | !!isspace(c) << 2 | !!isupper(c) << 3 | !!islower(c) << 4 | !!ispunct(c) << 5
            | !!isxdigit(c) << 6 | !!iscntrl(c) << 7 | !!isprint(c) << 8;
        int b;
        for (b = 0; b < 9; b++)
            n[b] += bits >> b & 1;
        h = h * 31 + bits + toupper(c) * 3 + tolower(c) * 5 + !!isalnum(c) + !!isgraph(c) * 2;
    }
    for (c = 0; c < 9; c++)
        printf("%d ", n[c]);
    printf("%u\n%c%c%c\n", h, toupper('q'), tolower('Q'), toupper('1'));
    printf("%d\n", isalpha(EOF));
    return 0;
}
