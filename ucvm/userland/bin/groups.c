/* groups: the groups a user is in. */
#include <pwd.h>
#include <tool.h>

const char *prog = "groups", *synopsis = "[user...]";

int main(int argc, char **argv)
{
    struct passwd *pw;
    (void)argc;
    option(argv, "");
    if (!*operands) {
        outs(group_name(getegid(), 0));
        outc('\n');
    }
    for (; *operands; operands++) {
        pw = getpwnam(*operands);
        if (!pw) {
            complainx("'%s': no such user", *operands);
            continue;
        }
        outs(*operands);
        outs(" : ");
        outs(group_name(pw->pw_gid, 0));
        outc('\n');
    }
    return finish();
}
