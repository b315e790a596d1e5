/* killall: signal processes by the names of their programs, SIGTERM or another. -I takes letters of either case, -r names that are extended
   expressions, -u only what a user owns; -v tells of each, -q says nothing of names that nobody has, -l lists the signals. Called as
   pidof it shows the numbers of programs, the newest first: -s one alone, -o without some. */
#include <process.h>
#include <regex.h>
#include <signal.h>
#include <strings.h>
#include <tool.h>

const char *prog = "killall", *synopsis = "[-Ilqrv] [-signal | -s signal] [-u user] name... | pidof [-s] [-o pid]... name...";
static const char *wanted;
static regex_t pattern;
static int deadly = SIGTERM, any_case, expressions, quiet, verbose, owner = -1, found;

static int has_name(const char *name)
{
    if (expressions)
        return regexec(&pattern, name, 0, 0, 0) == 0;
    return (any_case ? strcasecmp(name, wanted) : strcmp(name, wanted)) == 0;
}

/* Its messages have no name before them. */
static void say(const char *format, ...)
{
    char text[200];
    va_list ap;
    va_start(ap, format);
    writeall(2, text, vsnprintf(text, sizeof text, format, ap));
    va_end(ap);
}

static void signal_it(void)
{
    if (process.field[PID] == getpid() || !has_name(process.name) || (owner >= 0 && process.owner != (unsigned)owner))
        return;
    if (kill(process.field[PID], deadly) < 0) {
        complain("%s(%ld)", process.name, process.field[PID]);
        return;
    }
    found = 1;
    if (verbose)
        say("Killed %s(%ld) with signal %d\n", process.name, process.field[PID], deadly);
}

static void take_name(const char *name)
{
    wanted = name;
    if (expressions && regcomp(&pattern, name, REG_EXTENDED | REG_NOSUB | (any_case ? REG_ICASE : 0)) != 0)
        say("killall: Bad regular expression: %.150s\n", name), exit(1);
    found = 0;
    each_process(signal_it);
    if (found)
        return;
    status = 1;
    if (!quiet)
        say("%.150s: no process found\n", name);
}

static void take_signal(const char *name)
{
    if ((deadly = parse_signal(name)) < 0)
        say("%.150s: unknown signal; killall -l lists signals.\n", name), exit(1);
}

static void list_signals(void)
{
    int i, n = 0;
    for (i = 1; i < NSIG; i++)
        if (signame(i))
            outf("%s%s", n++ ? " " : "", signame(i));
    outc('\n');
}

static void take_owner(const char *name)
{
    if ((owner = find_user(name)) < 0)
        say("Cannot find user %.150s\n", name), exit(1);
}

/* -HUP and -9 are signals, not groups of options. */
static char **without_signal(char **argv)
{
    const char *word = argv[1];
    if (!word || word[0] != '-' || parse_signal(word + 1) < 0)
        return argv;
    take_signal(word + 1);
    argv[1] = argv[0];
    return argv + 1;
}

static int killall(char **argv)
{
    int c;
    while ((c = option(argv, "I(ignore-case)l(list)q(quiet)r(regexp)s:(signal)u:(user)v(verbose)")) >= 0)
        switch (c) {
        case 'I': any_case = 1; break;
        case 'l': list_signals(); return finish();
        case 'q': quiet = 1; break;
        case 'r': expressions = 1; break;
        case 's': take_signal(argument); break;
        case 'u': take_owner(argument); break;
        case 'v': verbose = 1; break;
        }
    if (!*operands)
        show_usage(2);
    for (; *operands; operands++)
        take_name(*operands);
    return finish();
}

/* What pidof found, the newest first. */
enum { MOST = 128 };
static long pids[MOST], omitted[MOST];
static int omissions;

/* The name of a program, or the path it was called by. */
static int is_program(void)
{
    char *slash;
    process.words[strcspn(process.words, " ")] = 0;
    slash = strrchr(process.words, '/');
    return strcmp(process.name, wanted) == 0 || strcmp(process.words, wanted) == 0 || (slash && strcmp(slash + 1, wanted) == 0);
}

static void note(void)
{
    int i;
    for (i = 0; i < omissions; i++)
        if (omitted[i] == process.field[PID])
            return;
    if (found < MOST && process.field[PID] != getpid() && is_program())
        pids[found++] = process.field[PID];
}

static int pidof(char **argv)
{
    int c, single = 0, any = 0;
    while ((c = option(argv, "s(single-shot)o:(omit-pid)")) >= 0)
        if (c == 's')
            single = 1;
        else if (omissions < MOST)
            omitted[omissions++] = number(argument, "process number");
    for (; *operands && !(single && any); operands++) {
        wanted = *operands;
        found = 0;
        each_process(note);
        while (found > 0 && !(single && any))
            outf(any++ ? " %ld" : "%ld", pids[--found]);
    }
    if (any)
        outc('\n');
    outflush();
    return !any;
}

int main(int argc, char **argv)
{
    (void)argc;
    if (strcmp(base(argv[0]), "pidof") != 0)
        return killall(without_signal(argv));
    prog = "pidof";
    return pidof(argv);
}
