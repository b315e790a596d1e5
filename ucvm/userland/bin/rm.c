/* rm: remove files and trees. */
#include <tool.h>

const char prog[] = "rm", synopsis[] = "[-dfirv] file...";
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

static void removed(void);

enum { BATCH = 400 };

/* Names of a directory from entry `skip` on, packed; how many. Removing while reading would depend on the file system. */
static int names(char *buf, int skip)
{
    DIR *d = opendir(path);
    struct dirent *entry;
    int n, count = 0, used = 0;
    if (!d) {
        complain("cannot remove '%s'", path);
        return -1;
    }
    while ((entry = readdir(d))) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 || skip-- > 0)
            continue;
        n = strlen(entry->d_name) + 1;
        if (used + n > BATCH)
            break;
        memcpy(buf + used, entry->d_name, n);
        used += n;
        count++;
    }
    closedir(d);
    return count;
}

/* Batch after batch; what could not be removed is skipped from then on. */
static void contents(void)
{
    char buf[BATCH], *s;
    size_t n;
    int count, kept = 0;
    struct stat st;
    while ((count = names(buf, kept)) > 0)
        for (s = buf; count-- > 0; s += strlen(s) + 1) {
            n = push(path, s);
            if (n)
                removed();
            if (!n || lstat(path, &st) == 0)
                kept++;
            path[n ? n : strlen(path)] = 0;
        }
}

static void directory(const struct stat *st)
{
    if (!recursive && !empty) {
        errno = EISDIR;
        complain("cannot remove '%s'", path);
        return;
    }
    if (recursive) {
        if (ask && !confirmed("descend into directory", path))
            return;
        contents();
    }
    if (ask && !allowed(st, "remove"))
        return;
    if (rmdir(path) == 0)
        done(0, 1);
    else if (!(recursive && status && errno == ENOTEMPTY))
        done(1, 1);
}

static void removed(void)
{
    struct stat st;
    if (lstat(path, &st) < 0) {
        if (!force || errno != ENOENT)
            complain("cannot remove '%s'", path);
    } else if (S_ISDIR(st.st_mode))
        directory(&st);
    else if (allowed(&st, "remove"))
        done(unlink(path) < 0, 0);
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
