/* test and [ (XCU test): by the number of arguments up to four, as an expression with -a -o ! ( ) beyond. */
#include "sh.h"

static char **args;
static int left;                /* arguments not yet taken */

/* -v NAME or NAME[KEY] */
static int isset(const char *s)
{
    Var *v = lookup(s);

    s += namelen(s);
    if (*s == '[' && v && v->flags & ARRAY)
        return getitem(v, subscript(s, v)) != 0;
    return v != 0;
}

static int unary(int op, const char *s)
{
    struct stat st;

    switch (op) {
    case 'n':
        return *s != 0;
    case 'z':
        return !*s;
    case 'v':
        return isset(s);
    case 't':
        return isatty(number(s));
    case 'r':
        return !access(s, R_OK);
    case 'w':
        return !access(s, W_OK);
    case 'x':
        return !access(s, X_OK);
    }
    if ((op == 'L' || op == 'h' ? lstat(s, &st) : stat(s, &st)) < 0)
        return 0;
    switch (op) {
    case 'b':
        return S_ISBLK(st.st_mode);
    case 'c':
        return S_ISCHR(st.st_mode);
    case 'd':
        return S_ISDIR(st.st_mode);
    case 'f':
        return S_ISREG(st.st_mode);
    case 'L':
    case 'h':
        return S_ISLNK(st.st_mode);
    case 'p':
        return S_ISFIFO(st.st_mode);
    case 'S':
        return S_ISSOCK(st.st_mode);
    case 's':
        return st.st_size > 0;
    case 'g':
        return (st.st_mode & S_ISGID) != 0;
    case 'u':
        return (st.st_mode & S_ISUID) != 0;
    case 'k':
        return (st.st_mode & 01000) != 0;
    case 'O':
        return st.st_uid == geteuid();
    case 'G':
        return st.st_gid == getegid();
    }
    return 1;
}

static int isunary(const char *s)
{
    return s[0] == '-' && s[1] && !s[2] && strchr("nztrwxebcdfLhpSsgukOGv", s[1]);
}

static const char operators[] = "=\0!=\0-eq\0-ne\0-gt\0-ge\0-lt\0-le\0<\0>\0-nt\0-ot\0-ef\0==\0";

/* Number of the operator, from 1; 0 when it is none. */
static int isbinary(const char *s)
{
    return place(operators, s) + 1;
}

static int newer(const char *a, const char *b)
{
    struct stat s, t;

    return !stat(a, &s) && (stat(b, &t) < 0 || s.st_mtime > t.st_mtime);
}

static int binary(const char *a, int op, const char *b)
{
    struct stat s, t;
    Num n, m;
    int d;

    switch (op) {
    case 11:
        return newer(a, b);
    case 12:
        return newer(b, a);
    case 13:
        return !stat(a, &s) && !stat(b, &t) && s.st_ino == t.st_ino && s.st_dev == t.st_dev;
    }
    if (op < 3 || op > 8)
        d = strcmp(a, b);
    else {
        m = number(b);
        n = number(a);
        d = n < m ? -1 : n > m;
    }
    switch (op) {
    case 1:
    case 3:
    case 14:
        return d == 0;
    case 2:
    case 4:
        return d != 0;
    case 5:
    case 10:
        return d > 0;
    case 6:
        return d >= 0;
    case 7:
    case 9:
        return d < 0;
    }
    return d <= 0;
}

static int expression(int level);

static char *operand(void)
{
    if (!left)
        error(0, "argument expected");
    left--;
    return *args++;
}

static int primary(void)
{
    char *s;
    int op, n;

    if (left >= 3 && (op = isbinary(args[1]))) {
        s = operand();
        operand();
        args++;
        left--;
        return binary(s, op, args[-1]);
    }
    s = operand();
    if (!left)
        return *s != 0;
    if (!strcmp(s, "!"))
        return !primary();
    if (!strcmp(s, "(")) {
        n = expression(0);
        if (!left || strcmp(operand(), ")"))
            error(0, "closing paren expected");
        return n;
    }
    if (isunary(s))
        return unary(s[1], operand());
    return *s != 0;
}

/* level 0: -o, 1: -a */
static int expression(int level)
{
    int n = level ? primary() : expression(1), m;

    while (left && !strcmp(*args, level ? "-a" : "-o")) {
        operand();
        m = level ? primary() : expression(1);
        n = level ? n & m : n | m;
    }
    return n;
}

int b_test(char **argv)
{
    int n, not = 0;

    for (left = 0; argv[left + 1]; left++)
        ;
    if (argv[0][0] == '[') {
        if (!left || strcmp(argv[left], "]"))
            error(0, "missing ]");
        left--;
    }
    args = argv + 1;
    if (!left)
        return 1;
    if (left == 4 && !strcmp(*args, "!")) {
        operand();
        not = 1;
    }
    if (left == 3 && !isbinary(args[1]) && !strcmp(*args, "(") && !strcmp(args[2], ")")) {
        n = *args[1] != 0;
        left = 0;
    } else if (left == 3 && (!strcmp(args[1], "-a") || !strcmp(args[1], "-o"))) {
        n = args[1][1] == 'a' ? *args[0] && *args[2] : *args[0] || *args[2];
        left = 0;
    } else
        n = expression(0);
    if (left)
        error(*args, "unexpected operator");
    return n == not;
}
