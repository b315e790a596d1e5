/* pwd: the working directory. */
#include <tool.h>

const char *prog = "pwd", *synopsis = "[-LP]";

/* $PWD if it is a clean path to where we are. */
static const char *logical(void)
{
    struct stat here, there;
    const char *s = getenv("PWD");
    if (s && *s == '/' && !strstr(s, "/./") && !strstr(s, "/../") && stat(s, &there) == 0 && stat(".", &here) == 0 && here.st_ino == there.st_ino
        && here.st_dev == there.st_dev)
        return s;
    return 0;
}

int main(int argc, char **argv)
{
    int c, follow = 0;
    char buf[PATH_MAX];
    const char *name;
    (void)argc;
    while ((c = option(argv, "L(logical)P(physical)")) >= 0)
        follow = c == 'L';
    name = follow ? logical() : 0;
    if (!name && !(name = getcwd(buf, sizeof buf)))
        die("cannot find the working directory");
    outs(name);
    outc('\n');
    return finish();
}
