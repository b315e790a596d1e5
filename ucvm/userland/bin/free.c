/* free: memory in use, from /proc/meminfo. */
#include <tool.h>

const char *prog = "free", *synopsis = "[-bhkm]";
static char text[512];
static int unit = 'k';

static unsigned value(const char *name)
{
    const char *s = strstr(text, name);
    return s ? strtoul(s + strlen(name) + 1, 0, 10) : 0;
}

static void put(unsigned kilobytes)
{
    char number[16];
    if (unit == 'h')
        human(number, kilobytes, 1);
    else
        sprintf(number, "%u", unit == 'b' ? kilobytes * 1024 : unit == 'm' ? kilobytes / 1024 : kilobytes);
    outf(" %11s", number);
}

int main(int argc, char **argv)
{
    int c;
    unsigned total, unused, cached;
    (void)argc;
    while ((c = option(argv, "b(bytes)h(human)k(kibi)m(mebi)")) >= 0)
        unit = c;
    if (slurp("/proc/meminfo", text, sizeof text) < 0)
        die("/proc/meminfo");
    total = value("MemTotal"), unused = value("MemFree"), cached = value("Cached");
    outs("               total        used        free      shared  buff/cache   available\nMem:    ");
    put(total);
    put(total - value("MemAvailable"));
    put(unused);
    put(0);
    put(cached);
    put(value("MemAvailable"));
    outs("\nSwap:   ");
    put(value("SwapTotal"));
    put(value("SwapTotal") - value("SwapFree"));
    put(value("SwapFree"));
    outc('\n');
    return finish();
}
