/* sleep: wait. */
#include <ctype.h>
#include <time.h>
#include <tool.h>

const char *prog = "sleep", *synopsis = "number[smhd]...";

/* Seconds with an optional fraction and unit, added to *sum. */
static int add(const char *s, struct timespec *sum)
{
    unsigned long seconds = 0, unit, scale = 100000000, nanos = 0;
    int digits = 0;
    for (; isdigit(*s); s++, digits++)
        seconds = seconds * 10 + *s - '0';
    if (*s == '.')
        for (s++; isdigit(*s); s++, digits++, scale /= 10)
            nanos += (*s - '0') * scale;
    unit = *s == 'm' ? 60 : *s == 'h' ? 3600 : *s == 'd' ? 86400 : 1;
    if (*s && strchr("smhd", *s))
        s++;
    if (*s || !digits)
        return -1;
    sum->tv_sec += seconds * unit + nanos / 1000000 * unit / 1000;
    sum->tv_nsec += unit == 1 ? nanos : nanos / 1000000 * unit % 1000 * 1000000;
    if (sum->tv_nsec >= 1000000000) {
        sum->tv_nsec -= 1000000000;
        sum->tv_sec++;
    }
    return 0;
}

int main(int argc, char **argv)
{
    struct timespec sum;
    (void)argc;
    memset(&sum, 0, sizeof sum);
    option(argv, "+");
    if (!*operands)
        misuse("missing operand");
    for (; *operands; operands++)
        if (add(*operands, &sum) < 0)
            complainx("invalid time interval '%s'", *operands);
    if (status)
        usage();
    while (nanosleep(&sum, &sum) < 0 && errno == EINTR)
        ;
    return 0;
}
