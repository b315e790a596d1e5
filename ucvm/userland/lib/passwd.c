/* <pwd.h> and <grp.h>: lines of /etc/passwd and /etc/group, split at the colons into one static buffer each. */
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LINE 256
#define MEMBERS 16

struct table {
    int fd, is_open;
    char line[LINE];
    char *field[7];
};

static struct table users, groups;
static struct passwd user;
static struct group group;
static char *members[MEMBERS + 1];

/* The next line with at least `count` fields, 0 at the end. What was read past the line is given back. */
static int next(struct table *t, const char *path, int count) {
    char *rest, *end;
    int n, i;
    if (!t->is_open && (t->fd = open(path, O_RDONLY | O_CLOEXEC)) < 0)
        return 0;
    t->is_open = 1;
    while ((n = read(t->fd, t->line, LINE - 1)) > 0) {
        end = memchr(t->line, '\n', n);
        if (end)
            lseek(t->fd, end + 1 - t->line - n, SEEK_CUR);
        else
            end = t->line + n;
        *end = 0;
        rest = t->line;
        for (i = 0; i < count && rest; i++)
            t->field[i] = strsep(&rest, ":");
        if (i == count)
            return 1;
    }
    return 0;
}

static void stop(struct table *t) {
    if (t->is_open)
        close(t->fd);
    t->is_open = 0;
}

struct passwd *getpwent(void) {
    char **f = users.field;
    if (!next(&users, "/etc/passwd", 7))
        return NULL;
    user.pw_name = f[0];
    user.pw_passwd = f[1];
    user.pw_uid = atoi(f[2]);
    user.pw_gid = atoi(f[3]);
    user.pw_gecos = f[4];
    user.pw_dir = f[5];
    user.pw_shell = f[6];
    return &user;
}

void endpwent(void) {
    stop(&users);
}

void setpwent(void) {
    stop(&users);
}

static struct passwd *find_user(const char *name, uid_t uid) {
    struct passwd *p;
    setpwent();
    while ((p = getpwent()) && (name ? strcmp(p->pw_name, name) != 0 : p->pw_uid != uid))
        ;
    endpwent();
    return p;
}

struct passwd *getpwnam(const char *name) {
    return find_user(name, 0);
}

struct passwd *getpwuid(uid_t uid) {
    return find_user(NULL, uid);
}

char *getlogin(void) {
    struct passwd *p = getpwuid(getuid());
    return p ? p->pw_name : NULL;
}

struct group *getgrent(void) {
    char **f = groups.field, *rest, *name;
    int n = 0;
    if (!next(&groups, "/etc/group", 4))
        return NULL;
    for (rest = f[3]; n < MEMBERS && (name = strsep(&rest, ","));)
        if (*name)
            members[n++] = name;
    members[n] = NULL;
    group.gr_name = f[0];
    group.gr_passwd = f[1];
    group.gr_gid = atoi(f[2]);
    group.gr_mem = members;
    return &group;
}

void endgrent(void) {
    stop(&groups);
}

void setgrent(void) {
    stop(&groups);
}

static struct group *find_group(const char *name, gid_t gid) {
    struct group *g;
    setgrent();
    while ((g = getgrent()) && (name ? strcmp(g->gr_name, name) != 0 : g->gr_gid != gid))
        ;
    endgrent();
    return g;
}

struct group *getgrnam(const char *name) {
    return find_group(name, 0);
}

struct group *getgrgid(gid_t gid) {
    return find_group(NULL, gid);
}
