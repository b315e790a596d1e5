/* rm: remove files and trees. */
#include <tool.h>

const char *prog = "rm", *synopsis = "[-dfirv] file...";
static int recursive, force, ask, verbose, empty, terminal;

static const char *kind(mode_t mode, unsigned size)
{
    switch (mode & S_IFMT) {
    case S_IFDIR: return "directory";
    case S_IFLNK: return "symbolic link";
    case S_IFREG: return size ? "regular file" : "regular empty file";
    case S_IFIFO: return "fifo";
    case S_IFCHR: return "character special file";
    }
    return "file";
}

static int allowed(const struct stat *st, const char *verb)
{
    char question[64];
    int locked = !force && terminal && !S_ISLNK(st->st_mode) && access(path, W_OK) < 0;
    if (!ask && !locked)
        return 1;
    sprintf(question, "%s %s%s", verb, locked ? "write-protected " : "", kind(st->st_mode, st->st_size));
    return confirmed(question, path);
}

static void done(int failed, int directory)
{
    if (failed)
        complain("cannot remove '%s'", path);
    else if (verbose) {
        outs(directory ? "removed directory '" : "removed '");
        outs(path);
        outs("'\n");
    }
}

/* Names of a directory from entry `skip` on, packed; how many. Removing while reading would depend on the file system. */
static int names(char *buf, size_t size, int skip)
{
    DIR *d = opendir(path);
    struct dirent *entry;
    size_t n, used = 0;
    int count = 0;
    if (!d) {
        complain("cannot remove '%s'", path);
        return -1;
    }
    while ((entry = readdir(d))) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 || skip-- > 0)
            continue;
        n = strlen(entry->d_name) + 1;
        if (used + n > size)
            break;
        memcpy(buf + used, entry->d_name, n);
        used += n;
        count++;
    }
    closedir(d);
    return count;
}

static int file(const struct stat *st)
{
    int failed = 1;
    if (allowed(st, "remove")) {
        failed = unlink(path) < 0;
        done(failed, 0);
    }
    return failed;
}

/* An emptied directory, or one that holds what could not be removed. */
static int directory(int kept)
{
    int failed;
    struct stat st;
    if (kept || (ask && lstat(path, &st) == 0 && !allowed(&st, "remove")))
        return 1;
    failed = rmdir(path) < 0;
    done(failed, 1);
    return failed;
}

/* kept[depth]: how many entries of the directories on the way down have to stay; they come first when it is read again. */
static short kept[PATH_MAX / 2];

/* Takes entries of the directory at path away until one is a directory to go down into: 1; -1 if it cannot be read, else 0. */
static int sweep(short *keep)
{
    static char buf[512];
    struct stat st;
    char *s;
    size_t n;
    int count;
    while ((count = names(buf, sizeof buf, *keep)) > 0)
        for (s = buf; count-- > 0; s += strlen(s) + 1) {
            n = push(path, s);
            if (!n || lstat(path, &st) < 0)
                ++*keep;
            else if (!S_ISDIR(st.st_mode))
                *keep += file(&st);
            else if (!ask || confirmed("descend into directory", path))
                return 1;
            else
                ++*keep;
            if (n)
                path[n] = 0;
        }
    return count;
}

/* The tree at path, whatever its depth, without recursion. */
static void tree(void)
{
    int depth = 0, how, failed;
    for (kept[0] = 0;;) {
        how = sweep(&kept[depth]);
        if (how > 0) {
            kept[++depth] = 0;
            continue;
        }
        failed = how < 0 || directory(kept[depth]);
        if (depth == 0)
            return;
        *strrchr(path, '/') = 0;
        kept[--depth] += failed;
    }
}

static void removed(void)
{
    struct stat st;
    if (lstat(path, &st) < 0) {
        if (!force || errno != ENOENT)
            complain("cannot remove '%s'", path);
    } else if (!S_ISDIR(st.st_mode))
        file(&st);
    else if (empty && !recursive)
        directory(0);
    else if (!recursive) {
        errno = EISDIR;
        complain("cannot remove '%s'", path);
    } else if (!ask || confirmed("descend into directory", path))
        tree();
}

static void operand(char *name)
{
    const char *last;
    if (strlen(name) >= PATH_MAX) {
        errno = ENAMETOOLONG;
        complain("cannot remove '%s'", name);
        return;
    }
    strcpy(path, name);
    strip(path);
    last = base(path);
    if (recursive && strcmp(path, "/") == 0)
        complainx("it is dangerous to operate recursively on '/'");
    else if (recursive && (strcmp(last, ".") == 0 || strcmp(last, "..") == 0))
        complainx("refusing to remove '.' or '..' directory: skipping '%s'", name);
    else
        removed();
}

int main(int argc, char **argv)
{
    int c;
    (void)argc;
    while ((c = option(argv, "d(dir)f(force)iIR(recursive)rv(verbose)")) >= 0)
        switch (c) {
        case 'd': empty = 1; break;
        case 'f': force = 1, ask = 0; break;
        case 'i': ask = 1, force = 0; break;
        case 'R':
        case 'r': recursive = 1; break;
        case 'v': verbose = 1; break;
        }
    terminal = isatty(0);
    if (!*operands && !force)
        misuse("missing operand");
    for (; *operands; operands++)
        operand(*operands);
    return finish();
}
