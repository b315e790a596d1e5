/* mktemp: a file or directory with a new name. */
#include <tool.h>

const char *prog = "mktemp", *synopsis = "[-dqut] [-p directory] [template]";

int main(int argc, char **argv)
{
    int c, directory = 0, quiet = 0, dry = 0, in_tmp = 0, failed;
    const char *where = 0, *tmp = getenv("TMPDIR"), *pattern;
    (void)argc;
    while ((c = option(argv, "d(directory)p:(tmpdir)q(quiet)tu(dry-run)")) >= 0)
        switch (c) {
        case 'd': directory = 1; break;
        case 'p': where = argument; break;
        case 'q': quiet = 1; break;
        case 't': in_tmp = 1; break;
        case 'u': dry = 1; break;
        }
    pattern = *operands ? *operands : "tmp.XXXXXXXXXX";
    if (!*operands)
        in_tmp = 1;
    if (operands[0] && operands[1])
        misuse("too many templates");
    if (!strstr(pattern, "XXX"))
        diex("too few X's in template '%s'", pattern);
    if (in_tmp && !where)
        where = tmp && *tmp ? tmp : "/tmp";
    if (snprintf(path, PATH_MAX, "%s%s%s", where ? where : "", where ? "/" : "", pattern) >= PATH_MAX)
        diex("template too long");
    failed = directory ? !mkdtemp(path) : mkstemp(path) < 0;
    if (failed) {
        if (quiet)
            return 1;
        die("failed to create %s via template '%s'", directory ? "directory" : "file", path);
    }
    if (dry)
        (directory ? rmdir : unlink)(path);
    outs(path);
    outc('\n');
    return finish();
}
