/* top: the processes that use the processor most, shown again and again. The keys P, M, T, N sort by processor, memory, time and number; q ends it. */
#include <process.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <tool.h>

const char *prog = "top", *synopsis = "[-b] [-d seconds] [-n count] [-o P|M|T|N] [-u user]";
enum { MOST = 96 };

/* A process as the last look saw it; times in hundredths of a second, cpu in tenths of a percent. */
struct row {
    int pid, owner, priority, nice, memory, resident;
    unsigned time, cpu;
    char state, name[16];
};
static struct row *rows, *before;
static int count, before_count, running, sleeping, stopped, zombies;
static unsigned elapsed, last_look;
static int batch, order = 'P', only = -1, terminal = -1, delay = 3, turns = -1, height = 24, width = 80;
static struct termios saved;

static unsigned hundredths(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 100u + now.tv_nsec / 10000000;
}

static unsigned time_before(int pid)
{
    int i;
    for (i = 0; i < before_count; i++)
        if (before[i].pid == pid)
            return before[i].time;
    return 0;
}

static void add(void)
{
    struct row *r = rows + count;
    unsigned used;
    running += process.state == 'R';
    stopped += process.state == 'T';
    zombies += process.state == 'Z';
    sleeping += !strchr("RTZ", process.state);
    if (count == MOST || (only >= 0 && process.owner != (unsigned)only))
        return;
    count++;
    r->pid = process.field[PID];
    r->owner = process.owner;
    r->priority = process.field[PRIORITY];
    r->nice = process.field[NICE];
    r->memory = process.field[VSIZE] / 1024;
    r->resident = process.field[RSS] * 4;
    r->time = process.field[UTIME] + process.field[STIME];
    used = r->time - time_before(r->pid);
    r->cpu = elapsed ? (used * 1000 + elapsed / 2) / elapsed : 0;
    r->state = process.state;
    snprintf(r->name, sizeof r->name, "%s", process.name);
}

static int compare(const void *p, const void *q)
{
    const struct row *a = p, *b = q;
    int difference = order == 'N' ? 0 : order == 'M' ? b->resident - a->resident : order == 'T' ? (int)(b->time - a->time) : (int)(b->cpu - a->cpu);
    return difference ? difference : a->pid - b->pid;
}

static void look(void)
{
    struct row *old = before;
    unsigned now = hundredths();
    before = rows;
    before_count = count;
    rows = old;
    elapsed = now - last_look;
    last_look = now;
    count = running = sleeping = stopped = zombies = 0;
    if (each_process(add) < 0)
        die("/proc");
    qsort(rows, count, sizeof *rows, compare);
}

static const char *end_of_line(void)
{
    return batch ? "\n" : "\033[K\r\n";
}

static unsigned amount(const char *text, const char *name)
{
    const char *at = strstr(text, name);
    return at ? strtoul(at + strlen(name), 0, 10) : 0;
}

static void summary(void)
{
    char text[512], now[16];
    time_t t = time(0);
    unsigned up = last_look / 100, total, unused, cached;
    strftime(now, sizeof now, "%H:%M:%S", localtime(&t));
    outf("top - %s up %u:%02u", now, up / 3600, up / 60 % 60);
    if (slurp("/proc/loadavg", text, sizeof text) >= 14)
        outf(",  load average: %.4s, %.4s, %.4s", text, text + 5, text + 10);
    outs(end_of_line());
    outf("Tasks: %3d total, %3d running, %3d sleeping, %3d stopped, %3d zombie", running + sleeping + stopped + zombies, running, sleeping, stopped,
         zombies);
    outs(end_of_line());
    if (slurp("/proc/meminfo", text, sizeof text) > 0) {
        total = amount(text, "MemTotal:");
        unused = amount(text, "MemFree:");
        cached = amount(text, "Cached:");
        outf("KiB Mem : %6u total, %6u free, %6u used, %6u buff/cache", total, unused, total - unused - cached, cached);
    }
    outs(end_of_line());
    outs(end_of_line());
}

static void show(void)
{
    int i, most = batch ? count : height - 6;
    if (!batch)
        outs("\033[H");
    summary();
    if (!batch)
        outs("\033[7m");
    outs("  PID USER      PR  NI    VIRT    RES S  %CPU     TIME+ COMMAND");
    if (!batch)
        outpad(width - 62), outs("\033[m");
    outs(batch ? "\n" : "\r\n");
    for (i = 0; i < count && i < most; i++) {
        struct row *r = rows + i;
        outf("%5d %-8.8s %3d %3d %7d %6d %c %3u.%u %5u:%02u.%02u %s", r->pid, user_name(r->owner, 0), r->priority, r->nice, r->memory, r->resident,
             r->state, r->cpu / 10, r->cpu % 10, r->time / 6000, r->time / 100 % 60, r->time % 100, r->name);
        outs(end_of_line());
    }
    outs(batch ? "\n" : "\033[J");
    outflush();
}

static void restore(void)
{
    tcsetattr(terminal, TCSANOW, &saved);
    outs("\r\n");
    outflush();
}


static void prepare(void)
{
    struct winsize size;
    struct termios t;
    if ((terminal = open("/dev/tty", O_RDWR)) < 0 || tcgetattr(terminal, &saved) < 0)
        diex("failed tty get");
    t = saved;
    t.c_lflag &= ~(ICANON | ECHO | ISIG);
    t.c_cc[VMIN] = 0;
    t.c_cc[VTIME] = delay * 10;
    tcsetattr(terminal, TCSANOW, &t);
    atexit(restore);
    if (ioctl(terminal, TIOCGWINSZ, &size) == 0 && size.ws_row > 7 && size.ws_col > 10)
        height = size.ws_row, width = size.ws_col;
    outs("\033[H\033[2J");
}

/* Waits for the time of the next look or a key; 0 for the end. */
static int pause_or_key(void)
{
    char c = 0;
    if (batch) {
        sleep(delay);
        return 1;
    }
    if (read(terminal, &c, 1) == 1 && (c == 'q' || c == 3))
        return 0;
    if (c && strchr("PMTN", c))
        order = c;
    return 1;
}

int main(int argc, char **argv)
{
    int c;
    (void)argc;
    while ((c = option(argv, "bd:(delay)n:(iterations)o:u:(user)")) >= 0)
        switch (c) {
        case 'b': batch = 1; break;
        case 'd':
            delay = number(argument, "delay");
            delay = delay > 25 ? 25 : delay < 1 ? 1 : delay;
            break;
        case 'n': turns = number(argument, "number of iterations"); break;
        case 'o':
            if (!strchr("PMTN", order = *argument))
                diex("unrecognized field name '%s'", argument);
            break;
        case 'u':
            if ((only = find_user(argument)) < 0)
                diex("Invalid user");
        }
    rows = need(MOST * sizeof *rows);
    before = need(MOST * sizeof *rows);
    if (!batch)
        prepare();
    for (; turns; turns -= turns > 0) {
        look();
        show();
        if (turns == 1 || !pause_or_key())
            break;
    }
    return finish();
}
