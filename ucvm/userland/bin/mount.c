/* mount: attach a volume to the tree; without operands, show what is attached. */
#include <sys/mount.h>
#include <tool.h>

const char *prog = "mount", *synopsis = "[-r] [-t type] [-o ro|rw] [type directory]";

static void show(void)
{
    static char mounts[1024];
    char *line, *word[4];
    int i;
    if (slurp("/proc/mounts", mounts, sizeof mounts) < 0)
        die("/proc/mounts");
    for (line = strtok(mounts, "\n"); line; line = strtok(0, "\n")) {
        for (i = 0; i < 4; i++)
            word[i] = strsep(&line, " ");
        if (word[3])
            outf("%s on %s type %s (%s)\n", word[0], word[1], word[2], word[3]);
    }
}

int main(int argc, char **argv)
{
    const char *type = 0;
    int c, flags = 0;
    (void)argc;
    while ((c = option(argv, "o:rt:w")) >= 0)
        if (c == 'r' || (c == 'o' && strcmp(argument, "ro") == 0))
            flags = MS_RDONLY;
        else if (c == 't')
            type = argument;
        else if (c == 'o' && strcmp(argument, "rw"))
            misuse("unknown option '%s'", argument);
    if (!*operands)
        show();
    else if (!operands[1])
        misuse("missing directory after '%s'", operands[0]);
    else if (mount(type ? type : operands[0], operands[1], flags) < 0)
        complain("mounting %s on %s failed", operands[0], operands[1]);
    return finish();
}
