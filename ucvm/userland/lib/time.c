/* <time.h>: the calendar in UTC, the machine's only zone. */
#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

char *tzname[2] = {"UTC", "UTC"};
long timezone;
int daylight;

static const char days[] = "Sunday\0Monday\0Tuesday\0Wednesday\0Thursday\0Friday\0Saturday\0";
static const char months[] =
    "January\0February\0March\0April\0May\0June\0July\0August\0September\0October\0November\0December\0";

void tzset(void) {
}

static int floor_div(int a, int b) {
    return a >= 0 ? a / b : -((b - 1 - a) / b);
}

/* Days from 1970-01-01 to the first of month (0 = January; any number) of year. */
static int day_number(int year, int month) {
    year += floor_div(month, 12);
    month -= floor_div(month, 12) * 12;
    month = (month + 10) % 12;
    if (month > 9)
        year--;
    return 365 * year + floor_div(year, 4) - floor_div(year, 100) + floor_div(year, 400) + (153 * month + 2) / 5 - 719468;
}

/* Fill in everything from days since 1970 and seconds within the day. Years are counted from March, eras are 400 of them. */
static void fill(struct tm *tm, int day, int second) {
    int era = floor_div(day + 719468, 146097), in_era = day + 719468 - era * 146097;
    int year = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
    int in_year = in_era - (365 * year + year / 4 - year / 100), month = (5 * in_year + 2) / 153;
    tm->tm_mday = in_year - (153 * month + 2) / 5 + 1;
    tm->tm_mon = month = (month + 2) % 12;
    year += era * 400 + (month < 2);
    tm->tm_sec = second % 60;
    tm->tm_min = second / 60 % 60;
    tm->tm_hour = second / 3600;
    tm->tm_year = year - 1900;
    tm->tm_wday = (day + 4) - floor_div(day + 4, 7) * 7;
    tm->tm_yday = day - day_number(year, 0);
    tm->tm_isdst = 0;
}

struct tm *gmtime_r(const time_t *t, struct tm *tm) {
    int day = floor_div(*t, 86400);
    fill(tm, day, *t - day * 86400);
    return tm;
}

struct tm *localtime_r(const time_t *t, struct tm *tm) {
    return gmtime_r(t, tm);
}

struct tm *gmtime(const time_t *t) {
    static struct tm tm;
    return gmtime_r(t, &tm);
}

struct tm *localtime(const time_t *t) {
    return gmtime(t);
}

/* Fields may lie outside their ranges; they are brought into them. */
time_t timegm(struct tm *tm) {
    int minute = tm->tm_min + floor_div(tm->tm_sec, 60), hour = tm->tm_hour + floor_div(minute, 60);
    int day = day_number(tm->tm_year + 1900, tm->tm_mon) + tm->tm_mday - 1 + floor_div(hour, 24);
    int second = (hour - floor_div(hour, 24) * 24) * 3600 + (minute - floor_div(minute, 60) * 60) * 60 + tm->tm_sec -
                 floor_div(tm->tm_sec, 60) * 60;
    if (day < -24855 || day > 24854)
        return -1;
    fill(tm, day, second);
    return day * 86400 + second;
}

time_t mktime(struct tm *tm) {
    return timegm(tm);
}

char *asctime_r(const struct tm *tm, char *to) {
    return strftime(to, 26, "%a %b %e %H:%M:%S %Y\n", tm) ? to : NULL;
}

char *asctime(const struct tm *tm) {
    static char text[26];
    return asctime_r(tm, text);
}

char *ctime_r(const time_t *t, char *to) {
    struct tm tm;
    return asctime_r(gmtime_r(t, &tm), to);
}

char *ctime(const time_t *t) {
    return asctime(gmtime(t));
}

static const char *name(const char *list, unsigned n, unsigned count) {
    if (n >= count)
        return "?";
    while (n--)
        list += strlen(list) + 1;
    return list;
}

