/* ln: make links. */
#include <tool.h>

const char *prog = "ln", *synopsis = "[-fnsTv] [-t directory] target... link";
static int symbolic, force, verbose;

static void make(const char *target, const char *name)
{
    struct stat st, there;
    if (!symbolic && stat(target, &st) < 0) {
        complain("failed to access '%s'", target);
        return;
    }
    if (!symbolic && S_ISDIR(st.st_mode)) {
        complainx("%s: hard link not allowed for directory", target);
        return;
    }
    if (force && lstat(name, &there) == 0) {
        if (!symbolic && there.st_ino == st.st_ino && there.st_dev == st.st_dev) {
            complainx("'%s' and '%s' are the same file", target, name);
            return;
        }
        unlink(name);
    }
    if ((symbolic ? symlink(target, name) : link(target, name)) < 0) {
        if (symbolic || errno == EEXIST)
            complain(symbolic ? "failed to create symbolic link '%s'" : "failed to create hard link '%s'", name);
        else
            complain("failed to create hard link '%s' => '%s'", name, target);
    } else if (verbose) {
        outs("'");
        outs(name);
        outs(symbolic ? "' -> '" : "' => '");
        outs(target);
        outs("'\n");
    }
}

int main(int argc, char **argv)
{
    int c, count, plain = 0, no_follow = 0;
    char *last = 0;
    struct stat st;
    (void)argc;
    while ((c = option(argv, "f(force)n(no-dereference)s(symbolic)t:(target-directory)T(no-target-directory)v(verbose)")) >= 0)
        switch (c) {
        case 'f': force = 1; break;
        case 'n': no_follow = 1; break;
        case 's': symbolic = 1; break;
        case 't': last = argument; break;
        case 'T': plain = 1; break;
        case 'v': verbose = 1; break;
        }
    for (count = 0; operands[count]; count++)
        ;
    if (count == 0)
        misuse("missing file operand");
    if (last && !is_directory(last))
        die("failed to access '%s'", last);
    if (count == 1 && !last) {
        make(*operands, base(strip(*operands)));
        return finish();
    }
    if (!last)
        last = operands[--count], operands[count] = 0;
    if (no_follow && lstat(last, &st) == 0 && S_ISLNK(st.st_mode))
        plain = 1;
    if (plain || !is_directory(last)) {
        if (count > 1) {
            errno = ENOTDIR;
            die("target '%s'", last);
        }
        make(*operands, last);
        return finish();
    }
    for (; *operands; operands++) {
        strcpy(path, last);
        if (push(path, base(strip(*operands))))
            make(*operands, path);
    }
    return finish();
}
