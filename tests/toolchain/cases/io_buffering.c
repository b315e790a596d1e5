/* Many small writes, one larger than any buffer, and mixed functions, come out in order. */
#include <stdio.h>
#include <string.h>
int main(void)
{
    static char big[1500];
    int i;
    for (i = 0; i < 300; i++)
        printf("%d%c", i % 10, i % 50 == 49 ? '\n' : '.');
    for (i = 0; i < 1499; i++)
        big[i] = i % 75 == 74 ? '\n' : 'a' + i % 26;
    fputs(big, stdout);
    putchar('\n');
    fwrite("binary\0safe\n", 1, 12, stdout);
    fflush(stdout);
    puts("puts");
    fprintf(stdout, "%s", "end");
    putc('\n', stdout);
    i = getchar();
    printf("%d %d\n", i, feof(stdin) != 0);
    return ferror(stdout);
}
