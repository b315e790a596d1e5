/* output: show or switch the output mode. */
#include <tool.h>
#include <ucvm.h>

const char *prog = "output", *synopsis = "[raw|verbose|debug]";
static const char *const names[] = {"RAW", "VERBOSE", "DEBUG"};

int main(int argc, char **argv)
{
    int value = -1;
    (void)argc;
    option(argv, "");
    if (*operands) {
        for (value = OUTPUT_DEBUG; value >= 0 && strcasecmp(*operands, names[value]) != 0; value--)
            ;
        if (value < 0 || operands[1])
            show_usage(2);
        if (_output(value) < 0)
            die("cannot switch to %s", names[value]);
        outs("Output mode: ");
    } else if ((value = _output(-1)) < 0)
        die("cannot tell");
    outs(names[value]);
    outc('\n');
    return finish();
}
