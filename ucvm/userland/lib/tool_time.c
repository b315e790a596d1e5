/* Points in time as text (tool.h). */
#include <ctype.h>
#include <time.h>
#include <tool.h>

/* Exactly n digits at *s, which moves past them; -1 if there are fewer. */
static int digits(const char **s, int n)
{
    int value = 0;
    for (; n > 0; n--) {
        if (!isdigit(**s))
            return -1;
        value = value * 10 + *(*s)++ - '0';
    }
    return value;
}

static int clock_time(const char **s, struct tm *tm)
{
    tm->tm_hour = digits(s, 2);
    if (*(*s)++ != ':')
        return -1;
    tm->tm_min = digits(s, 2);
    if (**s == ':') {
        ++*s;
        tm->tm_sec = digits(s, 2);
    }
    return tm->tm_hour < 0 || tm->tm_hour > 23 || tm->tm_min < 0 || tm->tm_min > 59 || tm->tm_sec < 0 || tm->tm_sec > 60 ? -1 : 0;
}

/* "@SECONDS", "now", "YYYY-MM-DD", "HH:MM[:SS]" today, or both with a blank or T between them, perhaps with Z or UTC after: 0, or -1 if it is none. */
int parse_time(const char *s, time_t *t)
{
    struct tm tm;
    char *end;
    time_t now = time(0);
    if (*s == '@') {
        *t = strtoul(s + 1, &end, 10);
        return *end || !isdigit(s[1]) ? -1 : 0;
    }
    if (strcmp(s, "now") == 0) {
        *t = now;
        return 0;
    }
    tm = *localtime(&now);
    tm.tm_hour = tm.tm_min = tm.tm_sec = 0;
    if (strlen(s) >= 10 && s[4] == '-') {
        tm.tm_year = digits(&s, 4) - 1900;
        s++;
        tm.tm_mon = digits(&s, 2) - 1;
        if (*s++ != '-')
            return -1;
        tm.tm_mday = digits(&s, 2);
        if (tm.tm_year < 70 || tm.tm_mon < 0 || tm.tm_mon > 11 || tm.tm_mday < 1 || tm.tm_mday > 31)
            return -1;
        if ((*s == 'T' || *s == ' ') && isdigit(s[1]) && (s++, clock_time(&s, &tm) < 0))
            return -1;
    } else if (clock_time(&s, &tm) < 0)
        return -1;
    s += strspn(s, " ");
    if (*s && strcmp(s, "Z") != 0 && strcmp(s, "UTC") != 0)
        return -1;
    *t = mktime(&tm);
    return 0;
}
