/* printenv: the environment, or some of it. */
#include <tool.h>

const char *prog = "printenv", *synopsis = "[-0] [name...]";

int main(int argc, char **argv)
{
    int end = '\n';
    char **s;
    const char *value;
    (void)argc;
    while (option(argv, "0(null)") >= 0)
        end = 0;
    for (s = environ; !*operands && s && *s; s++) {
        outs(*s);
        outc(end);
    }
    for (; *operands; operands++) {
        value = getenv(*operands);
        if (!value) {
            status = 1;
            continue;
        }
        outs(value);
        outc(end);
    }
    return finish();
}
