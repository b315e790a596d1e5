/* ps: processes, from /proc. */
#include <ctype.h>
#include <strings.h>
#include <sys/sysmacros.h>
#include <time.h>
#include <tool.h>

const char *prog = "ps", *synopsis = "[-AaefHljx] [-o format] [-p pids] [-u user] | ps aux";

/* Fields of /proc/PID/stat by their numbers in proc(5), less one. */
enum { PID, COMM, STATE, PPID, PGRP, SESSION, TTY, UTIME = 13, STIME, PRIORITY = 17, NICE, START = 21, VSIZE, RSS, FIELDS };
static long field[FIELDS];
static char name[64], state, words[300];
static unsigned owner;

static void put_pid(char *s) { sprintf(s, "%ld", field[PID]); }
static void put_ppid(char *s) { sprintf(s, "%ld", field[PPID]); }
static void put_pgid(char *s) { sprintf(s, "%ld", field[PGRP]); }
static void put_sid(char *s) { sprintf(s, "%ld", field[SESSION]); }
static void put_uid(char *s) { sprintf(s, "%u", owner); }
static void put_user(char *s) { strcpy(s, user_name(owner, 0)); }
static void put_state(char *s) { sprintf(s, "%c", state); }
static void put_nice(char *s) { sprintf(s, "%ld", field[NICE]); }
static void put_priority(char *s) { sprintf(s, "%ld", 60 + field[PRIORITY]); }
static void put_kilobytes(char *s) { sprintf(s, "%ld", field[VSIZE] / 1024); }
static void put_resident(char *s) { sprintf(s, "%ld", field[RSS] * 4); }
static void put_pages(char *s) { sprintf(s, "%ld", field[VSIZE] / 4096); }
static void put_zero(char *s) { strcpy(s, "0"); }
static void put_dash(char *s) { strcpy(s, "-"); }
static void put_name(char *s) { strcpy(s, name); }

static void put_tty(char *s)
{
    static const char *const names[] = {"tty", "console"};
    if (!field[TTY])
        strcpy(s, "?");
    else if (major(field[TTY]) == 5 && minor(field[TTY]) < 2)
        strcpy(s, names[minor(field[TTY])]);
    else
        sprintf(s, "%ld", field[TTY]);
}

static void put_time(char *s)
{
    unsigned long t = (field[UTIME] + field[STIME]) / 100;
    sprintf(s, "%02lu:%02lu:%02lu", t / 3600, t / 60 % 60, t % 60);
}

static void put_short_time(char *s)
{
    unsigned long t = (field[UTIME] + field[STIME]) / 100;
    sprintf(s, "%lu:%02lu", t / 60, t % 60);
}

static time_t booted(void)
{
    static time_t boot;
    struct timespec up, now;
    if (!boot) {
        clock_gettime(CLOCK_MONOTONIC, &up);
        clock_gettime(CLOCK_REALTIME, &now);
        boot = now.tv_sec - up.tv_sec;
    }
    return boot;
}

static void put_start(char *s)
{
    time_t t = booted() + field[START] / 100;
    strftime(s, 8, "%H:%M", localtime(&t));
}

static void put_elapsed(char *s)
{
    unsigned long t = time(0) - booted() - field[START] / 100;
    if (t < 3600)
        sprintf(s, "%02lu:%02lu", t / 60, t % 60);
    else
        sprintf(s, "%02lu:%02lu:%02lu", t / 3600, t / 60 % 60, t % 60);
}

static void put_words(char *s)
{
    if (*words)
        strcpy(s, words);
    else
        sprintf(s, "[%s]", name);
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

/* Reads /proc/PID; 0 if it is gone. */
static int load(const char *pid)
{
    char file[32], buf[400], *s;
    struct stat st;
    int i, n;
    sprintf(file, "/proc/%s", pid);
    if (stat(file, &st) < 0)
        return 0;
    owner = st.st_uid;
    strcat(file, "/stat");
    if (slurp(file, buf, sizeof buf) <= 0 || !(s = strrchr(buf, ')')))
        return 0;
    *s = 0;
    snprintf(name, sizeof name, "%s", strchr(buf, '(') + 1);
    field[PID] = atoi(buf);
    state = s[2];
    for (s += 4, i = PPID; i < FIELDS; i++)
        field[i] = strtol(s, &s, 10);
    sprintf(file, "/proc/%s/cmdline", pid);
    n = slurp(file, words, sizeof words);
    for (i = 0; i < n - 1; i++)
        if (!words[i])
            words[i] = ' ';
    return 1;
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
        return in_list(field[PID]);
    if (wanted_user >= 0)
        return owner == (unsigned)wanted_user;
    if (own_tty && own_user) /* the machine is one person's: without options ps shows all of it, as busybox's does */
        return 1;
    return everyone || ((!own_tty || (field[TTY] && field[TTY] == tty)) && (!own_user || owner == geteuid()));
}

static int by_number(const struct dirent **a, const struct dirent **b)
{
    return atoi((*a)->d_name) - atoi((*b)->d_name);
}

static int is_pid(const struct dirent *entry)
{
    return isdigit(entry->d_name[0]) != 0;
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

int main(int argc, char **argv)
{
    struct dirent **list;
    char text[320];
    int n, i, j, layout = 0, some = 0;
    long tty;
    (void)argc;
    flags(argv, &layout);
    layout_columns(layout);
    if (!load("self") && !wanted)
        die("cannot read /proc");
    tty = field[TTY];
    n = scandir("/proc", &list, is_pid, by_number);
    if (n < 0)
        die("/proc");
    titles();
    for (i = 0; i < n; i++) {
        if (!load(list[i]->d_name) || !chosen(tty))
            continue;
        some = 1;
        for (j = 0; j < count; j++) {
            shown[j].put(text);
            put(text, shown + j, j + 1 == count);
        }
    }
    finish();
    return !some;
}
