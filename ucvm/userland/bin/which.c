/* which: where commands are. */
#include <tool.h>

const char *prog = "which", *synopsis = "[-a] name...";
static int all;

static int runs(const char *name)
{
    return access(name, X_OK) == 0 && !is_directory(name);
}

static int found(const char *name)
{
    const char *s = getenv("PATH"), *end;
    int some = 0;
    if (strchr(name, '/')) {
        if (runs(name)) {
            outs(name);
            outc('\n');
        }
        return runs(name);
    }
    for (s = s ? s : "/bin"; *s; s = *end ? end + 1 : end) {
        end = strchrnul(s, ':');
        snprintf(path, PATH_MAX, "%.*s/%s", (int)(end - s), s, name);
        if (!runs(path))
            continue;
        outs(path);
        outc('\n');
        some = 1;
        if (!all)
            break;
    }
    return some;
}

int main(int argc, char **argv)
{
    (void)argc;
    while (option(argv, "a") >= 0)
        all = 1;
    for (; *operands; operands++)
        if (!found(*operands))
            status = 1;
    return finish();
}