/* ISO 8601 week; *year is moved when the week belongs to a neighbour. */
static int iso_week(const struct tm *tm, int *year) {
    int week = (tm->tm_yday + 10 - (tm->tm_wday + 6) % 7) / 7, first;
    if (week == 0) {
        --*year;
        first = day_number(*year, 0);
        return (day_number(*year + 1, 0) - first + tm->tm_yday + 10 - (tm->tm_wday + 6) % 7) / 7;
    }
    if (week == 53 && tm->tm_yday - (tm->tm_wday + 6) % 7 + 3 >= day_number(*year + 1, 0) - day_number(*year, 0)) {
        ++*year;
        return 1;
    }
    return week;
}

struct text {
    char *to;
    size_t left;
};

static void append(struct text *t, const char *s, size_t n) {
    if (n > t->left)
        n = t->left = 0;
    memcpy(t->to, s, n);
    t->to += n;
    t->left -= n;
}

static void number(struct text *t, int n, int width, int fill) {
    char digits[12], *p = digits + sizeof digits;
    unsigned v = n < 0 ? -n : n;
    do
        *--p = '0' + v % 10;
    while (v /= 10);
    while (digits + sizeof digits - p < width)
        *--p = fill;
    if (n < 0)
        *--p = '-';
    append(t, p, digits + sizeof digits - p);
}

static void expand(struct text *t, const char *format, const struct tm *tm);

static void convert(struct text *t, int c, const struct tm *tm) {
    const char *s = NULL;
    struct tm copy;
    int year = tm->tm_year + 1900, n = 0, width = 2, fill = '0', whole = 0;
    switch (c) {
    case 'A':
        whole = 1;
    case 'a':
        s = name(days, tm->tm_wday, 7);
        break;
    case 'B':
        whole = 1;
    case 'b':
    case 'h':
        s = name(months, tm->tm_mon, 12);
        break;
    case 'C':
        n = floor_div(year, 100);
        break;
    case 'c':
        expand(t, "%a %b %e %H:%M:%S %Y", tm);
        return;
    case 'D':
    case 'x':
        expand(t, "%m/%d/%y", tm);
        return;
    case 'd':
        n = tm->tm_mday;
        break;
    case 'e':
        n = tm->tm_mday;
        fill = ' ';
        break;
    case 'F':
        expand(t, "%Y-%m-%d", tm);
        return;
    case 'G':
    case 'g':
    case 'V':
        n = iso_week(tm, &year);
        if (c != 'V')
            n = c == 'g' ? year - floor_div(year, 100) * 100 : year;
        if (c == 'G')
            width = 1;
        break;
    case 'H':
        n = tm->tm_hour;
        break;
    case 'k':
        n = tm->tm_hour;
        fill = ' ';
        break;
    case 'l':
        fill = ' ';
    case 'I':
        n = (tm->tm_hour + 11) % 12 + 1;
        break;
    case 'j':
        n = tm->tm_yday + 1;
        width = 3;
        break;
    case 'M':
        n = tm->tm_min;
        break;
    case 'm':
        n = tm->tm_mon + 1;
        break;
    case 'n':
        s = "\n";
        break;
    case 'p':
        s = tm->tm_hour < 12 ? "AM" : "PM";
        break;
    case 'R':
        expand(t, "%H:%M", tm);
        return;
    case 'r':
        expand(t, "%I:%M:%S %p", tm);
        return;
    case 'S':
        n = tm->tm_sec;
        break;
    case 's':
        copy = *tm;
        n = timegm(&copy);
        width = 1;
        break;
    case 'T':
    case 'X':
        expand(t, "%H:%M:%S", tm);
        return;
    case 't':
        s = "\t";
        break;
    case 'U':
        n = (tm->tm_yday + 7 - tm->tm_wday) / 7;
        break;
    case 'u':
        n = (tm->tm_wday + 6) % 7 + 1;
        width = 1;
        break;
    case 'W':
        n = (tm->tm_yday + 7 - (tm->tm_wday + 6) % 7) / 7;
        break;
    case 'w':
        n = tm->tm_wday;
        width = 1;
        break;
    case 'Y':
        n = year;
        width = 1;
        break;
    case 'y':
        n = year - floor_div(year, 100) * 100;
        break;
    case 'Z':
        s = "UTC";
        break;
    case 'z':
        s = "+0000";
        break;
    case '%':
        s = "%";
        break;
    default:
        s = "";
    }
    if (s)
        append(t, s, (c == 'a' || c == 'b' || c == 'h') && !whole && strlen(s) > 3 ? 3 : strlen(s));
    else
        number(t, n, width, fill);
}

