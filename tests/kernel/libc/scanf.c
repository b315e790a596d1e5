/* sscanf, and fscanf from a file: conversions, widths, sets, suppression, counts, ends. */
#include <stdio.h>
#include <string.h>

static void one(const char *text, const char *format) {
    int a = -9, b = -9, c = -9, n = sscanf(text, format, &a, &b, &c);
    printf("'%s' '%s': %d %d %d %d\n", text, format, n, a, b, c);
}

static void words(const char *text, const char *format) {
    char a[40] = "?", b[40] = "?";
    int n = sscanf(text, format, a, b);
    printf("'%s' '%s': %d <%s> <%s>\n", text, format, n, a, b);
}

int main(void) {
    FILE *f;
    long long big;
    short h;
    unsigned char hh[2] = {1, 2};
    char s[20];
    int n, a, k;
    one("1 2 3", "%d %d %d");
    one("1 2 3", "%d%d%d");
    one("1,2,3", "%d,%d,%d");
    one("1, 2", "%d,%d");
    one("1 x 3", "%d %d");
    one("", "%d");
    one("   ", "%d");
    one("abc", "%d");
    one("-5 +6 007", "%d %i %i");
    one("0x1F 1f 017", "%i %x %o");
    one("12345678", "%3d%2d%d");
    one("12 34", "%*d %d");
    one("12%34", "%d%%%d");
    one("12 abc 5", "%d %n");
    one("4294967295 -1", "%u %u");
    one("key=17;", "key=%d;%n");
    one("kez=17;", "key=%d;%n");
    one("10-20-30", "%d-%d-%d");
    one("1 2", "%d %d %d");
    words("hello world", "%s %s");
    words("  hello   world", "%s%s");
    words("hello world", "%3s%s");
    words("hello", "%2c%3c");
    words("abc123def", "%[a-z]%[0-9]");
    words("abc:def", "%[^:]:%s");
    words("]x]y", "%[]x]%s");
    words("a-b", "%[a-]%s");
    words("x y", "%*s %s");
    words("one", "%s %s");
    words("^^a", "%[^a]%s");
    n = sscanf("123456789012 -7 300", "%lld %hd %hhu", &big, &h, &hh[0]);
    printf("%d %lld %d %d %d\n", n, big, h, hh[0], hh[1]);
    f = fopen("/tmp/scanf.tmp", "w+");
    fputs("alpha 1\nbeta 22\n\n gamma 333 end", f);
    rewind(f);
    while ((n = fscanf(f, "%19s %d", s, &a)) == 2)
        printf("%s=%d\n", s, a);
    printf("%d %s %d\n", n, s, feof(f) != 0);
    rewind(f);
    n = fscanf(f, "%*s%n%d", &k, &a);
    printf("%d %d %d next=%c\n", n, k, a, fgetc(f));
    fclose(f);
    remove("/tmp/scanf.tmp");
    return 0;
}
