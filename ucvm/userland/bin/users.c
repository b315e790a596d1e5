/* users: the names of those who are logged in. */
#include <process.h>
#include <tool.h>

const char *prog = "users", *synopsis = "";
static char *names[64];
static int count;

static void add_user(void)
{
    const char *name = user_name(process.owner, 0);
    if (is_login() && count < 64)
        names[count++] = strcpy(need(strlen(name) + 1), name);
}

static int order(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

int main(int argc, char **argv)
{
    int i;
    (void)argc;
    option(argv, "");
    if (*operands && operands[1])
        misuse("extra operand '%s'", operands[1]);
    if (each_process(add_user) < 0)
        die("/proc");
    qsort(names, count, sizeof *names, order);
    for (i = 0; i < count; i++) {
        outs(names[i]);
        outc(i + 1 < count ? ' ' : '\n');
    }
    return finish();
}
