/* modules: what the kernel is made of. */
#include <tool.h>
#include <ucvm.h>

const char *prog = "modules", *synopsis = "";

int main(int argc, char **argv)
{
    char text[80];
    int i, n;
    (void)argc;
    option(argv, "");
    for (i = 0; (n = _modules(i, text, sizeof text)) > 0; i++) {
        outm(text, n);
        outc('\n');
    }
    if (n < 0 && errno != EINVAL)
        die("cannot list");
    return finish();
}
