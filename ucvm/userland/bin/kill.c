/* kill: send signals. */
#include <ctype.h>
#include <signal.h>
#include <tool.h>

const char *prog = "kill", *synopsis = "[-s signal | -signal] pid... | -l [status...]";

static int list(char **words)
{
    int i, count = 0;
    const char *name;
    if (!*words) {
        for (i = 1; i < NSIG; i++)
            if ((name = signame(i))) {
                outs(count++ ? " " : "");
                outs(name);
            }
        outc('\n');
    }
    for (; *words; words++) {
        i = parse_signal(*words);
        if (i < 0 && isdigit(**words))
            i = atoi(*words) & 127;
        name = i > 0 ? signame(i) : 0;
        if (isdigit(**words) && name) {
            outs(name);
            outc('\n');
        } else if (!isdigit(**words) && i >= 0)
            outf("%d\n", i);
        else
            complainx("unknown signal name %s", *words);
    }
    return finish();
}

static void send(const char *text, int number)
{
    char *end;
    long pid = strtol(text, &end, 10);
    if (*end || end == text)
        complainx("failed to parse argument: '%s'", text);
    else if (kill(pid, number) < 0)
        complain("(%ld)", pid);
}

int main(int argc, char **argv)
{
    int number = SIGTERM;
    char *word = argc > 1 ? argv[1] : 0;
    if (!word)
        show_usage(2);
    if (strcmp(word, "--help") == 0)
        show_usage(1);
    if (strcmp(word, "-l") == 0 || strcmp(word, "-L") == 0)
        return list(argv + 2);
    argv++;
    if (word[0] == '-' && word[1] && strcmp(word, "--") != 0) {
        const char *name = word + 1;
        argv++;
        if (strcmp(name, "s") == 0 || strcmp(name, "n") == 0)
            name = *argv ? *argv++ : "";
        number = parse_signal(name);
        if (number < 0)
            diex("unknown signal name %s", name);
    }
    if (*argv && strcmp(*argv, "--") == 0)
        argv++;
    if (!*argv)
        show_usage(2);
    for (; *argv; argv++)
        send(*argv, number);
    return finish();
}
