/* date: show the time. Between % and the letter may stand - _ 0 (how numbers are padded), ^ # (capitals, the other case) and a width. */
#include <ctype.h>
#include <time.h>
#include <tool.h>

const char *prog = "date", *synopsis = "[-uR] [-I[precision]] [--rfc-3339=precision] [-d time | -r file] [+format]";
static struct timespec now;

/* The text of a conversion: strftime's, but for those it does not know. */
static void convert(char *to, size_t size, int c, int colons)
{
    char one[3] = {'%', c, 0};
    struct tm *tm = localtime(&now.tv_sec);
    *to = 0;
    if (c == 's')
        sprintf(to, "%lu", (unsigned long)now.tv_sec);
    else if (c == 'N')
        sprintf(to, "%09ld", (long)now.tv_nsec);
    else if (c == 'P')
        strcpy(to, tm->tm_hour < 12 ? "am" : "pm");
    else if (c == 'q')
        sprintf(to, "%d", tm->tm_mon / 3 + 1);
    else if (c == 'z' && colons)
        strcpy(to, colons == 1 ? "+00:00" : "+00:00:00");
    else if (strftime(to, size, one, tm) == 0)
        sprintf(to, "%%%c", c);
}

static void change_case(char *s, int c, int flag)
{
    for (; *s; s++)
        *s = flag == '#' && (c == 'Z' || c == 'p') ? tolower(*s) : toupper(*s);
}

/* A number begins with what its padding left: that, and what the width adds, is the pad ('-': nothing). */
static void put_padded(char *text, int c, int pad, int width)
{
    int numeric = strchr("CdeGgHIjklMmNqSsUuVWwYy", c) != 0, fill = pad ? pad : !numeric || strchr("ekl", c) ? ' ' : '0', first;
    if (numeric && pad) {
        for (first = 0; (text[first] == '0' || text[first] == ' ') && text[first + 1]; first++)
            text[first] = pad;
        text += pad == '-' ? first : 0;
    }
    for (width -= strlen(text); width > 0 && pad != '-'; width--)
        outc(fill);
    outs(text);
}

/* One conversion, which begins behind its %; what follows it. */
static const char *conversion(const char *s)
{
    char text[128];
    int pad = 0, letters = 0, width = 0, colons, c;
    for (; *s && strchr("-_0^#+", *s); s++)
        if (*s == '^' || *s == '#')
            letters = *s;
        else
            pad = *s == '_' ? ' ' : *s == '+' ? '0' : *s;
    for (; isdigit(*s); s++)
        width = width * 10 + *s - '0';
    for (colons = 0; *s == ':'; colons++)
        s++;
    s += (*s == 'E' || *s == 'O') && s[1];
    if (!*s) {
        outc('%');
        return s;
    }
    c = *s++;
    convert(text, sizeof text, c, colons);
    if (letters)
        change_case(text, c, letters);
    if (c == 'N' && width < 9 && (width || pad == '-')) {
        text[width ? width : 9] = 0;
        pad = 0;
    }
    put_padded(text, c, pad, width);
    return s;
}

static void put(const char *format)
{
    while (*format)
        if (*format == '%')
            format = conversion(format + 1);
        else
            outc(*format++);
    outc('\n');
}

static const char *iso(const char *precision)
{
    if (!precision || *precision == 'd')
        return "%Y-%m-%d";
    return *precision == 'h' ? "%Y-%m-%dT%H%:z" : *precision == 'm' ? "%Y-%m-%dT%H:%M%:z" : *precision == 'n' ? "%Y-%m-%dT%H:%M:%S,%N%:z" : "%Y-%m-%dT%H:%M:%S%:z";
}

static const char *rfc_3339(const char *precision)
{
    return *precision == 'd' ? "%Y-%m-%d" : *precision == 'n' ? "%Y-%m-%d %H:%M:%S.%N%:z" : "%Y-%m-%d %H:%M:%S%:z";
}

int main(int argc, char **argv)
{
    int c;
    const char *format = "%a %b %e %H:%M:%S %Z %Y";
    struct stat st;
    (void)argc;
    clock_gettime(CLOCK_REALTIME, &now);
    while ((c = option(argv, "d:(date)I?(iso-8601)R(rfc-email)r:(reference)u(utc)(universal)\1:(rfc-3339)")) >= 0)
        switch (c) {
        case 'd':
            if (parse_time(argument, &now) < 0)
                diex("invalid date '%s'", argument);
            break;
        case 'I': format = iso(argument); break;
        case 'R': format = "%a, %d %b %Y %H:%M:%S %z"; break;
        case 'r':
            if (stat(argument, &st) < 0)
                die("%s", argument);
            now.tv_sec = st.st_mtime, now.tv_nsec = st.st_mtime_nsec;
            break;
        case 1: format = rfc_3339(argument); break;
        }
    if (operands[0] && operands[1])
        misuse("extra operand '%s'", operands[1]);
    if (*operands && **operands != '+')
        diex("invalid date '%s'", *operands);
    put(*operands ? *operands + 1 : format);
    return finish();
}