static void expand(struct text *t, const char *format, const struct tm *tm) {
    const char *p;
    while (*format) {
        p = strchrnul(format, '%');
        append(t, format, p - format);
        format = p;
        if (!*format++)
            break;
        if (*format == 'E' || *format == 'O')
            format++;
        if (*format)
            convert(t, *format++, tm);
    }
}

size_t strftime(char *to, size_t n, const char *format, const struct tm *tm) {
    struct text t;
    t.to = to;
    t.left = n;
    expand(&t, format, tm);
    if (!t.left)
        return 0;
    *t.to = 0;
    return t.to - to;
}

static const char *read_name(const char *s, const char *list, int count, int *n) {
    size_t k;
    for (*n = 0; *n < count; ++*n, list += strlen(list) + 1) {
        k = strlen(list);
        if (!strncasecmp(s, list, k) || (k = 3, !strncasecmp(s, list, k)))
            return s + k;
    }
    return NULL;
}

/* A number of at most that many digits, from low to high. */
static const char *read_number(const char *s, int digits, int low, int high, int *n) {
    int v = 0;
    while (isspace(*s))
        s++;
    if (!isdigit(*s))
        return NULL;
    while (digits-- && isdigit(*s))
        v = v * 10 + *s++ - '0';
    *n = v;
    return low <= v && v <= high ? s : NULL;
}

char *strptime(const char *s, const char *format, struct tm *tm) {
    const char *nested;
    int n;
    for (; *format && s; format++) {
        if (isspace(*format)) {
            while (isspace(*s))
                s++;
            continue;
        }
        if (*format != '%' || *++format == '%') {
            if (*s++ != *format)
                return NULL;
            continue;
        }
        nested = NULL;
        switch (*format) {
        case 'a':
        case 'A':
            s = read_name(s, days, 7, &tm->tm_wday);
            break;
        case 'b':
        case 'B':
        case 'h':
            s = read_name(s, months, 12, &tm->tm_mon);
            break;
        case 'D':
            nested = "%m/%d/%y";
            break;
        case 'd':
        case 'e':
            s = read_number(s, 2, 1, 31, &tm->tm_mday);
            break;
        case 'F':
            nested = "%Y-%m-%d";
            break;
        case 'H':
            s = read_number(s, 2, 0, 23, &tm->tm_hour);
            break;
        case 'j':
            s = read_number(s, 3, 1, 366, &tm->tm_yday);
            tm->tm_yday--;
            break;
        case 'M':
            s = read_number(s, 2, 0, 59, &tm->tm_min);
            break;
        case 'm':
            s = read_number(s, 2, 1, 12, &tm->tm_mon);
            tm->tm_mon--;
            break;
        case 'n':
        case 't':
            while (isspace(*s))
                s++;
            break;
        case 'R':
            nested = "%H:%M";
            break;
        case 'S':
            s = read_number(s, 2, 0, 60, &tm->tm_sec);
            break;
        case 's':
            if ((s = read_number(s, 10, 0, INT_MAX, &n))) {
                time_t t = n;
                gmtime_r(&t, tm);
            }
            break;
        case 'T':
            nested = "%H:%M:%S";
            break;
        case 'Y':
            s = read_number(s, 4, 0, 9999, &tm->tm_year);
            tm->tm_year -= 1900;
            break;
        case 'y':
            s = read_number(s, 2, 0, 99, &tm->tm_year);
            if (tm->tm_year < 69)
                tm->tm_year += 100;
            break;
        default:
            return NULL;
        }
        if (nested)
            s = strptime(s, nested, tm);
    }
    return (char *)s;
}
