/* The functions of <string.h> that programs use most. */
#include <stdio.h>
#include <string.h>
#define SIGN(x) (((x) > 0) - ((x) < 0))
#define AT(p, s) ((p) ? (int)((p) - (s)) : -1)
int main(void)
{
    char buf[40], *p, line[] = "one,two;;three", *save;
    const char *s = "the cat sat on the mat";
    printf("%d %d %d\n", (int)strlen(""), (int)strlen("abc"), (int)strnlen("abcdef", 4));
    printf("%d %d %d %d\n", SIGN(strcmp("a", "b")), SIGN(strcmp("b", "a")), SIGN(strcmp("a", "a")), SIGN(strcmp("a", "ab")));
    printf("%d %d %d\n", SIGN(strncmp("abc", "abd", 2)), SIGN(strncmp("abc", "abd", 3)), SIGN(strcmp("\xff", "a")));
    printf("%d %d %d %d\n", AT(strchr(s, 't'), s), AT(strrchr(s, 't'), s), AT(strchr(s, 'z'), s), AT(strchr(s, 0), s));
    printf("%d %d %d\n", AT(strstr(s, "sat"), s), AT(strstr(s, "dog"), s), AT(strstr(s, ""), s));
    printf("%d %d %d\n", (int)strspn(s, "eht "), (int)strcspn(s, "aeiou"), AT(strpbrk(s, "xyzm"), s));
    strcpy(buf, "hello");
    strcat(buf, ", ");
    strncat(buf, "worldwide", 5);
    printf("%s %d\n", buf, (int)strlen(buf));
    memset(buf, '*', sizeof buf);
    strncpy(buf, "ab", 5);
    printf("%d %d %c\n", buf[2], buf[4], buf[5]);
    printf("%d %d\n", AT((char *)memchr(s, 'm', 22), s), AT((char *)memchr(s, 'm', 5), s));
    for (p = strtok(line, ",;"); p; p = strtok(NULL, ",;"))
        printf("<%s>", p);
    strcpy(buf, "  a b  ");
    for (p = strtok_r(buf, " ", &save); p; p = strtok_r(NULL, " ", &save))
        printf("(%s)", p);
    printf("\n");
    p = strdup("duplicate");
    printf("%s\n", p);
    return 0;
}
