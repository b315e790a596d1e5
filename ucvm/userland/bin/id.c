/* id: user and group. */
#include <tool.h>
#include <pwd.h>

const char *prog = "id", *synopsis = "[-gGnru] [user]";

static void put(const char *label, unsigned id, const char *name)
{
    outf("%s=%u", label, id);
    if (name && strspn(name, "0123456789") != strlen(name)) {
        outc('(');
        outs(name);
        outc(')');
    }
}

int main(int argc, char **argv)
{
    int c, what = 0, names = 0, real = 0;
    unsigned uid, gid;
    struct passwd *pw;
    (void)argc;
    while ((c = option(argv, "g(group)G(groups)n(name)r(real)u(user)")) >= 0)
        if (c == 'n')
            names = 1;
        else if (c == 'r')
            real = 1;
        else
            what = c;
    uid = real ? getuid() : geteuid();
    gid = real ? getgid() : getegid();
    if (*operands) {
        pw = getpwnam(*operands);
        if (!pw)
            diex("'%s': no such user", *operands);
        uid = pw->pw_uid;
        gid = pw->pw_gid;
    }
    if ((names || real) && !what)
        diex("cannot print only names or real IDs in default format");
    if (what) {
        outs(what == 'u' ? user_name(uid, !names) : group_name(gid, !names));
    } else {
        put("uid", uid, user_name(uid, 0));
        put(" gid", gid, group_name(gid, 0));
        put(" groups", gid, group_name(gid, 0));
    }
    outc('\n');
    return finish();
}
