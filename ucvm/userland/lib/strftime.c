/* strftime and strptime, from three tables: conversions that stand for others, those that are one number of a struct tm, and names. */
#include <ctype.h>
#include <limits.h>
#include <string.h>
#include <strings.h>
#include <time.h>

/* The members of struct tm by position. */
enum { SEC, MIN, HOUR, MDAY, MON, YEAR, WDAY, YDAY };

/* A conversion and what it stands for, one after the other. */
static const char compounds[] = "c%a %b %e %H:%M:%S %Y\0D%m/%d/%y\0F%Y-%m-%d\0R%H:%M\0r%I:%M:%S %p\0T%H:%M:%S\0X%H:%M:%S\0x%m/%d/%y\0";

/* Shown are width digits of member + add, filled with pad; read is a number from low to high, from which add is taken. */
static const struct number {
    char conversion, member, add, width, pad, low;
    unsigned short high;
} numbers[] = {{'d', MDAY, 0, 2, '0', 1, 31}, {'e', MDAY, 0, 2, ' ', 1, 31}, {'H', HOUR, 0, 2, '0', 0, 23},  {'k', HOUR, 0, 2, ' ', 0, 23},
               {'M', MIN, 0, 2, '0', 0, 59},  {'m', MON, 1, 2, '0', 1, 12},  {'S', SEC, 0, 2, '0', 0, 60},   {'j', YDAY, 1, 3, '0', 1, 366},
               {'w', WDAY, 0, 1, '0', 0, 6},  {0, 0, 0, 0, 0, 0, 0}};

static const char days[] = "Sunday\0Monday\0Tuesday\0Wednesday\0Thursday\0Friday\0Saturday\0";
static const char months[] =
    "January\0February\0March\0April\0May\0June\0July\0August\0September\0October\0November\0December\0";

static const char *find_compound(int c) {
    const char *s = compounds;
    for (; *s; s += strlen(s) + 1)
        if (*s == c)
            return s + 1;
    return NULL;
}

static const struct number *find_number(int c) {
    const struct number *n = numbers;
    while (n->conversion && n->conversion != c)
        n++;
    return n->conversion ? n : NULL;
}

static const char *name(const char *list, unsigned n, unsigned count) {
    if (n >= count)
        return "?";
    while (n--)
        list += strlen(list) + 1;
    return list;
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

static void show_number(struct text *t, int n, int width, int pad) {
    char digits[12], *p = digits + sizeof digits;
    unsigned v = n < 0 ? -n : n;
    do
        *--p = '0' + v % 10;
    while (v /= 10);
    while (digits + sizeof digits - p < width)
        *--p = pad;
    if (n < 0)
        *--p = '-';
    append(t, p, digits + sizeof digits - p);
}

static int year_length(int year) {
    return 365 + (year % 4 == 0 && (year % 100 || year % 400 == 0));
}

/* ISO 8601 week; *year is moved when the week belongs to a neighbour. */
static int iso_week(const struct tm *tm, int *year) {
    int monday = (tm->tm_wday + 6) % 7, day = tm->tm_yday + 10 - monday;
    if (day < 7)
        day += year_length(--*year);
    else if (tm->tm_yday + 3 - monday >= year_length(*year)) {
        ++*year;
        return 1;
    }
    return day / 7;
}

/* The conversions that are numbers of their own making; 0 if c is none. */
static int computed(struct text *t, int c, const struct tm *tm) {
    struct tm copy;
    int year = tm->tm_year + 1900, n, width = 2, pad = '0';
    switch (c) {
    case 'C':
        n = year / 100;
        break;
    case 'G':
        iso_week(tm, &year);
    case 'Y':
        n = year;
        width = 1;
        break;
    case 'g':
        iso_week(tm, &year);
    case 'y':
        n = year % 100;
        break;
    case 'V':
        n = iso_week(tm, &year);
        break;
    case 'l':
        pad = ' ';
    case 'I':
        n = (tm->tm_hour + 11) % 12 + 1;
        break;
    case 's':
        copy = *tm;
        n = timegm(&copy);
        width = 1;
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
    default:
        return 0;
    }
    show_number(t, n, width, pad);
    return 1;
}

/* The conversions that are text; 0 if c is none. */
static int show_text(struct text *t, int c, const struct tm *tm) {
    const char *s;
    size_t longest = SIZE_MAX;
    switch (c) {
    case 'a':
        longest = 3;
    case 'A':
        s = name(days, tm->tm_wday, 7);
        break;
    case 'b':
    case 'h':
        longest = 3;
    case 'B':
        s = name(months, tm->tm_mon, 12);
        break;
    case 'n':
        s = "\n";
        break;
    case 'p':
        s = tm->tm_hour < 12 ? "AM" : "PM";
        break;
    case 't':
        s = "\t";
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
        return 0;
    }
    append(t, s, strnlen(s, longest));
    return 1;
}

static void expand(struct text *t, const char *format, const struct tm *tm) {
    const struct number *number;
    const char *p;
    int c;
    for (;;) {
        p = strchrnul(format, '%');
        append(t, format, p - format);
        if (!*p)
            return;
        p += p[1] == 'E' || p[1] == 'O' ? 2 : 1;
        if (!(c = *p))
            return;
        format = p + 1;
        if ((number = find_number(c)))
            show_number(t, *((const int *)tm + number->member) + number->add, number->width, number->pad);
        else if (!computed(t, c, tm) && !show_text(t, c, tm) && (p = find_compound(c)))
            expand(t, p, tm);
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

static const char *skip_space(const char *s) {
    while (isspace(*s))
        s++;
    return s;
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
    s = skip_space(s);
    if (!isdigit(*s))
        return NULL;
    while (digits-- && isdigit(*s))
        v = v * 10 + *s++ - '0';
    *n = v;
    return low <= v && v <= high ? s : NULL;
}

static const char *read_year(const char *s, int c, struct tm *tm) {
    s = read_number(s, c == 'Y' ? 4 : 2, 0, 9999, &tm->tm_year);
    if (c == 'Y')
        tm->tm_year -= 1900;
    else if (tm->tm_year < 69)
        tm->tm_year += 100;
    return s;
}

/* Read what the conversion c says; NULL if the text does not begin with it. */
static const char *parse(const char *s, int c, struct tm *tm) {
    const struct number *number = find_number(c);
    const char *compound = find_compound(c);
    int seconds, *member;
    time_t t;
    if (compound)
        return strptime(s, compound, tm);
    if (number) {
        member = (int *)tm + number->member;
        s = read_number(s, number->width, number->low, number->high, member);
        *member -= number->add;
        return s;
    }
    switch (c) {
    case 'a':
    case 'A':
        return read_name(s, days, 7, &tm->tm_wday);
    case 'b':
    case 'B':
    case 'h':
        return read_name(s, months, 12, &tm->tm_mon);
    case 'n':
    case 't':
        return skip_space(s);
    case 's':
        s = read_number(s, 10, 0, INT_MAX, &seconds);
        if (s)
            gmtime_r((t = seconds, &t), tm);
        return s;
    case 'Y':
    case 'y':
        return read_year(s, c, tm);
    }
    return *s == '%' && c == '%' ? s + 1 : NULL;
}

char *strptime(const char *s, const char *format, struct tm *tm) {
    for (; *format && s; format++)
        if (isspace(*format))
            s = skip_space(s);
        else if (*format == '%')
            s = parse(s, *++format, tm);
        else if (*s++ != *format)
            return NULL;
    return (char *)s;
}
