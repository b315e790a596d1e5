/* Long else-if chains and conditions over ranges. */
#include <stdio.h>
static char grade(int p)
{
    if (p < 0 || p > 100) return '!';
    else if (p >= 90) return 'A';
    else if (p >= 80) return 'B';
    else if (p >= 70) return 'C';
    else return 'F';
}
static const char *kind(int c)
{
    if (c >= '0' && c <= '9')
        return "digit";
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_')
        return "letter";
    if (c == ' ' || (unsigned)(c - 9) < 5)
        return "space";
    return c > 32 && c < 127 ? "punct" : "other";
}
int main(void)
{
    static const char text[] = "a9 _Z\t!\x7f~/:@[`{";
    int i;
    for (i = -1; i <= 101; i += 17)
        putchar(grade(i));
    putchar('\n');
    for (i = 0; text[i]; i++)
        printf("%s ", kind(text[i]));
    printf("\n");
    return 0;
}
