/* mkdir: make directories. */
#include <tool.h>

const char *prog = "mkdir", *synopsis = "[-pv] [-m mode] directory...";
static int parents, verbose;
static mode_t mask;

static int make(const char *name, mode_t mode)
{
    if (mkdir(name, mode) < 0)
        return -1;
    if (verbose) {
        outs("mkdir: created directory '");
        outs(name);
        outs("'\n");
    }
    return 0;
}

/* Every missing directory above name; they are writable and searchable for their owner. */
static int make_parents(char *name)
{
    char *s = name;
    int ok;
    while ((s = strchr(s + strspn(s, "/"), '/'))) {
        if (!s[strspn(s, "/")])
            return 0;
        *s = 0;
        ok = is_directory(name) || make(name, (0777 & ~mask) | 0300) == 0;
        if (!ok) {
            if (errno == EEXIST)
                errno = ENOTDIR;
            complain("cannot create directory '%s'", name);
            return -1;
        }
        *s = '/';
    }
    return 0;
}

int main(int argc, char **argv)
{
    int c, mode = 0777;
    const char *text = 0;
    (void)argc;
    while ((c = option(argv, "m:(mode)p(parents)v(verbose)")) >= 0)
        if (c == 'm')
            text = argument;
        else if (c == 'p')
            parents = 1;
        else
            verbose = 1;
    mask = umask(0);
    mode &= ~mask;
    if (text && (mode = parse_mode(text, S_IFDIR | 0777, mask)) < 0)
        diex("invalid mode '%s'", text);
    if (!*operands)
        misuse("missing operand");
    for (; *operands; operands++) {
        if (parents && make_parents(*operands) < 0)
            continue;
        if (make(*operands, mode) == 0) {
            if (text)
                chmod(*operands, mode);
        } else if (!parents || !is_directory(*operands))
            complain("cannot create directory '%s'", *operands);
    }
    return finish();
}
