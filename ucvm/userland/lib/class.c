/* The named classes of bracket expressions, for fnmatch and regcomp. */
#include <ctype.h>
#include <string.h>
#include <bits/class.h>

/* Is c in the class of that name (n bytes, "alpha")? -1 if there is no such class. */
int __in_class(const char *name, size_t n, int c) {
    static const char names[] = "alnum\0alpha\0blank\0cntrl\0digit\0graph\0lower\0print\0punct\0space\0upper\0xdigit\0";
    static int (*const tests[])(int) = {isalnum, isalpha, isblank, iscntrl, isdigit, isgraph,
                                        islower, isprint, ispunct, isspace, isupper, isxdigit};
    const char *s = names;
    int i = 0;
    for (; *s; s += strlen(s) + 1, i++)
        if (!strncmp(s, name, n) && !s[n])
            return tests[i](c) != 0;
    return -1;
}
