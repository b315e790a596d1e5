/* cal: calendars. Before 3 September 1752 the Julian one, then eleven days are missing, then the Gregorian one. */
#include <ctype.h>
#include <strings.h>
#include <time.h>
#include <tool.h>

const char *prog = "cal", *synopsis = "[-13jy] [-A months] [-B months] [-m month] [[month] year]";

static int julian, day_width = 3, week;

static int leap(int year)
{
    return year % 4 == 0 && (year < 1753 || year % 100 || year % 400 == 0);
}

static int month_length(int year, int month)
{
    return month == 2 ? 28 + leap(year) : 30 + ((month + month / 8) & 1);
}

/* Of the year, of the first day of a month; September 1752 had 19. */
static int day_of_year(int year, int month)
{
    int m, day = 1;
    for (m = 1; m < month; m++)
        day += month_length(year, m) - (year == 1752 && m == 9 ? 11 : 0);
    return day;
}

/* Of the first of a month, from 0 for Sunday. */
static int weekday(int year, int month)
{
    int y = year - 1, days = y * 365 + y / 4;
    if (year > 1752)
        days += y / 400 - y / 100 + 2;
    return (days + 5 + day_of_year(year, month)) % 7;
}

static const char *month_name(int month, int year, int with_year)
{
    static char text[24];
    struct tm tm;
    memset(&tm, 0, sizeof tm);
    tm.tm_mon = month - 1;
    strftime(text, sizeof text, "%B", &tm);
    if (with_year)
        sprintf(text + strlen(text), " %d", year);
    return text;
}

static void put_centered(const char *text, int width)
{
    int n = strlen(text), left = (width - n) / 2;
    outpad(left);
    outs(text);
    outpad(width - n - left);
}

/* One week of a month: its days at their places; width is the width of a week. */
static void put_week(int year, int month, int row)
{
    int column, place, day, last = month_length(year, month), first = weekday(year, month);
    int reform = year == 1752 && month == 9;
    for (column = 0; column < 7; column++) {
        place = row * 7 + column - first;
        day = place + 1 + (reform && place >= 2 ? 11 : 0);
        if (place < 0 || day > last)
            outpad(column ? day_width : day_width - 1);
        else
            outn(julian ? day_of_year(year, month) + place : day, column ? day_width : day_width - 1);
    }
}

/* Months side by side, from the n-th since the year 0. */
static void put_months(int from, int count, int with_year)
{
    int i, row, column;
    for (i = 0; i < count; i++) {
        put_centered(month_name((from + i) % 12 + 1, (from + i) / 12, with_year), week);
        outpad(2);
    }
    outc('\n');
    for (i = 0; i < count; i++) {
        for (column = 0; column < 7; column++) {
            outpad(day_width - 2 - !column);
            outm(&"SuMoTuWeThFrSa"[column * 2], 2);
        }
        outpad(2);
    }
    outc('\n');
    for (row = 0; row < 6; row++) {
        for (i = 0; i < count; i++) {
            put_week((from + i) / 12, (from + i) % 12 + 1, row);
            outpad(2);
        }
        outc('\n');
    }
}

static int parse_month(const char *text)
{
    char *end;
    int n = strtol(text, &end, 10), m;
    for (m = 1; !isdigit(*text) && strlen(text) >= 3 && m <= 12; m++)
        if (strncasecmp(month_name(m, 0, 0), text, strlen(text)) == 0)
            return m;
    if (!isdigit(*text) || *end || n < 1 || n > 12)
        diex("%s is neither a month number (1..12) nor a name", text);
    return n;
}

static int parse_year(const char *text)
{
    char *end;
    int n = strtol(text, &end, 10);
    if (!isdigit(*text) || *end)
        diex("not a valid year %s", text);
    if (n < 1 || n > 9999)
        diex("year `%s' not in range 1..9999", text);
    return n;
}

/* Months from January on that lie in one year have it above them. */
static void put_span(int from, int count)
{
    int across = julian ? 2 : 3, n, under_year = from % 12 == 0 && count >= across && count <= 12;
    char year[12];
    if (under_year) {
        outpad((across * week - sprintf(year, "%d", from / 12)) / 2);
        outs(year);
        outc('\n');
    }
    for (; count > 0; count -= n, from += n) {
        n = count < across ? count : across;
        put_months(from, n, !under_year);
        if (count > n)
            outc('\n');
    }
}

int main(int argc, char **argv)
{
    time_t now = time(0);
    struct tm *today = localtime(&now);
    int c, year = today->tm_year + 1900, month = today->tm_mon + 1, whole = 0, given = 0, before = 0, after = 0;
    (void)argc;
    trouble = 64;
    while ((c = option(argv, "13A:B:jm:y")) >= 0)
        switch (c) {
        case '3': before = after = 1; break;
        case 'A': after = number(argument, "number of months"); break;
        case 'B': before = number(argument, "number of months"); break;
        case 'j':
            julian = 1;
            day_width = 4;
            break;
        case 'm':
            month = parse_month(argument);
            given = 1;
            break;
        case 'y': whole = 1;
        }
    week = 7 * day_width - 1;
    if (operands[0] && operands[1] && operands[2])
        usage();
    if (operands[0] && operands[1])
        month = parse_month(*operands++);
    else if (operands[0] && !given)
        whole = 1;
    if (operands[0])
        year = parse_year(*operands);
    if (whole)
        put_span(year * 12, 12);
    else
        put_span(year * 12 + month - 1 - before, before + 1 + after);
    return finish();
}
