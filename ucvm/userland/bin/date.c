/* date: show the time. */
#include <time.h>
#include <tool.h>

const char *prog = "date", *synopsis = "[-uR] [-I[seconds]] [-d time | -r file] [+format]";

/* %N and %s are not strftime's everywhere: seconds and nanoseconds are put in first. */
static void expand(char *to, size_t size, const char *s, unsigned long seconds, unsigned long nanos)
{
    size_t n = 0;
    while (*s && n + 24 < size) {
        if (s[0] == '%' && (s[1] == 's' || s[1] == 'N')) {
            n += sprintf(to + n, s[1] == 's' ? "%lu" : "%09lu", s[1] == 's' ? seconds : nanos);
            s += 2;
        } else {
            if (s[0] == '%' && s[1])
                to[n++] = *s++;
            to[n++] = *s++;
        }
    }
    to[n] = 0;
}

static const char *iso(const char *precision)
{
    if (!precision || *precision == 'd')
        return "%Y-%m-%d";
    return *precision == 'h' ? "%Y-%m-%dT%H+00:00" : *precision == 'm' ? "%Y-%m-%dT%H:%M+00:00"
        : *precision == 'n' ? "%Y-%m-%dT%H:%M:%S,%N+00:00" : "%Y-%m-%dT%H:%M:%S+00:00";
}

int main(int argc, char **argv)
{
    int c;
    const char *format = "%a %b %e %H:%M:%S %Z %Y";
    char plan[256], text[512];
    struct timespec now;
    struct stat st;
    (void)argc;
    clock_gettime(CLOCK_REALTIME, &now);
    while ((c = option(argv, "d:(date)I?(iso-8601)R(rfc-email)r:(reference)u(utc)(universal)")) >= 0)
        switch (c) {
        case 'd':
            if (parse_time(argument, &now.tv_sec) < 0)
                diex("invalid date '%s'", argument);
            now.tv_nsec = 0;
            break;
        case 'I': format = iso(argument); break;
        case 'R': format = "%a, %d %b %Y %H:%M:%S %z"; break;
        case 'r':
            if (stat(argument, &st) < 0)
                die("%s", argument);
            now.tv_sec = st.st_mtime, now.tv_nsec = st.st_mtime_nsec;
            break;
        }
    if (*operands && **operands == '+')
        format = *operands++ + 1;
    if (*operands)
        diex(**operands == '+' ? "extra operand '%s'" : "invalid date '%s'", *operands);
    expand(plan, sizeof plan, format, now.tv_sec, now.tv_nsec);
    if (strftime(text, sizeof text, plan, localtime(&now.tv_sec)) > 0)
        outs(text);
    outc('\n');
    return finish();
}
