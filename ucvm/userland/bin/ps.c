/* ps: processes, from /proc. Without options all of them, for the machine is one person's. -e and -A are all; -a those with a terminal and -d all,
   but leaders of sessions in neither; -p, -t, -u (effective) and -U (real user), -g (session) and -G (real group) those in a list, and several of these
   options all that are in one of the lists. -f, -l and -j choose columns, -o names them. As ps aux and its like: a, x, u, l and w. */
#include <ctype.h>
#include <process.h>
#include <strings.h>
#include <time.h>
#include <tool.h>
#include <ucvm.h>

const char *prog = "ps", *synopsis = "[-AadefHjlx] [-o format]... [-p pids] [-t ttys] [-uU users] [-g sessions] [-G groups] | ps aux";

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

static void put_channel(char *s)
{
    char name[32];
    sprintf(name, "/proc/%ld/wchan", process.field[PID]);
    if (slurp(name, s, 20) <= 0 || strcmp(s, "0") == 0)
        strcpy(s, "-");
}

static void put_percent(char *s, unsigned long part, unsigned long whole)
{
    unsigned long n = whole ? part * 1000 / whole : 0;
    sprintf(s, "%lu.%lu", n / 10, n % 10);
}

/* Of the time since it began; of the memory of the machine. */
static void put_cpu(char *s)
{
    put_percent(s, process.field[UTIME] + process.field[STIME], (time(0) - boot_time()) * 100 - process.field[START]);
}

static void put_memory(char *s) { put_percent(s, process.field[RSS] * 4, RAM_SIZE / 1024); }
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
    {"sz", "SZ", 5, put_pages}, {"f", "F", 1, put_zero}, {"c", "C", 2, put_zero}, {"pcpu", "%CPU", 4, put_cpu}, {"%cpu", "%CPU", 4, put_cpu},
    {"pmem", "%MEM", 4, put_memory}, {"%mem", "%MEM", 4, put_memory}, {"addr", "ADDR", 4, put_dash}, {"wchan", "WCHAN", -6, put_channel},
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

/* What options choose by: lists by their letters, and the sets of -A, -a and -d. */
static const char criteria[] = "ptuUgG";
static const char *lists[sizeof criteria - 1];
static int everyone, with_terminal, no_leaders, own_tty = 1, own_user = 1, some_list;

/* A real id from /proc/PID/status. */
static long real_id(const char *label)
{
    static char text[600];
    char name[32], *s;
    sprintf(name, "/proc/%ld/status", process.field[PID]);
    return slurp(name, text, sizeof text) > 0 && (s = strstr(text, label)) ? strtol(s + strlen(label), 0, 10) : -1;
}

static int names_it(int letter, const char *word)
{
    char *end;
    long n = strtol(word, &end, 10);
    if (letter == 't') {
        if (strncmp(word, "/dev/", 5) == 0)
            word += 5;
        return process.field[TTY] ? strcmp(word, terminal_name()) == 0 : strcmp(word, "-") == 0 || strcmp(word, "?") == 0;
    }
    if (*end || end == word) {
        n = strchr("uU", letter) ? find_user(word) : letter == 'G' ? find_group(word) : -1;
        if (n < 0)
            diex(strchr("uU", letter) ? "user name does not exist" : letter == 'G' ? "group name does not exist" : "process ID list syntax error");
    }
    switch (letter) {
    case 'p': return process.field[PID] == n;
    case 'u': return process.owner == (unsigned)n;
    case 'U': return real_id("\nUid:\t") == n;
    case 'g': return process.field[SESSION] == n;
    }
    return real_id("\nGid:\t") == n;
}

static int in_list(int letter, const char *list)
{
    char word[40];
    unsigned n;
    int found = 0;
    for (; *list; list += n) {
        list += strspn(list, ", ");
        n = strcspn(list, ", ");
        snprintf(word, sizeof word, "%.*s", (int)n, list);
        found |= n && names_it(letter, word);
    }
    return found;
}

static int chosen(long tty)
{
    int i, leader = process.field[PID] == process.field[SESSION];
    for (i = 0; criteria[i]; i++)
        if (lists[i] && in_list(criteria[i], lists[i]))
            return 1;
    if (everyone || (with_terminal && process.field[TTY] && !leader) || (no_leaders && !leader))
        return 1;
    if (some_list || with_terminal || no_leaders)
        return 0;
    if (own_tty && own_user) /* as busybox's does */
        return 1;
    return (!own_tty || (process.field[TTY] && process.field[TTY] == tty)) && (!own_user || process.owner == geteuid());
}

static void choose(int letter, const char *list)
{
    lists[strchr(criteria, letter) - criteria] = list;
    some_list = 1;
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
    while ((c = option(argv, "AadefG:(Group)g:(sid)Hhjlo:(format)p:(pid)t:(tty)U:(User)u:(user)xw")) >= 0)
        switch (c) {
        case 'A':
        case 'e': everyone = 1; break;
        case 'a': with_terminal = 1; break;
        case 'd': no_leaders = 1; break;
        case 'x': own_tty = 0; break;
        case 'f':
        case 'j':
        case 'l': *layout = c; break;
        case 'o': add(argument); break;
        case 'p':
        case 't':
        case 'u':
        case 'U':
        case 'g':
        case 'G': choose(c, argument);
        }
    for (; *operands; operands++)
        if (isdigit(**operands))
            choose('p', *operands);
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
    if (!load_process("self") && !some_list)
        die("cannot read /proc");
    own_terminal = process.field[TTY];
    titles();
    if (each_process(put_process) < 0)
        die("/proc");
    finish();
    return !some;
}
