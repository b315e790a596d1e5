/* Points in time as text (tool.h): what GNU's date -d understands of dates, times, zones and distances, word for word. */
#include <ctype.h>
#include <time.h>
#include <tool.h>

enum { YEAR, MONTH, DAY, SECOND, UNITS };

/* What the words said so far: a broken-down time whose clock, date and weekday may be given, the way from there, the zone's seconds. */
struct moment {
    struct tm tm;
    long nanos, zone, away[UNITS];
    int clock, date, year, zoned, weekday, week, moved;
};

static const char *s;

/* Up to `most` digits; how many there were is *n. */
static long digits(int most, int *n)
{
    long value = 0;
    for (*n = 0; *n < most && isdigit(*s); ++*n)
        value = value * 10 + *s++ - '0';
    return value;
}

static long fraction(void)
{
    long value = 0, unit = 100000000;
    if ((*s == '.' || *s == ',') && isdigit(s[1]))
        for (s++; isdigit(*s); s++, unit /= 10)
            value += (*s - '0') * unit;
    return value;
}

static void blanks(void)
{
    while (isspace(*s) || *s == ',')
        s++;
}

/* The number of the word at s in a list of names, which it may shorten to three letters if `cut`; s moves past it. -1 if there is none. */
static int word_in(const char *names, int cut)
{
    size_t n, m;
    int i;
    for (n = 0; isalpha(s[n]); n++)
        ;
    for (i = 0; n > 0 && *names; i++, names += m + 1) {
        m = strlen(names);
        if ((n == m || (cut && n == 3)) && strncasecmp(names, s, n) == 0) {
            s += n;
            s += cut && *s == '.';
            return i;
        }
    }
    return -1;
}

static int month(void)
{
    return word_in("january\0february\0march\0april\0may\0june\0july\0august\0september\0october\0november\0december\0", 1);
}

static int unit(struct moment *m, long n)
{
    static const char units[] = {YEAR, YEAR, MONTH, MONTH, DAY, DAY, DAY, DAY, DAY, DAY, SECOND, SECOND, SECOND, SECOND, SECOND, SECOND, SECOND, SECOND};
    static const short factors[] = {1, 1, 1, 1, 14, 14, 7, 7, 1, 1, 3600, 3600, 60, 60, 60, 60, 1, 1};
    const char *start = s;
    int i;
    blanks();
    i = word_in("year\0years\0month\0months\0fortnight\0fortnights\0week\0weeks\0day\0days\0hour\0hours\0minute\0minutes\0min\0mins\0second\0seconds\0", 0);
    if (i < 0 && (i = word_in("sec\0secs\0", 0)) >= 0)
        i = 16;
    if (i < 0) {
        s = start;
        return -1;
    }
    m->away[(int)units[i]] += n * factors[i];
    m->moved = 1;
    return 0;
}

/* am or pm after an hour of 1 to 12; 1 if there was one, -1 if it does not fit. */
static int half_day(struct moment *m)
{
    const char *start = s;
    int half;
    blanks();
    half = word_in("am\0pm\0", 0);
    if (half < 0) {
        s = start;
        return 0;
    }
    if (m->tm.tm_hour < 1 || m->tm.tm_hour > 12)
        return -1;
    m->tm.tm_hour = m->tm.tm_hour % 12 + 12 * half;
    return 1;
}

static int clock_time(struct moment *m, long hour)
{
    int n;
    if (m->clock++)
        return -1;
    m->tm.tm_hour = hour;
    if (*s == ':') {
        s++;
        m->tm.tm_min = digits(2, &n);
        if (n == 0)
            return -1;
    }
    if (*s == ':' && isdigit(s[1])) {
        s++;
        m->tm.tm_sec = digits(2, &n);
        m->nanos = fraction();
    }
    return half_day(m) < 0 || m->tm.tm_hour > 23 || m->tm.tm_min > 59 || m->tm.tm_sec > 60 ? -1 : 0;
}

static void set_year(struct moment *m, long year, int n)
{
    m->tm.tm_year = n > 2 ? year - 1900 : year < 69 ? year + 100 : year;
    m->year = 1;
}

static int set_date(struct moment *m, int mon, int day)
{
    m->tm.tm_mon = mon - 1;
    m->tm.tm_mday = day;
    return m->date++ || mon < 1 || mon > 12 || day < 1 || day > 31 ? -1 : 0;
}

/* "-MM-DD" or "/DD[/YEAR]" after a number of n digits. */
static int separated(struct moment *m, long first, int n)
{
    int separator = *s++, width;
    long second = digits(2, &width), third;
    if (*s != separator)
        return separator == '/' ? set_date(m, first, second) : -1;
    s++;
    third = digits(separator == '/' ? 4 : 2, &width);
    if (separator == '/') {
        set_year(m, third, width);
        return set_date(m, first, second);
    }
    set_year(m, first, n);
    if ((*s == 'T' || *s == 't') && isdigit(s[1]))
        s++;
    return set_date(m, second, third);
}

