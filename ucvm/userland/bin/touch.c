/* touch: create files, set times. */
#include <time.h>
#include <tool.h>

const char *prog = "touch", *synopsis = "[-acm] [-r file | -t [[CC]YY]MMDDhhmm[.ss] | -d time] file...";
static struct timespec times[2];

static int two(const char *s)
{
    return (s[0] - '0') * 10 + s[1] - '0';
}

/* [[CC]YY]MMDDhhmm[.ss] */
static time_t stamp(const char *text)
{
    struct tm tm, *now;
    time_t t = time(0);
    size_t n = strspn(text, "0123456789");
    const char *s = text + n - 8;
    memset(&tm, 0, sizeof tm);
    now = gmtime(&t);
    tm.tm_year = now->tm_year;
    if ((n != 8 && n != 10 && n != 12) || (text[n] && (text[n] != '.' || strspn(text + n + 1, "0123456789") != 2 || text[n + 3])))
        diex("invalid date format '%s'", text);
    if (n == 12)
        tm.tm_year = two(s - 4) * 100 - 1900 + two(s - 2);
    else if (n == 10)
        tm.tm_year = two(s - 2) + (two(s - 2) < 69 ? 100 : 0);
    tm.tm_mon = two(s) - 1;
    tm.tm_mday = two(s + 2);
    tm.tm_hour = two(s + 4);
    tm.tm_min = two(s + 6);
    tm.tm_sec = text[n] ? two(text + n + 1) : 0;
    if (tm.tm_mon < 0 || tm.tm_mon > 11 || tm.tm_mday < 1 || tm.tm_mday > 31 || tm.tm_hour > 23 || tm.tm_min > 59 || tm.tm_sec > 60)
        diex("invalid date format '%s'", text);
    return mktime(&tm);
}

static void set(time_t t)
{
    times[0].tv_sec = times[1].tv_sec = t;
    times[0].tv_nsec = times[1].tv_nsec = 0;
}

static void like(const char *name)
{
    struct stat st;
    if (stat(name, &st) < 0)
        die("failed to get attributes of '%s'", name);
    times[0].tv_sec = st.st_atime, times[0].tv_nsec = st.st_atime_nsec;
    times[1].tv_sec = st.st_mtime, times[1].tv_nsec = st.st_mtime_nsec;
}

static void touched(const char *name, int create)
{
    int fd;
    if (access(name, F_OK) < 0) {
        if (errno == ENOENT && !create)
            return;
        fd = open(name, O_WRONLY | O_CREAT | O_NONBLOCK, 0666);
        if (fd < 0) {
            complain("cannot touch '%s'", name);
            return;
        }
        close(fd);
    }
    if (utimensat(AT_FDCWD, name, times, 0) < 0)
        complain("setting times of '%s'", name);
}

int main(int argc, char **argv)
{
    int c, create = 1, which = 0;
    (void)argc;
    times[0].tv_nsec = times[1].tv_nsec = UTIME_NOW;
    while ((c = option(argv, "acd:(date)m(no-create)r:(reference)t:")) >= 0)
        switch (c) {
        case 'a': which |= 1; break;
        case 'c': create = 0; break;
        case 'd':
            if (parse_time(argument, times) < 0)
                diex("invalid date format '%s'", argument);
            times[1] = times[0];
            break;
        case 'm': which |= 2; break;
        case 'r': like(argument); break;
        case 't': set(stamp(argument)); break;
        }
    if (which == 1)
        times[1].tv_nsec = UTIME_OMIT;
    if (which == 2)
        times[0].tv_nsec = UTIME_OMIT;
    if (!*operands)
        misuse("missing file operand");
    for (; *operands; operands++)
        touched(*operands, create);
    return finish();
}
