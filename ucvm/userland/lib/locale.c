/* <locale.h>: there is the C locale, and POSIX and "" are names for it. */
#include <locale.h>
#include <string.h>
#include <limits.h>

char *setlocale(int category, const char *name) {
    (void)category;
    return !name || !*name || !strcmp(name, "C") || !strcmp(name, "POSIX") ? "C" : NULL;
}

struct lconv *localeconv(void) {
    static struct lconv c = {".", "", "", "", "", "", "", "", "", "", CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX,
                             CHAR_MAX, CHAR_MAX};
    return &c;
}
