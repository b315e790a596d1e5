/* stdio on files: modes, seeking, pushing back, lines of any length, buffers, end and errors. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NAME "/tmp/files.tmp"

static void show(void) {
    FILE *f = fopen(NAME, "r");
    int c;
    while ((c = getc(f)) != EOF)
        putchar(c == '\n' ? '|' : c);
    printf(" eof=%d err=%d\n", feof(f) != 0, ferror(f) != 0);
    fclose(f);
}

static void big(void) {
    FILE *f = fopen(NAME, "w");
    char buf[333];
    unsigned sum = 0, n, i;
    long total = 0;
    for (i = 0; i < 5000; i++)
        fputc(i * 7 & 255, f);
    printf("at %ld\n", ftell(f));
    fclose(f);
    f = fopen(NAME, "rb");
    while ((n = fread(buf, 1, sizeof buf, f)) > 0)
        for (total += n, i = 0; i < n; i++)
            sum = sum * 31 + (unsigned char)buf[i];
    printf("%ld %08x\n", total, sum);
    fseek(f, 1234, SEEK_SET);
    printf("%d", fgetc(f));
    printf(" %ld\n", ftell(f));
    fseek(f, -10, SEEK_CUR);
    printf("%d\n", fgetc(f));
    fseek(f, -1, SEEK_END);
    printf("%d", fgetc(f));
    printf(" %d", fgetc(f));
    printf(" %d\n", feof(f) != 0);
    rewind(f);
    printf("%d", fgetc(f));
    printf(" %d\n", feof(f) != 0);
    printf("%zu\n", fread(buf, 100, 3, f));
    fclose(f);
}

int main(void) {
    FILE *f = fopen(NAME, "w");
    int before = (errno = EDOM, printf("errno "), errno);
    char line[8], *p = NULL;
    size_t room = 0;
    int c, fd;
    printf("%d\n", before == EDOM);
    fputs("first\nsecond line\n", f);
    printf("%d", fprintf(f, "%d-%s\n", 42, "x"));
    printf(" %d\n", putc('z', f));
    printf("%d\n", fwrite("abcdef", 2, 3, f) == 3);
    fclose(f);
    show();
    f = fopen(NAME, "a+");
    fputs("APP", f);
    fclose(f);
    show();
    f = fopen(NAME, "r+");
    while (fgets(line, sizeof line, f))
        printf("<%s>", line);
    printf("\n");
    fseek(f, 2, SEEK_SET);
    fputs("RST", f);
    fseek(f, 0, SEEK_SET);
    printf("%c", fgetc(f));
    printf("%c", fgetc(f));
    printf("%d", ungetc('Q', f));
    printf(" %c", fgetc(f));
    printf(" %ld\n", ftell(f));
    fclose(f);
    show();
    f = fopen(NAME, "r");
    while ((c = getline(&p, &room, f)) > 0)
        printf("%d:%s", c, p);
    printf("\n%d\n", c);
    rewind(f);
    printf("%d", (int)getdelim(&p, &room, 'e', f));
    printf(" %s\n", p);
    printf("%d", fputc('x', f));
    printf(" %d\n", ferror(f) != 0);
    clearerr(f);
    printf("%d\n", ferror(f));
    fclose(f);
    errno = 0;
    printf("%d", fopen("/nonexistent/x", "r") == NULL);
    printf(" %d\n", errno == ENOENT);
    printf("%d", fopen(NAME, "q") == NULL);
    printf(" %d\n", errno == EINVAL);
    big();
    f = tmpfile();
    fputs("temporary", f);
    rewind(f);
    fd = fileno(f);
    printf("%s", fgets(line, sizeof line, f));
    printf(" %d\n", fd > 2);
    fclose(f);
    f = fopen(NAME, "w");
    setvbuf(f, NULL, _IONBF, 0);
    fputs("unbuffered", f);
    show();
    fclose(f);
    f = fopen(NAME, "w");
    fputs("buffered", f);
    show();
    fflush(f);
    show();
    fclose(f);
    f = freopen(NAME, "r", stdin);
    printf("%d", f == stdin);
    printf(" %d", getchar());
    printf(" %c\n", ungetc('u', stdin));
    printf("%d\n", scanf("%7s", line));
    printf("%s\n", line);
    printf("%d", remove(NAME));
    printf(" %d\n", remove(NAME));
    f = fdopen(dup(1), "w");
    fflush(stdout);
    fprintf(f, "through fdopen\n");
    fclose(f);
    fputs("not ended by a newline", stdout);
    return 0;
}
