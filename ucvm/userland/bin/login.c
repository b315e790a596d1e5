/* login: begin a session. Asks for a name and a password, three times at most, and becomes that user in a login shell. -f does not ask for the
 * password, -p keeps the environment. It is root's. */
#include <login.h>
#include <sys/utsname.h>
#include <tool.h>

const char *prog = "login", *synopsis = "[-p] [-f] [user]";
enum { TRIES = 3 };

/* A name that was typed; the program ends at the end of input. */
static char *ask_name(void)
{
    static char name[33];
    struct utsname machine;
    size_t n = 0;
    char c;
    uname(&machine);
    outf("%s login: ", machine.nodename);
    outflush();
    for (;;) {
        if (read(0, &c, 1) != 1)
            exit(1);
        if (c == '\n')
            break;
        if (n < sizeof name - 1)
            name[n++] = c;
    }
    name[n] = 0;
    return name;
}

/* Somebody without an entry is asked for a password, too: a wrong name looks like a wrong password. */
static struct passwd *admitted(const char *name, int unasked)
{
    static struct passwd nobody = {.pw_name = ""};
    struct passwd *user = getpwnam(name);
    if (user && unasked)
        return user;
    return authenticated(user ? user : &nobody) ? getpwnam(name) : 0;
}

int main(int argc, char **argv)
{
    static char *no_words[1];
    int c, keeping = 0, unasked = 0, tries;
    struct passwd *user = 0;
    char *name;
    (void)argc;
    while ((c = option(argv, "fp")) >= 0)
        if (c == 'f')
            unasked = 1;
        else
            keeping = 1;
    if (geteuid() != 0)
        diex("Cannot possibly work without effective root");
    name = *operands;
    for (tries = 0; !user && tries < TRIES; tries++, name = 0) {
        name = name && *name ? name : ask_name();
        user = admitted(name, unasked);
        unasked = 0;
        if (!user)
            outs("Login incorrect\n");
        outflush();
    }
    if (!user)
        return 1;
    become(user, !keeping);
    if (keeping && chdir(user->pw_dir) < 0)
        complain("cannot change directory to %s", user->pw_dir);
    start_shell(user, 0, 1, no_words);
    return 1;
}
