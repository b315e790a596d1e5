/* uname: name and version of the system. */
#include <sys/utsname.h>
#include <tool.h>

const char *prog = "uname", *synopsis = "[-amnoprsv]";

int main(int argc, char **argv)
{
    static const char letters[] = "snrvmo";
    struct utsname names;
    const char *parts[6];
    int c, i, wanted = 0, some = 0;
    (void)argc;
    while ((c = option(argv, "a(all)m(machine)n(nodename)o(operating-system)pr(kernel-release)s(kernel-name)v(kernel-version)")) >= 0)
        wanted |= c == 'a' ? 63 : c == 'p' ? 16 : 1 << (strchr(letters, c) - letters);
    if (*operands)
        misuse("extra operand '%s'", *operands);
    if (uname(&names) < 0)
        die("cannot get system name");
    parts[0] = parts[5] = names.sysname, parts[1] = names.nodename, parts[2] = names.release;
    parts[3] = names.version, parts[4] = names.machine;
    if (!wanted)
        wanted = 1;
    for (i = 0; i < 6; i++)
        if (wanted >> i & 1) {
            outs(some++ ? " " : "");
            outs(parts[i]);
        }
    outc('\n');
    return finish();
}
