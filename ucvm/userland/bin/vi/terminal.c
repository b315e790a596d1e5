/* The terminal: raw and back, its size, signals. */
#include <signal.h>
#include <sys/ioctl.h>
#include <termios.h>
#include "vi.h"

int rows = 24, columns = 80, visual;
volatile int interrupted, resized, resumed, dying;
static struct termios saved;
static int is_terminal, is_raw;

static void note(int number)
{
    if (number == SIGINT)
        interrupted = 1;
    else if (number == SIGWINCH)
        resized = 1;
    else if (number == SIGCONT)
        resumed = 1;
    else
        dying = 1;
}

/* A signal ends a read, so that it is noticed at once. */
static void catch(void)
{
    static const unsigned char numbers[] = {SIGINT, SIGWINCH, SIGCONT, SIGHUP, SIGTERM};
    struct sigaction action;
    unsigned i;
    memset(&action, 0, sizeof action);
    action.sa_handler = note;
    for (i = 0; i < sizeof numbers; i++)
        sigaction(numbers[i], &action, 0);
    signal(SIGQUIT, SIG_IGN);
}

void check_interrupt(void)
{
    if (interrupted)
        fail("Interrupted");
    if (dying)
        preserve(), quit(1);
}

void measure(void)
{
    struct winsize size;
    resized = 0;
    if (ioctl(1, TIOCGWINSZ, &size) < 0 || size.ws_row < 2 || size.ws_col < 10)
        return;
    rows = size.ws_row;
    columns = size.ws_col;
}

static void set_raw(void)
{
    struct termios t = saved;
    is_raw = 1;
    t.c_iflag &= ~(ICRNL | INLCR | IXON);
    t.c_lflag &= ~(ICANON | ECHO);
    t.c_cc[VMIN] = 1;
    t.c_cc[VTIME] = 0;
    t.c_cc[VSUSP] = t.c_cc[VQUIT] = 0;
    if (is_terminal)
        tcsetattr(0, TCSADRAIN, &t);
}

void enter_terminal(void)
{
    catch();
    if (!is_raw)
        is_terminal = tcgetattr(0, &saved) == 0;
    measure();
    if (!visual)
        return;
    set_raw();
    outs("\033[?1049h");
    redraw();
}

void leave_terminal(void)
{
    if (!is_raw)
        return;
    is_raw = 0;
    outs("\033[r\033[?1049l");
    outflush();
    if (is_terminal)
        tcsetattr(0, TCSADRAIN, &saved);
}

/* ^Z. The whole group stops, as by the key at a shell's command. */
void suspend(void)
{
    leave_terminal();
    outflush();
    kill(0, SIGTSTP);
    resumed = 0;
    enter_terminal();
}

/* So that what a command has written can be read. A colon begins the next one. */
void wait_for_return(void)
{
    int c, was = visual;
    set_raw();
    outs("[Hit return to continue]");
    outflush();
    visual = 0;
    c = playing() ? '\r' : key();
    visual = was;
    outs("\r\033[K");
    if (c == ':')
        put_back(c);
}
