/* Floating numbers through printf, scanf and strtod. */
#include <errno.h>
#include <float.h>
#include <stdio.h>
#include <stdlib.h>

static const double values[] = {0, 1, 0.5, 2.5, -3.14159265358979, 1e-5, 9.9999995e-5, 123456.5, 999994.5, 1e15, 1e22, 6.02e-23};
static const char *flags[] = {"", "-", "0", "+", " ", "#", "-0", "+0", "#0", " 0", "-+#"};
static const char *widths[] = {"", "13", ".0", "9.4", ".1", "30.20"};

static unsigned sum(const char *s) {
    unsigned h = 2166136261u;
    while (*s)
        h = (h ^ (unsigned char)*s++) * 16777619u;
    return h;
}

static void table(const char *conversions) {
    static char format[32], out[400];
    unsigned f, w, v, h, n;
    for (; *conversions; conversions++)
        for (f = 0; f < sizeof flags / sizeof *flags; f++) {
            h = 0;
            for (w = 0; w < sizeof widths / sizeof *widths; w++) {
                sprintf(format, "[%%%s%s%c]", flags[f], widths[w], *conversions);
                for (v = 0; v < sizeof values / sizeof *values; v++) {
                    n = snprintf(out, sizeof out, format, values[v]);
                    h = h * 31 + sum(out) + n;
                }
            }
            printf("%c %-3s %08x\n", *conversions, flags[f], h);
        }
}

static void mixed(void) {
    double zero = 0;
    printf("%f|%.2f|%5.1f|%-8.3f|%d|%s|%c\n", 1.5, 2.345, 9.96, 1.0 / 3, 7, "seven", '7');
    printf("%*.*f|%-*.*e|\n", 10, 3, 3.14159, 14, 2, 314.159);
    printf("%g %g %g %G %F %E\n", 1 / zero, -1 / zero, 1e-7, 1e-7, 1 / zero, 12.5);
    printf("%lf %Lf %hhd\n", 0.25, 0.75L, 300);
    printf("%.0f %.0f %.0f %.0f %.0e %.0e\n", 0.5, 1.5, 2.5, -0.5, 2.5, 3.5);
    printf("%a %a %A %.3a %a\n", 1.0, -0.1, 255.0, 3.14159, 0.0);
    printf("%f %f\n", (float)0.1, 16777216.0f);
}

static void read(const char *text) {
    char *end;
    double d;
    float f;
    int first, second;
    errno = 0;
    d = strtod(text, &end);
    first = errno;
    errno = 0;
    f = strtof(text, NULL);
    second = errno;
    printf("'%s' %a %d %d, %a %d, %g\n", text, d, first, (int)(end - text), f, second, atof(text));
}

static void scan(const char *text, const char *format) {
    double d = -1;
    char rest[20] = "-";
    int n = sscanf(text, format, &d, rest);
    printf("'%s' %s %d %g %s\n", text, format, n, d, rest);
}

static void scans(void) {
    double d;
    float f;
    int n, i;
    scan("3.14", "%lf%s");
    scan(" -2.5e-3rest", "%lf%s");
    scan("inf x", "%le%s");
    scan("-infinity", "%lg%s");
    scan("nano", "%lf%s");
    scan("0x1.8p3q", "%la%s");
    scan("123456", "%3lf%s");
    scan("word", "%lf%s");
    scan("", "%lf%s");
    scan(".5.5", "%lf%s");
    n = sscanf("1.5 2.25 3", "%lf%f%d", &d, &f, &i);
    printf("%d %g %g %d\n", n, d, f, i);
    n = sscanf("9 8.5", "%*f %lf", &d);
    printf("%d %g\n", n, d);
}

int main(void) {
    static const char *texts[] = {"3.14", "  +0.1x", "1e300", "-1e-300", "1e400", "-1e-400", "2.4703282292062327e-324", "2.4703282292062328e-324", "", ".", "e5", "1e", "1e+",
        ".5", "5.", "0x1.8p1", "0x.8", "0xg", "inf", "-Infinity", "infin", "nan", "9007199254740993", "9007199254740993.00000000000000000000000001",
        "-0", "1.17549435e-38", "3.4028235677973366e38", "3.4028235e38", "1.7976931348623159e308", "0x1p99999999", "1e-99999999", "16777217.0000000001"};
    unsigned i;
    table("feg");
    mixed();
    for (i = 0; i < sizeof texts / sizeof *texts; i++)
        read(texts[i]);
    scans();
    printf("%g %g %g %g %d %d\n", DBL_MAX, DBL_MIN, DBL_EPSILON, FLT_MAX, DBL_DIG, FLT_MANT_DIG);
    return 0;
}
