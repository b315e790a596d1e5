/* chown: change owner and group. */
#include <tool.h>

const char *prog = "chown", *synopsis = "[-Rh] [owner][:group] file...";
static int recursive, self, uid = -1, gid = -1;

static int visit(const struct stat *st, int depth, int when)
{
    int failed;
    if (when == POST)
        return 0;
    if (self || (depth > 0 && S_ISLNK(st->st_mode)))
        failed = lchown(path, uid, gid);
    else
        failed = chown(path, uid, gid);
    if (failed < 0)
        complain(uid < 0 ? "changing group of '%s'" : "changing ownership of '%s'", path);
    return recursive;
}

int main(int argc, char **argv)
{
    int c;
    char *colon;
    (void)argc;
    while ((c = option(argv, "R(recursive)h(no-dereference)f(silent)(quiet)")) >= 0)
        if (c == 'R')
            recursive = 1;
        else if (c == 'h')
            self = 1;
    if (!operands[0])
        misuse("missing operand");
    if (!operands[1])
        misuse("missing operand after '%s'", *operands);
    colon = strchr(*operands, ':');
    if (colon) {
        *colon++ = 0;
        if (*colon && (gid = find_group(colon)) < 0)
            diex("invalid group: '%s:%s'", *operands, colon);
    }
    if (**operands && (uid = find_user(*operands)) < 0)
        diex("invalid user: '%s'", *operands);
    while (*++operands)
        walk(*operands, self ? 0 : WALK_FOLLOW, visit);
    return finish();
}