/* "15 Jan", "15-Jan-"; the year that may follow is a number of its own. -1 with s where it was if no month follows. */
static int day_and_month(struct moment *m, long day)
{
    const char *start = s;
    int mon;
    s += strspn(s, " -");
    mon = month();
    if (mon < 0) {
        s = start;
        return -1;
    }
    s += *s == '-';
    return set_date(m, mon + 1, day);
}

static int number_word(struct moment *m)
{
    int n;
    long value = digits(9, &n);
    if (*s == ':')
        return clock_time(m, value);
    if ((*s == '-' || *s == '/') && isdigit(s[1]))
        return separated(m, value, n);
    if ((!m->date && n <= 2 && day_and_month(m, value) == 0) || unit(m, value) == 0)
        return 0;
    if (n == 8) {
        set_year(m, value / 10000, 4);
        return set_date(m, value / 100 % 100, value % 100);
    }
    if (m->date && !m->year && n > 2) {
        set_year(m, value, n);
        return 0;
    }
    if (n > 2)
        m->tm.tm_min = value % 100;
    return n > 4 ? -1 : clock_time(m, n > 2 ? value / 100 : value);
}

/* "+2 days", or after a time "+0200" and "+02:00". */
static int signed_word(struct moment *m)
{
    int n, sign = *s++ == '-' ? -1 : 1;
    long value;
    blanks();
    value = digits(9, &n);
    if (n == 0)
        return -1;
    if (!m->clock || m->zoned)
        return unit(m, sign * value);
    m->zoned = 1;
    if (n <= 2)
        value *= 100;
    if (*s == ':')
        s++, value += digits(2, &n);
    m->zone = sign * (value / 100 * 3600 + value % 100 * 60);
    return value > 2400 ? -1 : 0;
}

static int week_day(struct moment *m, int week)
{
    int day = word_in("sunday\0monday\0tuesday\0wednesday\0thursday\0friday\0saturday\0", 1);
    if (day < 0)
        return -1;
    m->weekday = day;
    m->week = week;
    return 0;
}

static int word(struct moment *m)
{
    int n, i;
    if ((i = month()) >= 0) {
        s += strspn(s, " -");
        return isdigit(*s) ? set_date(m, i + 1, digits(2, &n)) : -1;
    }
    if (week_day(m, 0) == 0 || unit(m, 1) == 0)
        return 0;
    if ((i = word_in("last\0this\0next\0", 0)) >= 0) {
        if (unit(m, i - 1) == 0)
            return 0;
        blanks();
        return week_day(m, i - 1);
    }
    if ((i = word_in("yesterday\0today\0tomorrow\0now\0", 0)) >= 0) {
        m->away[DAY] += i == 3 ? 0 : i - 1;
        m->moved = 1;
        return 0;
    }
    if (word_in("ago\0", 0) == 0) {
        for (i = 0; i < UNITS; i++)
            m->away[i] = -m->away[i];
        return 0;
    }
    if (word_in("z\0utc\0gmt\0", 0) < 0)
        return -1;
    return m->zoned++ ? -1 : 0;
}

static int in_calendar(struct tm tm)
{
    int day = tm.tm_mday;
    mktime(&tm);
    return tm.tm_mday == day;
}

/* The moment that the words describe; without a time it begins a day, except when it is but some way from now. */
static void settle(struct moment *m, struct timespec *t)
{
    int day = m->tm.tm_mday, away;
    if (m->weekday >= 0 && !m->date) {
        away = (m->weekday - m->tm.tm_wday + 7) % 7;
        day += away + 7 * (m->week - (m->week > 0 && away));
    }
    m->tm.tm_year += m->away[YEAR];
    m->tm.tm_mon += m->away[MONTH];
    m->tm.tm_mday = day + m->away[DAY];
    t->tv_sec = mktime(&m->tm) - m->zone + m->away[SECOND];
    t->tv_nsec = m->nanos;
}

/* "@SECONDS", or dates, times, weekdays, zones and distances in any order: 0, or -1 if it is none. */
int parse_time(const char *text, struct timespec *t)
{
    struct moment m;
    struct tm today;
    int bad = 0;
    memset(&m, 0, sizeof m);
    clock_gettime(CLOCK_REALTIME, t);
    m.weekday = -1;
    today = m.tm = *localtime(&t->tv_sec);
    m.tm.tm_hour = m.tm.tm_min = m.tm.tm_sec = 0;
    s = text;
    if (*s == '@') {
        t->tv_sec = strtoul(text + 1, (char **)&s, 10);
        t->tv_nsec = fraction();
        return *s || !isdigit(text[1]) ? -1 : 0;
    }
    for (blanks(); *s && !bad; blanks())
        bad = isdigit(*s) ? number_word(&m) : *s == '+' || *s == '-' ? signed_word(&m) : word(&m);
    if (bad || m.tm.tm_year < 70 || (m.date && !in_calendar(m.tm)))
        return -1;
    if (!m.clock && m.moved && !m.date && m.weekday < 0) {
        m.tm.tm_hour = today.tm_hour, m.tm.tm_min = today.tm_min, m.tm.tm_sec = today.tm_sec;
        m.nanos = t->tv_nsec;
    }
    settle(&m, t);
    return 0;
}
