/* mv: move and rename. */
#include <tool.h>

const char *prog = "mv", *synopsis = "[-bfinuv] [-S suffix] [-t directory] source... target";
static int force, ask, keep, verbose, update, backups;
static const char *suffix = "~";
static char kept[PATH_MAX];     /* the name that what was replaced has now, or "" */

static int helped(const char *tool, const char *flags, const char *from, const char *to)
{
    const char *words[6];
    words[0] = tool, words[1] = flags, words[2] = "--", words[3] = from, words[4] = to, words[5] = 0;
    return run((char **)words);
}

/* To another file system: copy, then remove. */
static void across(const char *from, const char *to)
{
    if (helped("cp", "-afT", from, to) == 0 && helped("rm", "-rf", from, 0) == 0)
        return;
    status = 1;
}

static int same(const struct stat *a, const struct stat *b)
{
    return a->st_ino == b->st_ino && a->st_dev == b->st_dev;
}

static int may_replace(const char *from, const struct stat *source, const char *to)
{
    struct stat target;
    if (lstat(to, &target) < 0)
        return 1;
    if (same(source, &target)) {
        complainx("'%s' and '%s' are the same file", from, to);
        return 0;
    }
    if (keep || (update && (source->st_mtime < target.st_mtime || (source->st_mtime == target.st_mtime && source->st_mtime_nsec <= target.st_mtime_nsec))))
        return 0;
    if (ask)
        return confirmed("overwrite", to);
    if (!force && isatty(0) && !S_ISLNK(target.st_mode) && access(to, W_OK) < 0)
        return confirmed("replace write-protected file", to);
    return 1;
}

/* What is to be replaced is renamed first. */
static int keep_backup(const char *to)
{
    struct stat st;
    *kept = 0;
    if (!backups || lstat(to, &st) < 0 || S_ISDIR(st.st_mode))
        return 1;
    snprintf(kept, sizeof kept, "%s%s", to, suffix);
    if (rename(to, kept) == 0)
        return 1;
    complain("cannot backup '%s'", to);
    return 0;
}

static void report(const char *from, const char *to)
{
    if (!verbose)
        return;
    outs("renamed '");
    outs(from);
    outs("' -> '");
    outs(to);
    if (*kept) {
        outs("' (backup: '");
        outs(kept);
    }
    outs(*kept ? "')\n" : "'\n");
}

static void move(const char *from, const char *to)
{
    struct stat source, target;
    if (lstat(from, &source) < 0) {
        complain("cannot stat '%s'", from);
        return;
    }
    if (!may_replace(from, &source, to) || !keep_backup(to))
        return;
    if (rename(from, to) == 0)
        report(from, to);
    else if (errno == EXDEV)
        across(from, to);
    else if (errno == EINVAL && S_ISDIR(source.st_mode))
        complainx("cannot move '%s' to a subdirectory of itself, '%s'", from, to);
    else if (lstat(to, &target) == 0 && S_ISDIR(target.st_mode) != S_ISDIR(source.st_mode))
        complainx(S_ISDIR(target.st_mode) ? "cannot overwrite directory '%.0s%s' with non-directory"
                                          : "cannot overwrite non-directory '%.0s%s' with directory '%s'",
                  from, to, from);
    else
        complain("cannot move '%s' to '%s'", from, to);
}

static void move_into(char *from, const char *directory)
{
    strip(from);
    strcpy(path, directory);
    if (push(path, base(from)))
        move(from, path);
}

int main(int argc, char **argv)
{
    int c, count, plain = 0;
    char *target = 0;
    (void)argc;
    while ((c = option(argv, "bf(force)i(interactive)n(no-clobber)S:(suffix)u(update)t:(target-directory)T(no-target-directory)v(verbose)")) >= 0)
        switch (c) {
        case 'b': backups = 1; break;
        case 'f': force = 1, ask = keep = 0; break;
        case 'i': ask = 1, force = keep = 0; break;
        case 'n': keep = 1, ask = force = 0; break;
        case 'S': suffix = argument, backups = 1; break;
        case 'u': update = 1; break;
        case 't': target = argument; break;
        case 'T': plain = 1; break;
        case 'v': verbose = 1; break;
        }
    for (count = 0; operands[count]; count++)
        ;
    if (count == 0)
        misuse("missing file operand");
    if (count == 1 && !target)
        misuse("missing destination file operand after '%s'", *operands);
    if (!target)
        target = operands[--count], operands[count] = 0;
    else
        is_directory(target) ? (void)0 : die("target directory '%s'", target);
    if (!plain && is_directory(target)) {
        for (; *operands; operands++)
            move_into(*operands, target);
    } else if (count > 1) {
        errno = access(target, F_OK) < 0 ? ENOENT : ENOTDIR;
        die("target '%s'", target);
    } else
        move(strip(*operands), target);
    return finish();
}
