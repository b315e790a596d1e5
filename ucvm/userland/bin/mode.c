/* mode: show or switch the execution mode. */
#include <tool.h>
#include <ucvm.h>

const char *prog = "mode", *synopsis = "[simplified|full]";
static const char *const names[] = {"SIMPLIFIED", "FULL"};

int main(int argc, char **argv)
{
    int value = -1;
    (void)argc;
    option(argv, "");
    if (*operands) {
        for (value = MODE_FULL; value >= 0 && strcasecmp(*operands, names[value]) != 0; value--)
            ;
        if (value < 0 || operands[1])
            show_usage(2);
        if (_mode(value) < 0)
            die("cannot switch to %s mode", names[value]);
        outs("Switched to ");
        outs(names[value]);
        outs(" mode\n");
        return finish();
    }
    value = _mode(-1);
    if (value < 0)
        die("cannot tell");
    outs(names[value]);
    outc('\n');
    return finish();
}
