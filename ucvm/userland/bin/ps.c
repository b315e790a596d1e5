/* ps: processes, from /proc. */
#include <ctype.h>
#include <process.h>
#include <strings.h>
#include <time.h>
#include <tool.h>

const char *prog = "ps", *synopsis = "[-AaefHljx] [-o format] [-p pids] [-u user] | ps aux";

static void put_pid(char *s) { sprintf(s, "%ld", process.field[PID]); }
static void put_ppid(char *s) { sprintf(s, "%ld", process.field[PPID]); }
static void put_pgid(char *s) { sprintf(s, "%ld", process.field[PGRP]); }
static void put_sid(char *s) { sprintf(s, "%ld", process.field[SESSION]); }
static void put_uid(char *s) { sprintf(s, "%u", process.owner); }
static void put_user(char *s) { strcpy(s, user_name(process.owner, 0)); }
static void put_state(char *s) { sprintf(s, "%c", process.state); }
static void put_nice(char *s) { sprintf(s, "%ld", process.field[NICE]); }
static void put_priority(char *s) { sprintf(s, "%ld", 60 + process.field[PRIORITY]); }
static void put_kilobytes(char *s) { sprintf(s, "%ld", process.field[VSIZE] / 1024); }
static void put_resident(char *s) { sprintf(s, "%ld", process.field[RSS] * 4); }
static void put_pages(char *s) { sprintf(s, "%ld", process.field[VSIZE] / 4096); }
static void put_zero(char *s) { strcpy(s, "0"); }
static void put_dash(char *s) { strcpy(s, "-"); }
static void put_name(char *s) { strcpy(s, process.name); }

static void put_tty(char *s) { strcpy(s, terminal_name()); }

static void put_time(char *s)
{
    unsigned long t = (process.field[UTIME] + process.field[STIME]) / 100;
    sprintf(s, "%02lu:%02lu:%02lu", t / 3600, t / 60 % 60, t % 60);
}

static void put_short_time(char *s)
{
    unsigned long t = (process.field[UTIME] + process.field[STIME]) / 100;
    sprintf(s, "%lu:%02lu", t / 60, t % 60);
}

static void put_start(char *s)
{
    time_t t = boot_time() + process.field[START] / 100;
    strftime(s, 8, "%H:%M", localtime(&t));
}

static void put_elapsed(char *s)
{
    unsigned long t = time(0) - boot_time() - process.field[START] / 100;
    if (t < 3600)
        sprintf(s, "%02lu:%02lu", t / 60, t % 60);
    else
        sprintf(s, "%02lu:%02lu:%02lu", t / 3600, t / 60 % 60, t % 60);
}

static void put_words(char *s)
{
    if (*process.words)
        strcpy(s, process.words);
    else
        sprintf(s, "[%s]", process.name);
}

struct column {
    const char *name, *title;
    int width;
    void (*put)(char *);
};
/* A width above zero: to the right. */
static const struct column columns[] = {
    {"pid", "PID", 5, put_pid}, {"ppid", "PPID", 5, put_ppid}, {"pgid", "PGID", 5, put_pgid}, {"pgrp", "PGRP", 5, put_pgid},
    {"sid", "SID", 5, put_sid}, {"sess", "SESS", 5, put_sid}, {"uid", "UID", 5, put_uid}, {"user", "USER", -8, put_user},
    {"stat", "STAT", -4, put_state}, {"s", "S", -1, put_state}, {"state", "S", -1, put_state}, {"ni", "NI", 3, put_nice},
    {"nice", "NI", 3, put_nice}, {"pri", "PRI", 3, put_priority}, {"vsz", "VSZ", 6, put_kilobytes}, {"rss", "RSS", 5, put_resident},
    {"sz", "SZ", 5, put_pages}, {"f", "F", 1, put_zero}, {"c", "C", 2, put_zero}, {"pcpu", "%CPU", 4, put_zero}, {"%cpu", "%CPU", 4, put_zero},
    {"pmem", "%MEM", 4, put_zero}, {"%mem", "%MEM", 4, put_zero}, {"addr", "ADDR", 4, put_dash}, {"wchan", "WCHAN", -6, put_dash},
    {"tty", "TTY", -8, put_tty}, {"tt", "TT", -8, put_tty}, {"time", "TIME", 8, put_time}, {"bsdtime", "TIME", 6, put_short_time},
    {"stime", "STIME", 5, put_start}, {"start", "START", -5, put_start}, {"etime", "ELAPSED", 11, put_elapsed}, {"comm", "COMMAND", -15, put_name},
    {"ucmd", "CMD", -15, put_name}, {"ucomm", "COMMAND", -15, put_name}, {"args", "COMMAND", -27, put_words}, {"cmd", "CMD", -27, put_words},
    {"command", "COMMAND", -27, put_words},
};
enum { COLUMNS = sizeof columns / sizeof *columns, MOST = 20 };
static struct column shown[MOST];
static int count;

