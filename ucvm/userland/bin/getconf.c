/* getconf: what limits and settings the system has. A name of sysconf or confstr, or of pathconf with a path after it; -a shows all. */
#include <tool.h>

const char *prog = "getconf", *synopsis = "name [path] | -a [path]";

enum { SYSTEM, PATHNAME, FIXED };
static const struct variable {
    const char *name;
    int kind, number;
} variables[] = {
    {"ARG_MAX", SYSTEM, _SC_ARG_MAX},
    {"CHILD_MAX", SYSTEM, _SC_CHILD_MAX},
    {"CLK_TCK", SYSTEM, _SC_CLK_TCK},
    {"HOST_NAME_MAX", FIXED, HOST_NAME_MAX},
    {"LINE_MAX", SYSTEM, _SC_LINE_MAX},
    {"LOGIN_NAME_MAX", FIXED, LOGIN_NAME_MAX},
    {"NGROUPS_MAX", FIXED, NGROUPS_MAX},
    {"OPEN_MAX", SYSTEM, _SC_OPEN_MAX},
    {"PAGESIZE", SYSTEM, _SC_PAGESIZE},
    {"PAGE_SIZE", SYSTEM, _SC_PAGESIZE},
    {"RE_DUP_MAX", FIXED, RE_DUP_MAX},
    {"SYMLOOP_MAX", FIXED, SYMLOOP_MAX},
    {"TTY_NAME_MAX", FIXED, TTY_NAME_MAX},
    {"_NPROCESSORS_CONF", SYSTEM, _SC_NPROCESSORS_CONF},
    {"_NPROCESSORS_ONLN", SYSTEM, _SC_NPROCESSORS_ONLN},
    {"_POSIX_VERSION", FIXED, _POSIX_VERSION},
    {"NAME_MAX", PATHNAME, _PC_NAME_MAX},
    {"PATH_MAX", PATHNAME, _PC_PATH_MAX},
    {"PIPE_BUF", PATHNAME, _PC_PIPE_BUF},
    {"CHAR_BIT", FIXED, CHAR_BIT},
    {"INT_MAX", FIXED, INT_MAX},
    {"INT_MIN", FIXED, INT_MIN},
    {"SCHAR_MAX", FIXED, SCHAR_MAX},
    {"SHRT_MAX", FIXED, SHRT_MAX},
    {"SSIZE_MAX", FIXED, SSIZE_MAX},
    {"UCHAR_MAX", FIXED, UCHAR_MAX},
    {"USHRT_MAX", FIXED, USHRT_MAX},
    {"_POSIX2_LINE_MAX", FIXED, _POSIX2_LINE_MAX},
    {0, 0, 0},
};

static void put_value(const struct variable *v, const char *file)
{
    long value = v->number;
    errno = 0;
    if (v->kind == SYSTEM)
        value = sysconf(v->number);
    else if (v->kind == PATHNAME && access(file, F_OK) == 0)
        value = pathconf(file, v->number);
    else if (v->kind == PATHNAME) {
        trouble = 3;
        die("pathconf: %s", file);
    }
    if (value == -1 && errno)
        outs("undefined\n");
    else
        outf("%ld\n", value);
}

static void put_path(void)
{
    char text[128];
    if (confstr(0, text, sizeof text) > 0)
        outs(text);
    outc('\n');
}

static int put_all(const char *file)
{
    const struct variable *v;
    for (v = variables; v->name; v++) {
        outf("%-35s", v->name);
        put_value(v, file);
    }
    outf("%-35s", "PATH");
    put_path();
    return finish();
}

int main(int argc, char **argv)
{
    const struct variable *v;
    int c, all = 0;
    (void)argc;
    trouble = 2;
    while ((c = option(argv, "a")) >= 0)
        all = 1;
    if (all)
        return put_all(*operands ? *operands : "/");
    if (!*operands)
        show_usage(2);
    if (strcmp(*operands, "PATH") == 0 || strcmp(*operands, "CS_PATH") == 0) {
        put_path();
        return finish();
    }
    for (v = variables; v->name && strcmp(v->name, *operands) != 0; v++)
        ;
    if (!v->name)
        diex("Unrecognized variable `%s'", *operands);
    if (v->kind == PATHNAME && !operands[1])
        show_usage(2);
    put_value(v, operands[1] ? operands[1] : "/");
    return finish();
}
