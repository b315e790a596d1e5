/* cp: copy files and trees. */
#include <tool.h>

const char *prog = "cp", *synopsis = "[-adfinprvT] [-t directory] source... target";
static int recursive, preserve, force, ask, keep, verbose, follow = -1;
static char to[PATH_MAX];
static ino_t made;
static dev_t made_on;

static void attributes(const struct stat *st)
{
    struct timespec times[2];
    times[0].tv_sec = st->st_atime, times[0].tv_nsec = st->st_atime_nsec;
    times[1].tv_sec = st->st_mtime, times[1].tv_nsec = st->st_mtime_nsec;
    if (lchown(to, st->st_uid, st->st_gid) < 0 && errno == EPERM && !S_ISLNK(st->st_mode))
        chmod(to, st->st_mode & 01777);
    else if (!S_ISLNK(st->st_mode))
        chmod(to, st->st_mode & 07777);
    utimensat(AT_FDCWD, to, times, AT_SYMLINK_NOFOLLOW);
}

static int open_target(mode_t mode)
{
    int fd = open(to, O_WRONLY | O_CREAT | O_TRUNC, mode & 0777);
    if (fd < 0 && force && unlink(to) == 0)
        fd = open(to, O_WRONLY | O_CREAT | O_TRUNC, mode & 0777);
    return fd;
}

static int regular(const struct stat *st)
{
    int from, fd, end;
    from = open(path, O_RDONLY);
    if (from < 0) {
        complain("cannot open '%s' for reading", path);
        return -1;
    }
    fd = open_target(st->st_mode);
    if (fd < 0) {
        complain("cannot create regular file '%s'", to);
        close(from);
        return -1;
    }
    end = copy(from, fd);
    if (end < 0)
        complain(end == -1 ? "error reading '%s'" : "error writing '%s'", end == -1 ? path : to);
    close(from);
    if (close(fd) < 0 && end == 0)
        complain("%s", to);
    return end;
}

static int special(const struct stat *st)
{
    char target[PATH_MAX];
    int n;
    unlink(to);
    if (!S_ISLNK(st->st_mode))
        n = mknod(to, st->st_mode, st->st_rdev);
    else {
        n = readlink(path, target, sizeof target - 1);
        if (n >= 0) {
            target[n] = 0;
            n = symlink(target, to);
        }
    }
    if (n < 0)
        complain(S_ISLNK(st->st_mode) ? "cannot create symbolic link '%s'" : "cannot create special file '%s'", to);
    return n;
}

static int refused(const struct stat *source)
{
    struct stat target;
    if ((follow ? stat(to, &target) : lstat(to, &target)) < 0)
        return 0;
    if (source->st_ino == target.st_ino && source->st_dev == target.st_dev)
        complainx("'%s' and '%s' are the same file", path, to);
    else if (S_ISDIR(target.st_mode) && !S_ISDIR(source->st_mode))
        complainx("cannot overwrite directory '%s' with non-directory", to);
    else if (!S_ISDIR(target.st_mode) && S_ISDIR(source->st_mode))
        complainx("cannot overwrite non-directory '%s' with directory '%s'", to, path);
    else if (!S_ISDIR(source->st_mode) && (keep || (ask && !confirmed("overwrite", to))))
        ;
    else
        return 0;
    return 1;
}

static void report(void)
{
    if (!verbose)
        return;
    outs("'");
    outs(path);
    outs("' -> '");
    outs(to);
    outs("'\n");
}

static size_t stem;

/* The place in the target that path, found below the source, has. */
static int placed(int depth)
{
    size_t n;
    to[stem] = 0;
    if (depth == 0)
        return 1;
    n = strlen(path);
    for (n = 0; depth > 0; depth--)
        for (n = n ? n : strlen(path); path[--n] != '/';)
            ;
    return push(to, path + n + 1) != 0;
}

static int enter(const struct stat *st)
{
    struct stat there;
    if (!recursive) {
        complainx("-r not specified; omitting directory '%s'", path);
        return 0;
    }
    if (made && st->st_ino == made && st->st_dev == made_on) {
        complainx("cannot copy a directory, '%s', into itself, '%.*s'", operands[-1], (int)stem, to);
        return 0;
    }
    if (refused(st))
        return 0;
    if (mkdir(to, (st->st_mode & 0777) | 0700) < 0 && (errno != EEXIST || !is_directory(to))) {
        complain("cannot create directory '%s'", to);
        return 0;
    }
    if (!made && stat(to, &there) == 0)
        made = there.st_ino, made_on = there.st_dev;
    report();
    return 1;
}

static int visit(const struct stat *st, int depth, int when)
{
    if (!placed(depth))
        return 0;
    if (when == PRE)
        return enter(st);
    if (when == POST) {
        if (recursive && preserve && is_directory(to))
            attributes(st);
        return 0;
    }
    if (refused(st))
        return 0;
    if (S_ISREG(st->st_mode) || !recursive ? regular(st) == 0 : special(st) == 0) {
        if (preserve)
            attributes(st);
        report();
    }
    return 0;
}

static void copied(char *from)
{
    struct stat st;
    if ((follow ? stat(from, &st) : lstat(from, &st)) < 0) {
        complain("cannot stat '%s'", from);
        return;
    }
    made = 0;
    stem = strlen(to);
    walk(from, follow ? follow == 1 ? WALK_FOLLOW_ALL : WALK_FOLLOW : 0, visit);
}

int main(int argc, char **argv)
{
    int c, count, plain = 0, into;
    char *target = 0;
    (void)argc;
    while ((c = option(argv, "a(archive)df(force)H"
                             "i(interactive)L(dereference)n(no-clobber)P(no-dereference)p(preserve)R(recursive)r"
                             "t:(target-directory)T(no-target-directory)v(verbose)"))
           >= 0)
        switch (c) {
        case 'a': recursive = preserve = 1, follow = 0; break;
        case 'd':
        case 'P': follow = 0; break;
        case 'f': force = 1; break;
        case 'H': follow = 2; break;
        case 'L': follow = 1; break;
        case 'i': ask = 1; break;
        case 'n': keep = 1; break;
        case 'p': preserve = 1; break;
        case 'r':
        case 'R': recursive = 1; break;
        case 't': target = argument; break;
        case 'T': plain = 1; break;
        case 'v': verbose = 1; break;
        }
    if (follow < 0)
        follow = recursive ? 0 : 1;
    for (count = 0; operands[count]; count++)
        ;
    if (count == 0)
        misuse("missing file operand");
    if (count == 1 && !target)
        misuse("missing destination file operand after '%s'", *operands);
    if (!target)
        target = operands[--count], operands[count] = 0;
    else if (!is_directory(target))
        die("target directory '%s'", target);
    into = !plain && is_directory(target);
    if (!into && count > 1) {
        errno = access(target, F_OK) < 0 ? ENOENT : ENOTDIR;
        die("target '%s'", target);
    }
    if (strlen(target) >= PATH_MAX) {
        errno = ENAMETOOLONG;
        die("target '%s'", target);
    }
    while (*operands) {
        char *from = *operands++;
        strcpy(to, target);
        if (recursive)
            strip(from);
        if (!into || push(to, base(from)))
            copied(from);
    }
    return finish();
}
