/* The terminal: keys from /dev/tty, questions at the bottom, signals. */
#include <signal.h>
#include <sys/ioctl.h>
#include <termios.h>
#include "less.h"

int is_more, terminal = NONE, keeps_screen;
volatile int resized;
static struct termios saved;

static void note(int number)
{
    if (number == SIGINT)
        interrupted = 1;
    else
        resized = 1;
}

static void catch(int number)
{
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = note;
    sigaction(number, &action, 0);
}

void measure(void)
{
    struct winsize size;
    resized = 0;
    if (ioctl(terminal, TIOCGWINSZ, &size) == 0 && size.ws_row > 1 && size.ws_col > 9)
        rows = size.ws_row, columns = size.ws_col;
}

void enter_terminal(void)
{
    struct termios t;
    catch(SIGINT);
    catch(SIGWINCH);
    catch(SIGCONT);
    tcgetattr(terminal, &saved);
    t = saved;
    t.c_lflag &= ~(ICANON | ECHO);
    t.c_cc[VMIN] = 1;
    t.c_cc[VTIME] = 0;
    tcsetattr(terminal, TCSADRAIN, &t);
    if (!keeps_screen)
        outs("\033[?1049h");
}

void leave_terminal(void)
{
    outs(keeps_screen ? "\r\033[K" : "\033[?1049l");
    outflush();
    tcsetattr(terminal, TCSADRAIN, &saved);
}

static int typed(void)
{
    char c;
    if (read(terminal, &c, 1) == 1)
        return c;
    return errno == EINTR ? NONE : 'q';
}

static int waits(void)
{
    int n;
    return ioctl(terminal, FIONREAD, &n) == 0 && n > 0;
}

/* A key; NONE after a signal. Keys that send ESC [ are those letters that do the same. */
int key(void)
{
    static const char finals[] = "ABCDHF56", letters[] = "kj)(gGb ";
    const char *found;
    int c;
    outflush();
    c = typed();
    if (c != 27 || !waits())
        return c;
    c = typed();
    if (c != '[' && c != 'O')
        return c | 0x100;
    c = typed();
    if (waits() && c >= '0' && c <= '9')
        typed();
    found = strchr(finals, c);
    return c > 0 && found ? letters[found - finals] : 0;
}

/* A line typed at the bottom; 0 if it was given up. */
char *ask(const char *prompt)
{
    static char line[256];
    unsigned n = 0;
    int c;
    for (;;) {
        line[n] = 0;
        outs("\r\033[K");
        outs(prompt);
        outs(line);
        c = key();
        if (c == '\r' || c == '\n')
            return line;
        if (c == 8 || c == 127 || c == 21) {
            if (!n)
                return 0;
            do
                n--;
            while (n && ((line[n] & 0xc0) == 0x80 || c == 21));
        } else if (c < 0 || c == 27 || c == 3)
            return 0;
        else if (c < 256 && n < sizeof line - 1)
            line[n++] = c;
    }
}
