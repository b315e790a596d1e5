/* Processes, from /proc (process.h). */
#include <ctype.h>
#include <process.h>
#include <sys/sysmacros.h>
#include <time.h>
#include <tool.h>

struct process process;

/* Reads /proc/PID into process; 0 if it is gone. */
int load_process(const char *pid)
{
    char file[32], buf[400], *s;
    struct stat st;
    int i, n;
    sprintf(file, "/proc/%.16s", pid);
    if (stat(file, &st) < 0)
        return 0;
    process.owner = st.st_uid;
    strcat(file, "/stat");
    if (slurp(file, buf, sizeof buf) <= 0 || !(s = strrchr(buf, ')')))
        return 0;
    *s = 0;
    snprintf(process.name, sizeof process.name, "%s", strchr(buf, '(') + 1);
    process.field[PID] = atoi(buf);
    process.state = s[2];
    for (s += 4, i = PPID; i < PROCESS_FIELDS; i++)
        process.field[i] = strtol(s, &s, 10);
    sprintf(file, "/proc/%.16s/cmdline", pid);
    n = slurp(file, process.words, sizeof process.words);
    for (i = 0; i < n - 1; i++)
        if (!process.words[i])
            process.words[i] = ' ';
    return 1;
}

static int by_number(const struct dirent **a, const struct dirent **b)
{
    return atoi((*a)->d_name) - atoi((*b)->d_name);
}

static int is_pid(const struct dirent *entry)
{
    return isdigit(entry->d_name[0]) != 0;
}

/* All processes in the order of their numbers; -1 if there is no /proc. */
int each_process(void (*use)(void))
{
    struct dirent **list;
    int n = scandir("/proc", &list, is_pid, by_number), i;
    for (i = 0; i < n; i++) {
        if (load_process(list[i]->d_name))
            use();
        free(list[i]);
    }
    if (n >= 0)
        free(list);
    return n < 0 ? -1 : 0;
}

/* Logged in is who owns the leader of a session that has a terminal. */
int is_login(void)
{
    return process.field[TTY] && process.field[PID] == process.field[SESSION];
}

const char *terminal_name(void)
{
    static const char *const names[] = {"tty", "console"};
    static char number[12];
    long tty = process.field[TTY];
    if (!tty)
        return "?";
    if (major(tty) == 5 && minor(tty) < 2)
        return names[minor(tty)];
    sprintf(number, "%ld", tty);
    return number;
}

time_t boot_time(void)
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
