/* uptime: how long the machine runs. */
#include <process.h>
#include <time.h>
#include <tool.h>

const char *prog = "uptime", *synopsis = "[-s]";

static unsigned users;

static void count_user(void)
{
    users += is_login();
}

int main(int argc, char **argv)
{
    char text[64], now[24];
    time_t t = time(0);
    unsigned up;
    int since = 0;
    (void)argc;
    while (option(argv, "s(since)p") >= 0)
        since = 1;
    if (slurp("/proc/uptime", text, sizeof text) < 0)
        die("/proc/uptime");
    up = strtoul(text, 0, 10);
    if (since) {
        t -= up;
        strftime(now, sizeof now, "%Y-%m-%d %H:%M:%S", localtime(&t));
        outs(now);
        outc('\n');
        return finish();
    }
    strftime(now, sizeof now, "%H:%M:%S", localtime(&t));
    outf(" %s up ", now);
    if (up >= 86400)
        outf(up < 2 * 86400 ? "%u day, " : "%u days, ", up / 86400);
    if (up / 3600 % 24)
        outf("%2u:%02u", up / 3600 % 24, up / 60 % 60);
    else
        outf("%u min", up / 60 % 60);
    each_process(count_user);
    if (slurp("/proc/loadavg", text, sizeof text) >= 14)
        outf(",  %u user%s,  load average: %.4s, %.4s, %.4s", users, users == 1 ? "" : "s", text, text + 5, text + 10);
    outc('\n');
    return finish();
}
