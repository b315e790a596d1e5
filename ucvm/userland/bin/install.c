/* install: copy files with mode and owner, or make directories. */
#include <tool.h>

const char *prog = "install", *synopsis = "[-CDpTv] [-g group] [-m mode] [-o owner] ([-t directory] source... | source target | -d directory...)";
static int directories, leading, verbose, keep_times, no_directory, compare, uid = -1, gid = -1, mode = 0755;
static const char *into;

static void set_owner_and_mode(const char *name)
{
    if ((uid >= 0 || gid >= 0) && chown(name, uid, gid) < 0)
        complain("cannot change ownership of '%s'", name);
    if (chmod(name, mode) < 0)
        complain("cannot change permissions of '%s'", name);
}

/* Missing directories of a path; the last component too if `all`. */
static int make_directories(char *name, int all)
{
    char *s = name;
    int slash;
    for (; *s; s += slash != 0) {
        s += strspn(s, "/");
        s += strcspn(s, "/");
        slash = *s;
        if (!slash && !all)
            return 0;
        *s = 0;
        if (!is_directory(name)) {
            if (mkdir(name, 0755) < 0) {
                if (errno == EEXIST)
                    errno = ENOTDIR;
                complain("cannot create directory '%s'", name);
                return -1;
            }
            if (verbose) {
                outs("install: creating directory '");
                outs(name);
                outs("'\n");
            }
        }
        *s = slash;
    }
    return 0;
}

static int same_bytes(const char *a, const char *b)
{
    static struct in f, g;
    struct stat st;
    int c = -1;
    if (lstat(b, &st) < 0 || !S_ISREG(st.st_mode) || (st.st_mode & 07777) != (mode_t)mode || in_open(&f, a) < 0)
        return 0;
    if (in_open(&g, b) == 0) {
        while ((c = in_char(&f)) >= 0 && c == in_char(&g))
            ;
        c = c < 0 && in_char(&g) < 0 ? 0 : -1;
        in_close(&g);
    }
    in_close(&f);
    return c == 0;
}

static void quoted(const char *before, const char *name, const char *after)
{
    outs(before);
    outs(name);
    outs(after);
}

static void install(const char *source, char *target)
{
    struct stat st, old;
    struct timespec times[2];
    int from, to, result;
    if (stat(source, &st) < 0) {
        complain("cannot stat '%s'", source);
        return;
    }
    if (S_ISDIR(st.st_mode)) {
        complainx("omitting directory '%s'", source);
        return;
    }
    if (stat(target, &old) == 0 && old.st_ino == st.st_ino && old.st_dev == st.st_dev) {
        complainx("'%s' and '%s' are the same file", source, target);
        return;
    }
    if (is_directory(target)) {
        complainx("cannot overwrite directory '%s' with non-directory", target);
        return;
    }
    if (compare && same_bytes(source, target))
        return;
    if ((from = open(source, O_RDONLY)) < 0) {
        complain("cannot open '%s' for reading", source);
        return;
    }
    if (unlink(target) == 0 && verbose)
        quoted("removed '", target, "'\n");
    if ((to = open(target, O_WRONLY | O_CREAT | O_EXCL, 0600)) < 0)
        complain("cannot create regular file '%s'", target);
    else {
        if (verbose) {
            quoted("'", source, "' -> ");
            quoted("'", target, "'\n");
        }
        result = copy(from, to);
        if (result < 0)
            complain(result == -1 ? "error reading '%s'" : "error writing '%s'", result == -1 ? source : target);
        close(to);
        set_owner_and_mode(target);
        times[0].tv_sec = times[1].tv_sec = st.st_mtime;
        times[0].tv_nsec = times[1].tv_nsec = st.st_mtime_nsec;
        if (keep_times)
            utimensat(AT_FDCWD, target, times, 0);
    }
    close(from);
}

static void install_into(char **names, const char *directory)
{
    for (; *names; names++) {
        path[0] = 0;
        if (snprintf(path, PATH_MAX, "%s", directory) < PATH_MAX && (push(path, base(*names)) || !*directory))
            install(*names, path);
    }
}

static void options(char **argv)
{
    int c;
    const char *text = 0;
    while ((c = option(argv, "cC(compare)d(directory)Dg:(group)m:(mode)o:(owner)p(preserve-timestamps)s(strip)t:(target-directory)T(no-target-directory)v(verbose)"))
           >= 0)
        switch (c) {
        case 'C': compare = 1; break;
        case 'd': directories = 1; break;
        case 'D': leading = 1; break;
        case 'g':
            if ((gid = find_group(argument)) < 0)
                diex("invalid group '%s'", argument);
            break;
        case 'm': text = argument; break;
        case 'o':
            if ((uid = find_user(argument)) < 0)
                diex("invalid user '%s'", argument);
            break;
        case 'p': keep_times = 1; break;
        case 't': into = argument; break;
        case 'T': no_directory = 1; break;
        case 'v': verbose = 1;
        }
    if (text && (mode = parse_mode(text, directories ? S_IFDIR : 0, 0)) < 0)
        diex("invalid mode '%s'", text);
}

static void not_into(const char *name)
{
    if (no_directory)
        misuse("extra operand '%s'", operands[2]);
    if (access(name, F_OK) == 0)
        errno = ENOTDIR;
    die("target '%s'", name);
}

int main(int argc, char **argv)
{
    char **last;
    (void)argc;
    options(argv);
    umask(0);
    if (!*operands)
        misuse("missing file operand");
    for (; directories && *operands; operands++)
        if (make_directories(*operands, 1) == 0)
            set_owner_and_mode(*operands);
    if (!*operands)
        return finish();
    if (into) {
        if (leading && make_directories(strcpy(need(strlen(into) + 1), into), 1) < 0)
            return finish();
        if (!is_directory(into))
            die("failed to access '%s'", into);
        install_into(operands, into);
        return finish();
    }
    if (!operands[1])
        misuse("missing destination file operand after '%s'", *operands);
    for (last = operands; last[1]; last++)
        ;
    if (leading && !operands[2])
        make_directories(*last, 0);
    if (!no_directory && is_directory(*last)) {
        into = *last;
        *last = 0;
        install_into(operands, into);
    } else if (operands[2])
        not_into(*last);
    else
        install(operands[0], operands[1]);
    return finish();
}
