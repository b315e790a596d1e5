/* stty: show and set terminal properties. */
#include <ctype.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <tool.h>

const char *prog = "stty", *synopsis = "[-a] [size | sane | raw | cooked | [-]echo | ... | erase c | rows n | cols n]...";
static struct termios t;
static struct winsize size;

struct flag {
    const char *name;
    tcflag_t *word;
    tcflag_t bit;
};
static const struct flag flags[] = {
    {"brkint", &t.c_iflag, BRKINT}, {"icrnl", &t.c_iflag, ICRNL}, {"igncr", &t.c_iflag, IGNCR}, {"inlcr", &t.c_iflag, INLCR},
    {"istrip", &t.c_iflag, ISTRIP}, {"ixon", &t.c_iflag, IXON},   {"opost", &t.c_oflag, OPOST}, {"onlcr", &t.c_oflag, ONLCR},
    {"isig", &t.c_lflag, ISIG},     {"icanon", &t.c_lflag, ICANON}, {"iexten", &t.c_lflag, IEXTEN}, {"echo", &t.c_lflag, ECHO},
    {"echoe", &t.c_lflag, ECHOE},   {"echok", &t.c_lflag, ECHOK}, {"echonl", &t.c_lflag, ECHONL}, {"noflsh", &t.c_lflag, NOFLSH},
    {"tostop", &t.c_lflag, TOSTOP}, {"echoctl", &t.c_lflag, ECHOCTL},
};
static const struct {
    const char *name;
    int index, usual;
} keys[] = {
    {"intr", VINTR, 3},    {"quit", VQUIT, 28},  {"erase", VERASE, 127}, {"kill", VKILL, 21}, {"eof", VEOF, 4},
    {"start", VSTART, 17}, {"stop", VSTOP, 19},  {"susp", VSUSP, 26},    {"werase", VWERASE, 23}, {"eol", VEOL, 0},
};
enum { FLAGS = sizeof flags / sizeof *flags, KEYS = sizeof keys / sizeof *keys };
static const tcflag_t SANE_IN = BRKINT | ICRNL | IXON, SANE_OUT = OPOST | ONLCR, SANE = ISIG | ICANON | IEXTEN | ECHO | ECHOE | ECHOK | ECHOCTL;

static void put_key(int c)
{
    if (!c)
        outs("<undef>");
    else if (c == 127)
        outs("^?");
    else if (c < 32)
        outf("^%c", c + 64);
    else
        outc(c);
}

static void show(int all)
{
    int i;
    tcflag_t usual;
    outf(all ? "speed 38400 baud; rows %d; columns %d; line = 0;\n" : "speed 38400 baud; line = 0;\n", size.ws_row, size.ws_col);
    for (i = 0; all && i < KEYS; i++) {
        outs(keys[i].name);
        outs(" = ");
        put_key(t.c_cc[keys[i].index]);
        outs(i % 5 == 4 || i == KEYS - 1 ? ";\n" : "; ");
    }
    for (i = 0; i < FLAGS; i++) {
        int on = (*flags[i].word & flags[i].bit) != 0;
        usual = flags[i].word == &t.c_iflag ? SANE_IN : flags[i].word == &t.c_oflag ? SANE_OUT : SANE;
        if (!all && on == ((usual & flags[i].bit) != 0))
            continue;
        outs(on ? "" : "-");
        outs(flags[i].name);
        outs(all && i % 6 != 5 ? " " : "\n");
    }
}

static int key_of(const char *s)
{
    if (s[0] == '^' && s[1])
        return s[1] == '?' ? 127 : s[1] == '-' ? 0 : toupper(s[1]) & 31;
    if (strcmp(s, "undef") == 0)
        return 0;
    if (s[1])
        diex("invalid argument '%s'", s);
    return *s;
}

static void sane(void)
{
    int i;
    t.c_iflag = SANE_IN;
    t.c_oflag = SANE_OUT;
    t.c_lflag = SANE;
    for (i = 0; i < KEYS; i++)
        t.c_cc[keys[i].index] = keys[i].usual;
    t.c_cc[VMIN] = 1;
    t.c_cc[VTIME] = 0;
}

static void raw(int on)
{
    tcflag_t in = BRKINT | ICRNL | IXON, local = ISIG | ICANON;
    if (on) {
        t.c_iflag &= ~(in | ISTRIP | INLCR | IGNCR);
        t.c_oflag &= ~OPOST;
        t.c_lflag &= ~local;
        t.c_cc[VMIN] = 1;
        t.c_cc[VTIME] = 0;
    } else {
        t.c_iflag |= in;
        t.c_oflag |= OPOST;
        t.c_lflag |= local;
        t.c_cc[VEOF] = 4;
        t.c_cc[VEOL] = 0;
    }
}

static int flag(const char *s)
{
    int off = *s == '-', i;
    for (i = 0; i < FLAGS; i++)
        if (strcmp(flags[i].name, s + off) == 0) {
            if (off)
                *flags[i].word &= ~flags[i].bit;
            else
                *flags[i].word |= flags[i].bit;
            return 1;
        }
    return 0;
}

/* One setting; how many words it took. */
static int set(char **word)
{
    int i;
    const char *s = *word;
    if (strcmp(s, "sane") == 0)
        sane();
    else if (strcmp(s, "raw") == 0 || strcmp(s, "-cooked") == 0)
        raw(1);
    else if (strcmp(s, "cooked") == 0 || strcmp(s, "-raw") == 0)
        raw(0);
    else if (strcmp(s, "cbreak") == 0)
        t.c_lflag &= ~ICANON;
    else if (strcmp(s, "-cbreak") == 0)
        t.c_lflag |= ICANON;
    else if (flag(s))
        ;
    else {
        if (!word[1])
            diex("missing argument to '%s'", s);
        if (strcmp(s, "rows") == 0 || strcmp(s, "cols") == 0 || strcmp(s, "columns") == 0) {
            *(*s == 'r' ? &size.ws_row : &size.ws_col) = number(word[1], "integer argument");
            if (ioctl(0, TIOCSWINSZ, &size) < 0)
                die("standard input");
            return 2;
        }
        if (strcmp(s, "min") == 0 || strcmp(s, "time") == 0) {
            t.c_cc[*s == 'm' ? VMIN : VTIME] = number(word[1], "integer argument");
            return 2;
        }
        for (i = 0; i < KEYS && strcmp(keys[i].name, s) != 0; i++)
            ;
        if (i == KEYS)
            misuse("invalid argument '%s'", s);
        t.c_cc[keys[i].index] = key_of(word[1]);
        return 2;
    }
    return 1;
}

int main(int argc, char **argv)
{
    int all = argc > 1 && (strcmp(argv[1], "-a") == 0 || strcmp(argv[1], "--all") == 0);
    if (argc > 1 && strcmp(argv[1], "--help") == 0)
        show_usage(1);
    if (tcgetattr(0, &t) < 0)
        die("standard input");
    ioctl(0, TIOCGWINSZ, &size);
    if (argc == 1 || all) {
        show(all);
        return finish();
    }
    argv++;
    if (strcmp(*argv, "size") == 0) {
        outf("%d %d\n", size.ws_row, size.ws_col);
        return finish();
    }
    while (*argv)
        argv += set(argv);
    if (tcsetattr(0, TCSANOW, &t) < 0)
        die("standard input");
    return finish();
}
