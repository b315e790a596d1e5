/* mknod: make device nodes and fifos. */
#include <sys/sysmacros.h>
#include <tool.h>

const char *prog = "mknod", *synopsis = "[-m mode] name p | name b|c major minor";

int main(int argc, char **argv)
{
    int mode = 0666, type, count;
    unsigned device = 0;
    (void)argc;
    while (option(argv, "m:(mode)") >= 0) {
        mode = parse_mode(argument, S_IFIFO | 0666, umask(0));
        if (mode < 0)
            diex("invalid mode");
    }
    for (count = 0; operands[count]; count++)
        ;
    if (count < 2)
        misuse(count ? "missing operand after '%s'" : "missing operand", operands[0]);
    type = operands[1][0];
    if (!strchr("bcup", type) || operands[1][1])
        misuse("invalid device type '%s'", operands[1]);
    if (count != (type == 'p' ? 2 : 4))
        misuse(type == 'p' ? "Fifos do not have major and minor device numbers." : "Special files require major and minor device numbers.");
    if (type != 'p')
        device = makedev(number(operands[2], "major device number"), number(operands[3], "minor device number"));
    if (mknod(operands[0], mode | (type == 'p' ? S_IFIFO : type == 'b' ? S_IFBLK : S_IFCHR), device) < 0)
        complain("%s", operands[0]);
    return finish();
}
