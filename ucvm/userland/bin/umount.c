/* umount: detach volumes from the tree. */
#include <sys/mount.h>
#include <tool.h>

const char *prog = "umount", *synopsis = "directory...";

int main(int argc, char **argv)
{
    (void)argc;
    while (option(argv, "") >= 0)
        ;
    if (!*operands)
        misuse("missing operand");
    for (; *operands; operands++)
        if (umount(*operands) < 0)
            complain("can't unmount %s", *operands);
    return finish();
}
