/* pgrep: find processes, from /proc, and signal them. The pattern is an extended expression that the name of a process has to match, with -f
   its whole command, with -x from end to end, -i in letters of either case; -g, -P, -s, -t, -u and -U want process groups, parents, sessions, terminals,
   owners, each in a list with commas; -v turns the choice, -n and -o keep the newest and the oldest. Shown are numbers, with -l names, with -a
   commands, -d between them; -c their count. Called as pkill it sends a signal instead (-e tells of it). */
#include <ctype.h>
#include <process.h>
#include <regex.h>
#include <signal.h>
#include <tool.h>

const char *prog = "pgrep",
           *synopsis = "[-acfilnovx] [-d delimiter] [-g groups] [-P parents] [-s sessions] [-t terminals] [-uU users] [pattern] | pkill [-signal] [-e] ...";
static const char criteria[] = "gPstuU";
static const char *lists[sizeof criteria - 1], *delimiter = "\n";
static int commands, opposite, whole, exact, deadly = SIGTERM, tells;
static regex_t pattern;
static int patterned;

/* What was found, in the order of numbers. */
struct found {
    struct found *next;
    long pid, start;
    char *name;
};
static struct found *first, **tail = &first;

static void find(void)
{
    struct found *f = need(sizeof *f);
    f->next = 0;
    f->pid = process.field[PID];
    f->start = process.field[START];
    f->name = strdup(commands ? process.words : process.name);
    *tail = f;
    tail = &f->next;
}

static unsigned owner_of(const char *word)
{
    int id = find_user(word);
    if (id < 0)
        diex("invalid user name: %s", word);
    return id;
}

static int has_value(int letter, const char *word)
{
    char *end;
    long n = strtol(word, &end, 10);
    if (letter == 't')
        return process.field[TTY] && strcmp(word, terminal_name()) == 0;
    if (letter == 'u' || letter == 'U')
        return process.owner == owner_of(word);
    if (*end || end == word)
        diex("not a number: %s", word);
    if (letter == 'P')
        return process.field[PPID] == n;
    return letter == 'g' ? process.field[PGRP] == (n ? n : getpgrp()) : process.field[SESSION] == (n ? n : getsid(0));
}

static int in_list(int letter, const char *list)
{
    char *copy = strdup(list), *word = strtok(copy, ",");
    int yes = 0;
    for (; word && !yes; word = strtok(0, ","))
        yes = has_value(letter, word);
    free(copy);
    return yes;
}

static int matches(const char *text)
{
    regmatch_t at;
    return regexec(&pattern, text, 1, &at, 0) == 0 && (!exact || (at.rm_so == 0 && !text[at.rm_eo]));
}

static int chosen(void)
{
    int i;
    for (i = 0; criteria[i]; i++)
        if (lists[i] && !in_list(criteria[i], lists[i]))
            return 0;
    return !patterned || matches(whole && *process.words ? process.words : process.name);
}

static void consider(void)
{
    if (process.field[PID] != getpid() && chosen() != opposite)
        find();
}

/* Only the one that began last, or first, stays. */
static void keep_one(int newest)
{
    struct found *f, *best = first;
    for (f = first; f; f = f->next)
        if (newest ? f->start >= best->start : f->start < best->start)
            best = f;
    first = best;
    if (best)
        best->next = 0;
}

static void compile(const char *text, int flags)
{
    char message[80];
    int code = regcomp(&pattern, text, REG_EXTENDED | flags);
    if (code) {
        regerror(code, &pattern, message, sizeof message);
        diex("regex error: %s", message);
    }
    patterned = 1;
}

static void send_all(const char *form)
{
    struct found *f;
    for (f = first; f; f = f->next)
        if (kill(f->pid, deadly) < 0)
            complain("killing pid %ld failed", f->pid);
        else if (tells)
            outf(form, f->name, f->pid);
}

static void show_all(int names)
{
    struct found *f;
    for (f = first; f; f = f->next) {
        outf("%ld", f->pid);
        if (names) {
            outc(' ');
            outs(f->name);
        }
        outs(f->next ? delimiter : "\n");
    }
}

static void count_all(void)
{
    struct found *f;
    unsigned n = 0;
    for (f = first; f; f = f->next)
        n++;
    outf("%u\n", n);
}

/* A first argument such as -9 or -HUP; the vector without it. */
static char **without_signal(char **argv)
{
    int found = argv[1] && argv[1][0] == '-' && (isdigit(argv[1][1]) || argv[1][2]) ? parse_signal(argv[1] + 1) : -1;
    if (found < 0)
        return argv;
    deadly = found;
    argv[1] = argv[0];
    return argv + 1;
}

static void take_signal(void)
{
    if ((deadly = parse_signal(argument)) < 0)
        diex("unknown signal name %s", argument);
}

static int search(char **argv, int kills)
{
    int c, one = 0, names = 0, counts = 0, flags = 0;
    const char *spec = kills ? "ce(echo)fg:(pgroup)i(ignore-case)n(newest)o(oldest)P:(parent)s:(session)S:(signal)t:(terminal)u:(euid)U:(uid)vx(exact)"
                             : "a(list-full)c(count)d:(delimiter)f(full)g:(pgroup)i(ignore-case)l(list-name)n(newest)o(oldest)P:(parent)s:(session)"
                               "t:(terminal)u:(euid)U:(uid)v(inverse)x(exact)";
    while ((c = option(argv, spec)) >= 0)
        switch (c) {
        case 'a': commands = 1; break;
        case 'c': counts = 1; break;
        case 'd': delimiter = argument; break;
        case 'e': tells = 1; break;
        case 'f': whole = 1; break;
        case 'i': flags = REG_ICASE; break;
        case 'l': names = 1; break;
        case 'n':
        case 'o': one = c; break;
        case 'S': take_signal(); break;
        case 'v': opposite = 1; break;
        case 'x': exact = 1; break;
        default: lists[strchr(criteria, c) - criteria] = argument;
        }
    for (c = 0; !*operands && criteria[c] && !lists[c]; c++)
        ;
    if (!*operands && !one && !opposite && !criteria[c])
        misuse("no matching criteria specified");
    if (*operands && operands[1])
        misuse("only one pattern can be provided");
    if (*operands)
        compile(*operands, flags);
    if (each_process(consider) < 0) {
        trouble = 3;
        die("/proc");
    }
    if (one)
        keep_one(one == 'n');
    if (kills)
        send_all("%s killed (pid %ld)\n");
    if (counts)
        count_all();
    else if (!kills)
        show_all(names | commands);
    outflush();
    return first ? status : 1;
}

int main(int argc, char **argv)
{
    (void)argc;
    trouble = 2;
    if (strcmp(base(argv[0]), "pkill") != 0)
        return search(argv, 0);
    prog = "pkill";
    return search(without_signal(argv), 1);
}
