/* df: room on file systems. */
#include <sys/statfs.h>
#include <tool.h>

const char *prog = "df", *synopsis = "[-hik] [file...]";
static int human_sizes, inodes;
static char mounts[1024];

static void column(unsigned kilobytes, int width)
{
    char text[16];
    if (human_sizes && !inodes)
        human(text, kilobytes, 1);
    else
        sprintf(text, "%u", kilobytes);
    outf(" %*s", width, text);
}

static unsigned scaled(unsigned blocks, unsigned size)
{
    return size >= 1024 ? blocks * (size / 1024) : blocks / (1024 / (size ? size : 512));
}

static void put(const char *device, const char *where)
{
    struct statfs s;
    unsigned all, free, used, percent;
    if (statfs(where, &s) < 0) {
        complain("%s", where);
        return;
    }
    all = inodes ? s.f_files : scaled(s.f_blocks, s.f_bsize);
    free = inodes ? s.f_ffree : scaled(s.f_bfree, s.f_bsize);
    used = all - free;
    percent = all ? (used * 100 + all - 1) / all : 0;
    outf("%-10s", device);
    column(all, human_sizes ? 5 : 9);
    column(used, human_sizes ? 5 : 9);
    column(free, human_sizes ? 5 : 9);
    if (all)
        outf(" %3u%% ", percent);
    else
        outs("    - ");
    outs(where);
    outc('\n');
}

/* The last mount whose directory is a beginning of the path. */
static void of_file(const char *name)
{
    char full[PATH_MAX], copy[sizeof mounts], *line, *device, *where, best_device[64] = "-", best[64] = "/";
    size_t n, longest = 0;
    if (!realpath(name, full)) {
        complain("%s", name);
        return;
    }
    strcpy(copy, mounts);
    for (line = strtok(copy, "\n"); line; line = strtok(0, "\n")) {
        device = line;
        where = strchr(line, ' ');
        if (!where)
            continue;
        *where++ = 0;
        where[strcspn(where, " ")] = 0;
        n = strlen(where);
        if (strncmp(full, where, n) == 0 && (n == 1 || !full[n] || full[n] == '/') && n >= longest && n < sizeof best) {
            longest = n;
            strcpy(best, where);
            snprintf(best_device, sizeof best_device, "%s", device);
        }
    }
    put(best_device, best);
}

static void everything(void)
{
    char *line, *where;
    struct statfs s;
    for (line = strtok(mounts, "\n"); line; line = strtok(0, "\n")) {
        where = strchr(line, ' ');
        if (!where)
            continue;
        *where++ = 0;
        where[strcspn(where, " ")] = 0;
        if (statfs(where, &s) < 0 || s.f_blocks > 0)
            put(line, where);
    }
}

int main(int argc, char **argv)
{
    int c;
    (void)argc;
    while ((c = option(argv, "h(human-readable)i(inodes)kPT")) >= 0)
        if (c == 'h')
            human_sizes = 1;
        else if (c == 'i')
            inodes = 1;
    if (slurp("/proc/mounts", mounts, sizeof mounts) < 0)
        die("cannot read table of mounted file systems");
    outs(inodes ? "Filesystem    Inodes     IUsed     IFree IUse% Mounted on\n" : human_sizes ? "Filesystem  Size  Used Avail Use% Mounted on\n"
                                                                            : "Filesystem 1K-blocks      Used Available Use% Mounted on\n");
    if (!*operands)
        everything();
    for (; *operands; operands++)
        of_file(*operands);
    return finish();
}
