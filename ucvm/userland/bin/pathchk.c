/* pathchk: whether names can be file names, here or (-p, -P) on every POSIX system. */
#include <tool.h>

const char *prog = "pathchk", *synopsis = "[-pP] name...";
enum { PORTABLE_NAME = 14, PORTABLE_PATH = 256 };
static int portable, strict;

static int complaint(const char *format, const char *name, const char *part)
{
    complainx(format, name, part);
    return 0;
}

static int letters(const char *name)
{
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-/";
    const char *bad = name + strspn(name, allowed);
    char text[2];
    text[0] = *bad, text[1] = 0;
    return !*bad || complaint("nonportable character '%s' in file name '%s'", text, name);
}

static int hyphen(const char *name)
{
    const char *s = name;
    while ((s = strchr(s, '-')) && s != name && s[-1] != '/')
        s++;
    return !s || complaint("leading '-' in a component of file name '%s'", name, 0);
}

static int lengths(const char *name)
{
    const char *s = name;
    size_t n = strlen(name);
    if (n >= PORTABLE_PATH) {
        complainx("limit %u exceeded by length %u of file name '%s'", PORTABLE_PATH - 1, (unsigned)n, name);
        return 0;
    }
    for (; *s; s += n) {
        s += strspn(s, "/");
        n = strcspn(s, "/");
        if (n > PORTABLE_NAME) {
            complainx("limit %u exceeded by length %u of file name component '%.*s'", PORTABLE_NAME, (unsigned)n, (int)n, s);
            return 0;
        }
    }
    return 1;
}

/* Whether the name leads somewhere or only its last steps are missing. */
static int reachable(const char *name)
{
    struct stat st;
    if (lstat(name, &st) == 0 || errno == ENOENT)
        return 1;
    complain("%s", name);
    return 0;
}

static int check(const char *name)
{
    if (strict && !hyphen(name))
        return 0;
    if (!*name && (portable || strict))
        return complaint("empty file name", 0, 0);
    if (portable)
        return letters(name) && lengths(name);
    return *name ? reachable(name) : complaint("'': No such file or directory", 0, 0);
}

int main(int argc, char **argv)
{
    int c;
    (void)argc;
    while ((c = option(argv, "pP2(portability)")) >= 0) {
        portable |= c != 'P';
        strict |= c != 'p';
    }
    if (!*operands)
        misuse("missing operand");
    for (; *operands; operands++)
        if (!check(*operands))
            status = 1;
    return finish();
}
