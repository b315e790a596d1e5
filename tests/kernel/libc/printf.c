/* Every conversion without floating point, under every flag, width, precision and size. */
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static unsigned long long values[] = {0, 8, 42, 0x80000000u, 0xffffffffu, 0x123456789abcdefull, 0x8000000000000000ull};
static const char *flags[] = {"", "-", "0", "+", " ", "#", "-0", "+0", "#0", " 0", "-+#"};
static const char *widths[] = {"", "13", ".0", "9.4", "4.9"};

static unsigned sum(const char *s) {
    unsigned h = 2166136261u;
    while (*s)
        h = (h ^ (unsigned char)*s++) * 16777619u;
    return h;
}

static void table(const char *conversions, const char *size, int wide) {
    char format[32], out[80];
    unsigned f, w, v, n;
    for (; *conversions; conversions++)
        for (f = 0; f < sizeof flags / sizeof *flags; f++) {
            unsigned h = 0;
            if (strchr(flags[f], '#') && strchr("diu", *conversions))
                continue;
            for (w = 0; w < sizeof widths / sizeof *widths; w++) {
                sprintf(format, "[%%%s%s%s%c]", flags[f], widths[w], size, *conversions);
                for (v = 0; v < sizeof values / sizeof *values; v++) {
                    n = wide ? snprintf(out, sizeof out, format, values[v]) : snprintf(out, sizeof out, format, (unsigned)values[v]);
                    h = h * 31 + sum(out) + n;
                    if (w == f % 5 && v == (f + 5) % 7)
                        printf("%s %s\n", format, out);
                }
            }
            printf("%c%s %s %08x\n", *conversions, size, flags[f], h);
        }
}

int main(void) {
    char buf[40];
    short h;
    signed char c;
    int n;
    long long ll;
    table("diuxXo", "", 0);
    table("d", "l", 0);
    table("duxo", "ll", 1);
    table("d", "j", 1);
    table("dx", "hh", 0);
    table("ux", "h", 0);
    table("u", "z", 0);
    table("d", "t", 0);
    printf("[%s] [%10s] [%-10s] [%.2s] [%10.2s] [%-10.2s] [%.0s] [%.*s] [%*s]\n", "abc", "abc", "abc", "abc", "abc", "abc", "abc", 1, "abc", -6, "abc");
    printf("[%c] [%5c] [%-5c] [%%] [%5s]\n", 'x', 'y', 'z', "");
    printf("[%*d] [%-*d] [%.*d] [%.*d] [%*.*d]\n", 7, 42, 7, 42, 5, 42, -1, 42, -9, 4, 42);
    printf("%d%n", 12345, &n);
    printf(" %d\n", n);
    printf("ab%hhn%hn%lln\n", &c, &h, &ll);
    printf("%d %d %lld\n", c, h, ll);
    memset(buf, '#', sizeof buf);
    n = snprintf(buf, 5, "%s", "longer than that");
    printf("%d %s %c\n", n, buf, buf[5]);
    n = snprintf(buf, 1, "%d", 12345);
    printf("%d '%s'\n", n, buf);
    n = snprintf(NULL, 0, "%s-%d", "abc", 99);
    printf("%d\n", n);
    n = sprintf(buf, "%c%c%c", 'a', 0, 'b');
    printf("%d %d %d\n", n, buf[1], buf[2]);
    n = printf("%s %d %s\n", "x", 5, "a longer piece of text to go through the buffer");
    printf("%d\n", n);
    printf("%lld %llu %llx\n", LLONG_MIN, ULLONG_MAX, ULLONG_MAX);
    printf("%d %u %ld %lu\n", INT_MIN, UINT_MAX, LONG_MIN, ULONG_MAX);
    printf("%p\n", (void *)0x1234);
    printf("%d %s\n", 1, "two"), fflush(stdout);
    fprintf(stdout, "%s\n", "fprintf");
    dprintf(1, "%s\n", "dprintf goes past the buffer");
    return 0;
}
