/* What a failed assert does. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

void __assert(const char *what, const char *file, int line) {
    dprintf(2, "%s:%d: Assertion `%s' failed.\n", file, line, what);
    abort();
}
