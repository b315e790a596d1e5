/* chown: change owner and group. Called as chgrp it takes a group alone. */
#include <tool.h>

const char *prog = "chown", *synopsis = "[-fhRv] ([owner][:group] | --reference=file) file...";
static int recursive, self, silent, verbose, uid = -1, gid = -1, flags;
static const char *what = "ownership", *to;

static void tell(const struct stat *st)
{
    int same = (uid < 0 || (uid_t)uid == st->st_uid) && (gid < 0 || (gid_t)gid == st->st_gid);
    outf(same ? "%s of '" : "changed %s of '", what);
    outs(path);
    outf(same ? "' retained as %s" : "' from %s", *what == 'g' ? group_name(st->st_gid, 0) : user_name(st->st_uid, 0));
    if (*what != 'g' && gid >= 0)
        outf(":%s", group_name(st->st_gid, 0));
    if (!same)
        outf(" to %s", to);
    outc('\n');
}

static int visit(const struct stat *st, int depth, int when)
{
    int failed;
    if (when == POST)
        return 0;
    if (self || (depth > 0 && S_ISLNK(st->st_mode) && !(flags & WALK_FOLLOW_ALL)))
        failed = lchown(path, uid, gid);
    else
        failed = chown(path, uid, gid);
    if (failed < 0 && silent)
        status = 1;
    else if (failed < 0)
        complain(S_ISLNK(st->st_mode) && !self ? "cannot dereference '%s'" : uid < 0 ? "changing group of '%s'" : "changing ownership of '%s'", path);
    else if (verbose)
        tell(st);
    return recursive;
}

static void set_group(const char *name)
{
    if (*name && (gid = find_group(name)) < 0)
        diex("invalid group: '%s'", to);
}

static void set_owner(char *s)
{
    char *colon;
    to = s;
    if (*what == 'g') {
        set_group(s);
        return;
    }
    to = strcpy(need(strlen(s) + 1), s);
    colon = strchr(s, ':');
    if (colon) {
        *colon++ = 0;
        set_group(colon);
    }
    if (*s && (uid = find_user(s)) < 0)
        diex("invalid user: '%s'", to);
}

static void set_like(const char *name)
{
    struct stat st;
    if (stat(name, &st) < 0)
        die("failed to get attributes of '%s'", name);
    gid = st.st_gid;
    if (*what != 'g')
        uid = st.st_uid;
    to = strcpy(need(80), *what == 'g' ? group_name(gid, 0) : user_name(uid, 0));
}

int main(int argc, char **argv)
{
    int c;
    const char *like = 0;
    (void)argc;
    if (strcmp(base(argv[0]), "chgrp") == 0)
        what = "group", prog = "chgrp", synopsis = "[-fhRv] (group | --reference=file) file...";
    while ((c = option(argv, "f(silent)(quiet)Hh(no-dereference)LPR(recursive)r:(reference)v(verbose)")) >= 0)
        switch (c) {
        case 'f': silent = 1; break;
        case 'h': self = 1; break;
        case 'H': flags = WALK_FOLLOW; break;
        case 'L': flags = WALK_FOLLOW_ALL; break;
        case 'P': flags = 0; break;
        case 'R': recursive = 1; break;
        case 'r': like = argument; break;
        case 'v': verbose = 1;
        }
    if (!operands[0])
        misuse("missing operand");
    if (!like && !operands[1])
        misuse("missing operand after '%s'", *operands);
    if (like)
        set_like(like);
    else
        set_owner(*operands++);
    for (; *operands; operands++)
        walk(*operands, self ? 0 : recursive ? flags : WALK_FOLLOW, visit);
    return finish();
}
