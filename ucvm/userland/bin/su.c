/* su: become another user, root if none is named, who starts a shell. The password asked for is that user's; root is not asked. -, -l or --login is
 * a login: a new environment, the home directory, a login shell. -c runs a command instead of the shell's own input, -s takes another
 * shell, -m or -p keeps the environment. Words after the user are the shell's. */
#include <login.h>
#include <tool.h>

const char *prog = "su", *synopsis = "[-lmp] [-c command] [-s shell] [-] [user [word...]]";

/* The words for the shell: -c COMMAND, then those of the command line. */
static char **shell_words(char *command, char **words)
{
    int n = 0;
    char **all;
    while (words[n])
        n++;
    all = need((n + 3) * sizeof *all);
    if (command) {
        *all = "-c";
        all[1] = command;
        memcpy(all + 2, words, (n + 1) * sizeof *all);
    } else
        memcpy(all, words, (n + 1) * sizeof *all);
    return all;
}

/* Option letters end at the user, except that a "-" stands before it. */
int main(int argc, char **argv)
{
    int c, fresh = 0, keeping = 0;
    char *command = 0, *name = "root", *shell = 0;
    struct passwd *user;
    (void)argc;
    while ((c = option(argv, "c:(command)l(login)m(preserve-environment)ps:(shell)")) >= 0)
        switch (c) {
        case 'c': command = argument; break;
        case 'l': fresh = 1; break;
        case 's': shell = argument; break;
        default: keeping = 1;
        }
    if (*operands && strcmp(*operands, "-") == 0) {
        fresh = 1;
        operands++;
    }
    if (*operands)
        name = *operands++;
    user = getpwnam(name);
    if (!user)
        diex("user %s does not exist", name);
    if (getuid() != 0 && !authenticated(user)) {
        diex("Authentication failure");
    }
    if (keeping && !fresh) {
        if (setgid(user->pw_gid) < 0 || setuid(user->pw_uid) < 0)
            die("cannot become %s", name);
    } else
        become(user, fresh);
    start_shell(user, shell, fresh, shell_words(command, operands));
    return 1;
}
