/* more: show text a screen at a time. */
#include <sys/ioctl.h>
#include <termios.h>
#include <tool.h>

const char *prog = "more", *synopsis = "[file...]";
static int rows = 24, columns = 80, terminal, left;
static struct termios before;

static void restore(void)
{
    tcsetattr(terminal, TCSANOW, &before);
}

static void leave(void)
{
    outflush();
    restore();
    exit(status);
}

/* Waits at the bottom: space a screen, enter a line, q the end. */
static void wait_for_key(void)
{
    char c;
    outs("\033[7m--More--\033[m");
    outflush();
    for (;;) {
        if (read(terminal, &c, 1) != 1 || c == 'q' || c == 'Q' || c == 3) {
            outs("\r\033[K");
            leave();
        }
        if (c == ' ' || c == 'f')
            left = rows - 1;
        else if (c == '\n' || c == '\r' || c == 'j')
            left = 1;
        else if (c == 'd')
            left = rows / 2;
        else
            continue;
        outs("\r\033[K");
        return;
    }
}

static void lines(struct in *f)
{
    char *s;
    size_t n;
    while ((s = in_line(f, &n))) {
        int height = n > 0 ? (n + columns - 1) / columns : 1;
        if (left < height)
            wait_for_key();
        left -= height;
        outm(s, n);
        outc('\n');
    }
}

static void plain(struct in *f)
{
    int c;
    while ((c = in_char(f)) >= 0)
        outc(c);
}

int main(int argc, char **argv)
{
    struct winsize size;
    struct termios t;
    (void)argc;
    option(argv, "");
    if (!isatty(1) || (terminal = open("/dev/tty", O_RDWR)) < 0 || tcgetattr(terminal, &before) < 0) {
        each_input(operands, plain);
        return finish();
    }
    if (ioctl(1, TIOCGWINSZ, &size) == 0 && size.ws_row > 1 && size.ws_col > 0)
        rows = size.ws_row, columns = size.ws_col;
    if (!*operands && isatty(0))
        misuse("missing operand");
    t = before;
    t.c_lflag &= ~(ICANON | ECHO | ISIG);
    t.c_cc[VMIN] = 1;
    t.c_cc[VTIME] = 0;
    tcsetattr(terminal, TCSANOW, &t);
    left = rows - 1;
    each_input(operands, lines);
    leave();
    return 0;
}
