/* passwd: change a password: one's own, root anybody's. The present one is asked for, except by root, then the new one twice. -d removes a password, so
 * that nobody can log in with one; -S shows whether there is one: P, or L if not. */
#include <crypt.h>
#include <login.h>
#include <shadow.h>
#include <tool.h>

const char *prog = "passwd", *synopsis = "[-dS] [user]";
#define SHADOW "/etc/shadow"
#define BESIDE "/etc/shadow.new"

/* A setting for crypt with a salt from the machine's generator. */
static const char *new_setting(void)
{
    static const char letters[] = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    static char setting[40];
    unsigned char bytes[12];
    unsigned i, n = sprintf(setting, "$5$rounds=1000$");
    int fd = open("/dev/random", O_RDONLY);
    if (fd < 0 || read(fd, bytes, sizeof bytes) != sizeof bytes)
        die("/dev/random");
    close(fd);
    for (i = 0; i < sizeof bytes; i++)
        setting[n++] = letters[bytes[i] & 63];
    return setting;
}

/* A line of the table, with the new hash if it is the user's; -1 if it could not be written. */
static int put_line(int fd, const char *line, const char *name, const char *hash)
{
    size_t n = strlen(name);
    const char *rest = strchr(line, ':');
    if (strncmp(line, name, n) == 0 && line[n] == ':' && (rest = strchr(rest + 1, ':')))
        return dprintf(fd, "%s:%s%s\n", name, hash, rest);
    return dprintf(fd, "%s\n", line);
}

static void give_up(void)
{
    unlink(BESIDE);
    die("cannot change " SHADOW);
}

/* The table is written beside and takes the old one's place at once. */
static void set_hash(const char *name, const char *hash)
{
    static struct in table;
    size_t n;
    char *line;
    int fd = open(BESIDE, O_WRONLY | O_CREAT | O_EXCL, 0600);
    if (fd < 0)
        die("cannot change " SHADOW);
    if (in_open(&table, SHADOW) < 0)
        exit(1);
    while ((line = in_line(&table, &n)))
        if (put_line(fd, line, name, hash) < 0)
            give_up();
    if (close(fd) < 0 || rename(BESIDE, SHADOW) < 0)
        give_up();
}

static char *ask_twice(void)
{
    static char first[130];
    strcpy(first, ask_secret("New password: "));
    if (strcmp(first, ask_secret("Retype new password: ")) != 0)
        diex("passwords do not match");
    if (!*first)
        diex("no password was given");
    return first;
}

int main(int argc, char **argv)
{
    int c, removing = 0, showing = 0;
    struct passwd *user;
    struct spwd *entry;
    char name[64];
    (void)argc;
    while ((c = option(argv, "dS")) >= 0)
        if (c == 'd')
            removing = 1;
        else
            showing = 1;
    user = *operands ? getpwnam(*operands) : getpwuid(getuid());
    if (!user)
        diex("user '%s' does not exist", *operands ? *operands : "");
    if (getuid() != 0 && (user->pw_uid != getuid() || removing))
        diex("You may not view or modify password information for %s.", user->pw_name);
    snprintf(name, sizeof name, "%s", user->pw_name);
    entry = getspnam(name);
    if (!entry)
        diex("no entry for '%s' in " SHADOW, name);
    if (showing) {
        outf("%s %c\n", name, *entry->sp_pwdp == '$' ? 'P' : 'L');
        return finish();
    }
    if (getuid() != 0 && !authenticated(user))
        diex("Authentication token manipulation error\npasswd: password unchanged");
    set_hash(name, removing ? "*" : crypt(ask_twice(), new_setting()));
    outs("passwd: password updated successfully\n");
    return finish();
}