static void add(char *list)
{
    char *s = strtok(list, ", "), *title;
    int i;
    for (; s; s = strtok(0, ", ")) {
        title = strchr(s, '=');
        if (title)
            *title++ = 0;
        for (i = 0; i < COLUMNS && strcasecmp(columns[i].name, s) != 0; i++)
            ;
        if (i == COLUMNS || count == MOST)
            diex("unknown user-defined format specifier \"%s\"", s);
        shown[count] = columns[i];
        if (title)
            shown[count].title = title;
        count++;
    }
}

/* The last column to the left is as wide as it is. */
static void put(const char *text, const struct column *c, int last)
{
    int n = strlen(text), pad = (c->width < 0 ? -c->width : c->width) - n;
    if (c->width > 0)
        outpad(pad);
    outs(text);
    if (c->width < 0 && !last)
        outpad(pad);
    outc(last ? '\n' : ' ');
}

static void titles(void)
{
    int i, any = 0;
    for (i = 0; i < count; i++)
        any |= *shown[i].title;
    for (i = 0; any && i < count; i++)
        put(shown[i].title, shown + i, i + 1 == count);
}

static int everyone, own_tty = 1, own_user = 1, wanted_user = -1;
static const char *wanted;

static int in_list(long pid)
{
    const char *s = wanted;
    char *end;
    while (*s) {
        if (strtol(s, &end, 10) == pid)
            return 1;
        s = *end ? end + 1 : end;
    }
    return 0;
}

static int chosen(long tty)
{
    if (wanted)
        return in_list(process.field[PID]);
    if (wanted_user >= 0)
        return process.owner == (unsigned)wanted_user;
    if (own_tty && own_user) /* the machine is one person's: without options ps shows all of it, as busybox's does */
        return 1;
    return everyone || ((!own_tty || (process.field[TTY] && process.field[TTY] == tty)) && (!own_user || process.owner == geteuid()));
}

/* ps aux, ps ax, ps u: letters without a dash. */
static void berkeley(const char *s, int *layout)
{
    for (; *s; s++)
        switch (*s) {
        case 'a': own_user = 0; break;
        case 'x': own_tty = 0; break;
        case 'u': *layout = 'u'; break;
        case 'l': *layout = 'l'; break;
        case 'w': break;
        default: diex("unsupported option: %c", *s);
        }
    everyone = !own_user && !own_tty;
}

static void flags(char **argv, int *layout)
{
    int c;
    while ((c = option(argv, "AaefHhjlo:(format)p:(pid)u:xw")) >= 0)
        switch (c) {
        case 'A':
        case 'e': everyone = 1; break;
        case 'a': own_user = 0; break;
        case 'x': own_tty = 0; break;
        case 'f':
        case 'j':
        case 'l': *layout = c; break;
        case 'o': add(argument); break;
        case 'p': wanted = argument; break;
        case 'u':
            wanted_user = find_user(argument);
            if (wanted_user < 0)
                diex("user name does not exist");
        }
    for (; *operands; operands++)
        if (isdigit(**operands))
            wanted = *operands;
        else
            berkeley(*operands, layout);
}

static void layout_columns(int layout)
{
    static char plain[] = "pid,user,tty,time,ucmd", full[] = "user=UID,pid,ppid,c,stime,tty,time,cmd", jobs[] = "pid,pgid,sid,tty,time,ucmd",
                wide[] = "f,s,uid,pid,ppid,c,pri,ni,addr,sz,wchan,tty,time,ucmd", user[] = "user,pid,%cpu,%mem,vsz,rss,tty,stat,start,bsdtime,args",
                terse[] = "pid,tty,stat,bsdtime,args";
    if (!count)
        add(layout == 'f' ? full : layout == 'j' ? jobs : layout == 'l' ? wide : layout == 'u' ? user
            : own_tty && own_user ? plain : everyone && own_tty ? plain : terse);
}

static long own_terminal;
static int some;

static void put_process(void)
{
    char text[320];
    int i;
    if (!chosen(own_terminal))
        return;
    some = 1;
    for (i = 0; i < count; i++) {
        shown[i].put(text);
        put(text, shown + i, i + 1 == count);
    }
}

int main(int argc, char **argv)
{
    int layout = 0;
    (void)argc;
    flags(argv, &layout);
    layout_columns(layout);
    if (!load_process("self") && !wanted)
        die("cannot read /proc");
    own_terminal = process.field[TTY];
    titles();
    if (each_process(put_process) < 0)
        die("/proc");
    finish();
    return !some;
}
