/* Concatenation, embedded zeros, sizes, arrays from literals, indexing of literals. */
#include <stdio.h>
#include <string.h>
static const char *lines[] = {
    "first",
    "second " "joined"
    " thrice",
    "",
};
int main(void)
{
    char zero[] = "ab\0cd";
    const char *p = "pointer";
    printf("%s|%s|%s|\n", lines[0], lines[1], lines[2]);
    printf("%d %d %s %s\n", (int)sizeof zero, (int)strlen(zero), zero, zero + 3);
    printf("%c%c %d\n", "index"[2], *"deref", "end"[3]);
    printf("%s %d\n", p + 3, (int)sizeof "size");
    printf("%s\n", "a" "b" /* comment */ "c"
           "d");
    printf("%s\n", 1 ? "yes" : "no");
    printf("%d\n", (int)sizeof("\x41" "1"));
    zero[2] = '-';
    puts(zero);
    puts("");
    return 0;
}
