/* Passwords, and becoming somebody (login.h). */
#include <crypt.h>
#include <grp.h>
#include <login.h>
#include <paths.h>
#include <shadow.h>
#include <signal.h>
#include <termios.h>
#include <tool.h>

static void read_secret(int fd, char *buf, size_t size)
{
    size_t n = 0;
    char c;
    while (read(fd, &c, 1) == 1 && c != '\n')
        if (n < size - 1)
            buf[n++] = c;
    buf[n] = 0;
}

/* From the terminal, with signals held while there is no echo; without one from standard input. */
char *ask_secret(const char *prompt)
{
    static char secret[130];
    struct termios before, quiet;
    int fd = open("/dev/tty", O_RDWR | O_CLOEXEC), terminal = fd >= 0 && tcgetattr(fd, &before) == 0;
    void (*interrupt)(int) = signal(SIGINT, SIG_IGN), (*quit)(int) = signal(SIGQUIT, SIG_IGN), (*stop)(int) = signal(SIGTSTP, SIG_IGN);
    if (terminal) {
        quiet = before;
        quiet.c_lflag &= ~(ECHO | ECHOE | ECHOK);
        tcsetattr(fd, TCSAFLUSH, &quiet);
    }
    writeall(terminal ? fd : 2, prompt, strlen(prompt));
    read_secret(terminal ? fd : 0, secret, sizeof secret);
    if (terminal)
        tcsetattr(fd, TCSAFLUSH, &before);
    writeall(terminal ? fd : 2, "\n", 1);
    if (fd >= 0)
        close(fd);
    signal(SIGINT, interrupt);
    signal(SIGQUIT, quit);
    signal(SIGTSTP, stop);
    return secret;
}

int authenticated(const struct passwd *user)
{
    char name[64], *typed, *made;
    struct spwd *s;
    snprintf(name, sizeof name, "%s", user->pw_name);
    typed = ask_secret("Password: ");
    s = getspnam(name);
    made = s ? crypt(typed, s->sp_pwdp) : 0;
    memset(typed, 0, strlen(typed));
    return made && strcmp(made, s->sp_pwdp) == 0;
}

static void fresh_environment(void)
{
    char *terminal = getenv("TERM"), *kept = terminal ? strdup(terminal) : 0;
    clearenv();
    if (kept)
        setenv("TERM", kept, 1);
    setenv("PATH", _PATH_DEFPATH, 1);
}

void become(const struct passwd *user, int fresh)
{
    if (setgid(user->pw_gid) < 0 || setuid(user->pw_uid) < 0)
        die("cannot become %s", user->pw_name);
    if (fresh)
        fresh_environment();
    setenv("HOME", user->pw_dir, 1);
    setenv("SHELL", user->pw_shell, 1);
    if (fresh || user->pw_uid != 0) {
        setenv("USER", user->pw_name, 1);
        setenv("LOGNAME", user->pw_name, 1);
    }
    if (fresh && chdir(user->pw_dir) < 0)
        complain("cannot change directory to %s", user->pw_dir);
}

void start_shell(const struct passwd *user, const char *shell, int fresh, char **words)
{
    char name[32], **argv;
    int n = 0;
    if (!shell)
        shell = *user->pw_shell ? user->pw_shell : _PATH_BSHELL;
    snprintf(name, sizeof name, "%s%s", fresh ? "-" : "", base(shell));
    while (words[n])
        n++;
    argv = need((n + 2) * sizeof *argv);
    argv[0] = name;
    memcpy(argv + 1, words, (n + 1) * sizeof *argv);
    execv(shell, argv);
    no_child(errno, shell);
}
