/* getenv, setenv, putenv, unsetenv, getopt, atexit. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern char **environ;

static void options(int argc, char **argv, const char *spec) {
    int c;
    optind = 1;
    opterr = 0;
    while ((c = getopt(argc, argv, spec)) != -1)
        printf("%c%s%s%s ", c, c == '?' || c == ':' ? "-" : "", c == '?' || c == ':' ? (char[]){optopt, 0} : "", optarg ? optarg : "");
    printf("| %d\n", optind);
}

static void first(void) {
    printf("first registered, last called\n");
}

static void second(void) {
    printf("second\n");
}

int main(void) {
    char *a[] = {"p", "-a", "-bval", "-c", "val", "rest", "-d", NULL}, *b[] = {"p", "-abc", "--", "-x", NULL}, *c[] = {"p", "-c", NULL}, *d[] = {"p", "-", "-a", NULL},
         *e[] = {"p", "-ax", "-q", "file", NULL}, *none[] = {NULL};
    static char put[] = "PUT=here";
    int i;
    environ = none;
    printf("%d\n", getenv("NOTHING") == NULL);
    setenv("A", "1", 1);
    setenv("B", "2", 1);
    setenv("A", "changed", 0);
    printf("%s %s\n", getenv("A"), getenv("B"));
    setenv("A", "changed", 1);
    putenv(put);
    put[4] = 'H';
    printf("%s %s\n", getenv("A"), getenv("PUT"));
    unsetenv("B");
    for (i = 0; environ[i]; i++)
        printf("%s;", environ[i]);
    printf("\n%d %d %d\n", setenv("", "x", 1), setenv("a=b", "x", 1), unsetenv("a=b"));
    for (i = 0; i < 30; i++) {
        char name[8];
        sprintf(name, "V%d", i);
        setenv(name, name + 1, 1);
    }
    printf("%s %s %d\n", getenv("V0"), getenv("V29"), getenv("V") == NULL);
    setenv("POSIXLY_CORRECT", "1", 1);
    options(7, a, "ab:c:d");
    options(4, b, "abc");
    options(2, c, "c:");
    options(2, c, ":c:");
    options(3, d, "a");
    options(4, e, "a");
    atexit(first);
    atexit(second);
    return 3;
}
