/* tput: what the terminal understands: the bytes of a capability, or a number such as cols, lines and colors. clear, reset and init are
   names of what does it; cup, setaf and their like take numbers. -T is the terminal's type: ucvm, or one with the same controls (xterm, vt100, ansi,
   screen, linux); -S reads names and their numbers from standard input, one a line. Status 1: it lacks a thing (am and its like), 3: an unknown type,
   4: an unknown name. */
#include <sys/ioctl.h>
#include <tool.h>

const char *prog = "tput", *synopsis = "[-T type] (name [number...] | -S)";

/* A form may hold %d for each number it takes; from one: numbers that count from 1 on the screen. */
struct capability {
    const char *name, *form;
    int from_one;
};
static const struct capability capabilities[] = {
    {"bel", "\a", 0},          {"blink", "\033[5m", 0},      {"bold", "\033[1m", 0},      {"civis", "\033[?25l", 0}, {"clear", "\033[H\033[2J", 0},
    {"cnorm", "\033[?25h", 0}, {"cr", "\r", 0},              {"csr", "\033[%d;%dr", 1},   {"cub", "\033[%dD", 0},    {"cub1", "\b", 0},
    {"cud", "\033[%dB", 0},    {"cud1", "\n", 0},            {"cuf", "\033[%dC", 0},      {"cuf1", "\033[C", 0},     {"cup", "\033[%d;%dH", 1},
    {"cuu", "\033[%dA", 0},    {"cuu1", "\033[A", 0},        {"dch", "\033[%dP", 0},      {"dim", "\033[2m", 0},     {"dl", "\033[%dM", 0},
    {"dl1", "\033[M", 0},      {"ed", "\033[J", 0},          {"el", "\033[K", 0},         {"el1", "\033[1K", 0},     {"home", "\033[H", 0},
    {"hpa", "\033[%dG", 1},    {"ht", "\t", 0},              {"ich", "\033[%d@", 0},      {"il", "\033[%dL", 0},     {"il1", "\033[L", 0},
    {"ind", "\n", 0},          {"init", "\033[m\033[r", 0},  {"op", "\033[39;49m", 0},    {"rc", "\0338", 0},        {"reset", "\033[m\033[r\033[H\033[2J", 0},
    {"rev", "\033[7m", 0},     {"ri", "\033M", 0},           {"rmcup", "\033[?1049l", 0}, {"rmso", "\033[27m", 0},   {"rmul", "\033[24m", 0},
    {"sc", "\0337", 0},        {"setab", "\033[4%dm", 0},    {"setaf", "\033[3%dm", 0},   {"sgr0", "\033[m", 0},     {"smcup", "\033[?1049h", 0},
    {"smso", "\033[7m", 0},    {"smul", "\033[4m", 0},       {"vpa", "\033[%dd", 1},
};
enum { CAPABILITIES = sizeof capabilities / sizeof *capabilities };
static const char *const types[] = {"ucvm", "xterm", "xterm-256color", "vt100", "ansi", "screen", "linux", 0};
static const char *type;
static int by_option;

static int is_in(const char *word, const char *const *list)
{
    while (*list && strcmp(*list, word) != 0)
        list++;
    return *list != 0;
}

/* Columns or lines: as the environment has it (not for a type by -T), else the terminal, else 80 by 24. */
static unsigned size(const char *variable, int columns)
{
    struct winsize w;
    const char *value = by_option ? 0 : getenv(variable);
    int fd;
    if (value && atoi(value) > 0)
        return atoi(value);
    for (fd = 2; fd >= 0; fd--)
        if (ioctl(fd, TIOCGWINSZ, &w) == 0 && w.ws_col > 0)
            return columns ? w.ws_col : w.ws_row;
    return columns ? 80 : 24;
}

/* Numbers and truths: the status, or -1 if it is none of them. */
static int quality(const char *name)
{
    static const char *const have[] = {"am", "xenl", "msgr", "mir", 0}, *const lack[] = {"hs", "hc", "os", "bw", 0};
    if (strcmp(name, "cols") == 0)
        outf("%u\n", size("COLUMNS", 1));
    else if (strcmp(name, "lines") == 0)
        outf("%u\n", size("LINES", 0));
    else if (strcmp(name, "colors") == 0)
        outs("8\n");
    else if (strcmp(name, "longname") == 0)
        outs(type);
    else
        return is_in(name, have) ? 0 : is_in(name, lack) ? 1 : -1;
    return 0;
}

static int put(char **words)
{
    int i, state = quality(words[0]), a, b;
    if (state >= 0)
        return state;
    for (i = 0; i < CAPABILITIES && strcmp(capabilities[i].name, words[0]) != 0; i++)
        ;
    if (i == CAPABILITIES) {
        trouble = 4;
        diex("unknown terminfo capability '%s'", words[0]);
    }
    a = words[1] ? atoi(words[1]) : 0;
    b = words[1] && words[2] ? atoi(words[2]) : 0;
    outf(capabilities[i].form, a + capabilities[i].from_one, b + capabilities[i].from_one);
    return 0;
}

static int put_lines(void)
{
    struct in f = {0};
    char *line, *words[4];
    size_t n;
    in_open(&f, "-");
    while ((line = in_line(&f, &n))) {
        char *s = strtok(line, " \t");
        for (n = 0; n < 3 && s; s = strtok(0, " \t"))
            words[n++] = s;
        words[n] = 0;
        if (n > 0)
            put(words);
    }
    return 0;
}

int main(int argc, char **argv)
{
    int c, lines = 0;
    (void)argc;
    trouble = 2;
    while ((c = option(argv, "+ST:")) >= 0)
        if (c == 'S')
            lines = 1;
        else
            type = argument, by_option = 1;
    if (!type && (!(type = getenv("TERM")) || !*type))
        diex("No value for $TERM and no -T specified");
    if (!*operands && !lines)
        usage();
    trouble = 3;
    if (!is_in(type, types))
        diex("unknown terminal \"%s\"", type);
    c = lines ? put_lines() : put(operands);
    outflush();
    return c;
}
