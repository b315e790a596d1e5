/* chmod: change permission bits. */
#include <ctype.h>
#include <tool.h>

const char *prog = "chmod", *synopsis = "[-Rfv] mode file...";
static int recursive, quiet;
static mode_t mask;
static const char *text;

static int visit(const struct stat *st, int depth, int when)
{
    int mode = parse_mode(text, st->st_mode, mask);
    if (when == POST || (S_ISLNK(st->st_mode) && depth > 0))
        return 0;
    if (isdigit(*text) && S_ISDIR(st->st_mode) && strlen(text) < 5)
        mode |= st->st_mode & 06000;
    if (chmod(path, mode) < 0 && !quiet)
        complain("changing permissions of '%s'", path);
    return recursive;
}

int main(int argc, char **argv)
{
    int i;
    /* A mode like -w is no option. */
    for (i = 1; i < argc && argv[i][0] == '-'; i++)
        if (argv[i][1] == 'R' && !argv[i][2])
            recursive = 1;
        else if (argv[i][1] == 'f' && !argv[i][2])
            quiet = 1;
        else if (strcmp(argv[i], "--help") == 0)
            show_usage(1);
        else if (argv[i][1] != '-')
            break;
    if (i + 1 >= argc)
        misuse(i < argc ? "missing operand after '%s'" : "missing operand", argv[i]);
    text = argv[i++];
    mask = umask(0);
    if (parse_mode(text, 0, mask) < 0)
        misuse("invalid mode: '%s'", text);
    for (; i < argc; i++)
        walk(argv[i], WALK_FOLLOW, visit);
    return finish();
}
