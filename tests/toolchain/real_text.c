/* Lines "FORMAT~HIGH LOW" print the double with these words; "d~TEXT" and "f~TEXT" give the bits that strtod and strtof read. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
    static char line[2000];
    char *rest;
    union {
        double d;
        float f;
        unsigned word[2];
    } x;
    while (fgets(line, sizeof line, stdin)) {
        line[strlen(line) - 1] = 0;
        rest = strchr(line, '~');
        *rest++ = 0;
        if (*line == '%') {
            x.word[1] = strtoul(rest, &rest, 16);
            x.word[0] = strtoul(rest, NULL, 16);
            printf(line, x.d);
            putchar('\n');
        } else if (*line == 'd') {
            x.d = strtod(rest, NULL);
            printf("%08x%08x\n", x.word[1], x.word[0]);
        } else {
            x.f = strtof(rest, NULL);
            printf("%08x\n", x.word[0]);
        }
    }
    return 0;
}
