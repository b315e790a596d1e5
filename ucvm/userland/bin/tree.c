/* tree: a directory tree, drawn. */
#include <tool.h>

const char *prog = "tree", *synopsis = "[-adF] [-L depth] [directory...]";
static int all, only_directories, marks, files, directories;
static unsigned deepest = -1;
static char lines[PATH_MAX];

static int shown(const struct dirent *entry)
{
    const char *s = entry->d_name;
    return strcmp(s, ".") != 0 && strcmp(s, "..") != 0 && (all || *s != '.');
}

static void contents(unsigned depth);

static void entry(const char *name, int last, unsigned depth)
{
    struct stat st;
    size_t n = push(path, name), drawn = strlen(lines);
    if (!n)
        return;
    if (lstat(path, &st) < 0) {
        complain("%s", path);
        path[n] = 0;
        return;
    }
    if (S_ISDIR(st.st_mode) || !only_directories) {
        outs(lines);
        outs(last ? "`-- " : "|-- ");
        outs(name);
        if (marks && S_ISDIR(st.st_mode))
            outc('/');
        if (S_ISLNK(st.st_mode)) {
            char target[256];
            int m = readlink(path, target, sizeof target);
            outs(" -> ");
            outm(target, m > 0 ? m : 0);
        }
        outc('\n');
        *(S_ISDIR(st.st_mode) ? &directories : &files) += 1;
    }
    if (S_ISDIR(st.st_mode) && depth < deepest && drawn + 5 < sizeof lines) {
        strcpy(lines + drawn, last ? "    " : "|   ");
        contents(depth + 1);
        lines[drawn] = 0;
    }
    path[n] = 0;
}

static int is_drawn(const struct dirent *e)
{
    size_t n;
    int yes = 1;
    if (only_directories && (n = push(path, e->d_name))) {
        yes = is_directory(path);
        path[n] = 0;
    }
    return yes;
}

static void contents(unsigned depth)
{
    struct dirent **list;
    int i, left = 0, n = scandir(path, &list, shown, alphasort);
    if (n < 0) {
        complain("%s", path);
        return;
    }
    for (i = 0; i < n; i++)
        left += is_drawn(list[i]);
    for (i = 0; i < n; i++) {
        if (is_drawn(list[i]))
            entry(list[i]->d_name, --left == 0, depth);
        free(list[i]);
    }
    free(list);
}

int main(int argc, char **argv)
{
    static char *here[] = {".", 0};
    int c;
    (void)argc;
    while ((c = option(argv, "adFL:")) >= 0)
        switch (c) {
        case 'a': all = 1; break;
        case 'd': only_directories = 1; break;
        case 'F': marks = 1; break;
        case 'L': deepest = number(argument, "level"); break;
        }
    for (operands = *operands ? operands : here; *operands; operands++) {
        if (strlen(*operands) >= PATH_MAX)
            continue;
        strcpy(path, *operands);
        outs(path);
        outc('\n');
        contents(1);
    }
    outf(directories == 1 ? "\n1 directory" : "\n%d directories", directories);
    if (!only_directories)
        outf(files == 1 ? ", 1 file" : ", %d files", files);
    outc('\n');
    return finish();
}
