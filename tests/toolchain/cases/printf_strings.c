/* printf: %s and %c with widths and precisions; return values; snprintf cutting off. */
#include <stdio.h>
#include <string.h>
int main(void)
{
    char buf[10], nul[3] = { 'x', 'y', 'z' };
    int n;
    printf("[%s][%10s][%-10s|[%.2s][%10.3s][%-10.3s|[%.0s]\n", "hello", "hello", "hello", "hello", "hello", "hello", "hello");
    printf("[%c][%3c][%-3c|\n", 'a', 'b', 'c');
    printf("[%.3s][%.*s]\n", nul, 2, nul);
    n = printf("%s-%d\n", "count", 12);
    printf("%d\n", n);
    n = snprintf(buf, sizeof buf, "%s", "a long string");
    printf("[%s] %d %d\n", buf, n, (int)strlen(buf));
    n = snprintf(buf, 1, "%d", 12345);
    printf("[%s] %d\n", buf, n);
    n = snprintf(NULL, 0, "%05d|%s", 7, "xyz");
    printf("%d\n", n);
    n = sprintf(buf, "%d:%c:%s", 1, '2', "3");
    printf("%s %d\n", buf, n);
    memset(buf, '#', sizeof buf);
    snprintf(buf, 4, "ab");
    printf("%d %d\n", buf[2], buf[3]);
    fputs("fputs", stdout);
    putchar('!');
    fputc('\n', stdout);
    fprintf(stdout, "%s %s %s %s %s %s %s\n", "one", "two", "three", "four", "five", "six", "seven");
    n = 0;
    printf("12345%n6789\n", &n);
    printf("%d\n", n);
    return 0;
}
