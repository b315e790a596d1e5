/* Builtins about text: echo, read, getopts. */
#include "sh.h"

static int hexdigit(int c)
{
    int d = (c | 32) - 'a' + 10;

    return (unsigned)c - '0' < 10 ? c - '0' : (unsigned)d - 10 < 6 ? d : -1;
}

/* A character as escaped() gives it. */
void outescaped(int c, void (*to)(int))
{
    int shift;

    if (!(c & UNICODE)) {
        to(c);
        return;
    }
    c &= ~UNICODE;
    shift = c < 0x800 ? 6 : c < 0x10000 ? 12 : 18;
    to((shift == 6 ? 0xc0 : shift == 12 ? 0xe0 : 0xf0) | c >> shift);
    while ((shift -= 6) >= 0)
        to(0x80 | c >> shift & 63);
}

/* The character at *p, with its escape, one of \\u and \\U with UNICODE; -1 for \\c. `zero`: an octal number may have a 0 before its three digits, and no quote
 * is escaped, as echo and %b have it. */
int escaped(const char **p, int zero)
{
    static const char from[] = "abefnrtv\\\"'", to[] = "\a\b\33\f\n\r\t\v\\\"'";
    const char *s = *p, *e;
    int c = *s++, n;

    if (c == '\\' && *s) {
        if (*s == 'c' && zero)
            return -1;
        if (*s >= '0' && *s <= '7') {
            n = 3 + (zero && *s == '0');
            for (c = 0; n-- && *s >= '0' && *s <= '7';)
                c = c * 8 + *s++ - '0';
            c &= 255;
        } else if ((*s | 32) == 'u' && hexdigit(s[1]) >= 0) {
            n = *s++ == 'u' ? 4 : 8;
            for (c = 0; n-- && hexdigit(*s) >= 0;)
                c = c * 16 + hexdigit(*s++);
            c |= c < 128 ? 0 : UNICODE;
        } else if (*s == 'x' && (n = hexdigit(s[1])) >= 0) {
            c = n;
            s += 2;
            if ((n = hexdigit(*s)) >= 0) {
                c = c * 16 + n;
                s++;
            }
        } else if ((e = strchr(from, *s)) && !(zero && e > from + 8)) {
            c = to[e - from];
            s++;
        }
    }
    *p = s;
    return c;
}

int b_echo(char **argv)
{
    int newline = 1, escapes = 1, c;
    const char *s;

    for (; (s = argv[1]) && *s == '-' && s[1] && !s[1 + strspn(s + 1, "neE")]; argv++)
        while (*++s)
            if (*s == 'n')
                newline = 0;
            else
                escapes = *s == 'e';
    while ((s = *++argv)) {
        while (*s) {
            if ((c = escapes ? escaped(&s, 1) : *s++) < 0)
                return 0;
            outescaped(c, outc);
        }
        if (argv[1])
            outc(' ');
    }
    if (newline)
        outc('\n');
    return 0;
}

/* ---- read */

/* Read a line into the arena: bytes, each quoted one after ESC; 1 at the end of the file. What follows the line is left for others,
 * so only files that can be sought are read in blocks. */
static int readinput(int raw, int fd, int delimiter, int most)
{
    char buf[64], *p = buf;
    int c, n = 1, quoted = 0, block = lseek(fd, 0, SEEK_CUR) < 0 ? 1 : sizeof buf;

    for (p += n; most;) {
        if (p == buf + n) {
            while ((n = read(fd, buf, block)) < 0 && errno == EINTR && !trapped)
                ;
            if (n <= 0)
                break;
            p = buf;
        }
        c = *p++;
        if (quoted) {
            quoted = 0;
            if (c == '\n')
                continue;
            put(ESC);
        } else if (c == '\\' && !raw) {
            quoted = 1;
            continue;
        } else if (c == delimiter)
            break;
        else if (c == ESC)
            put(ESC);
        if (c)
            put(c);
        most--;
    }
    put(0);
    if (n > 0 && p < buf + n)
        lseek(fd, p - buf - n, SEEK_CUR);
    return n <= 0;
}

static int white(int c)
{
    return c && strchr(" \t\n", c) && strchr(ifs, c);
}

/* Cut one field off at s; where the rest begins. The last one takes what is left, but for blanks at the end and a lone separator. */
static char *cut(char *s, int last)
{
    char *e, *rest;

    for (e = s; *e && !strchr(ifs, *e); e++)
        if (*e == ESC)
            e++;
    for (rest = e; white(*rest); rest++)
        ;
    if (*rest && strchr(ifs, *rest))
        for (rest++; white(*rest); rest++)
            ;
    if (last && *rest) {
        for (e = s; *s; s++)
            if (*s == ESC)
                e = ++s + 1;
            else if (!white(*s))
                e = s + 1;
    }
    *e = 0;
    return rest;
}

/* Assign the fields of s to the names; the items of an array with `array`. */
static void distribute(char *s, char **names, int array)
{
    Var *v = 0;
    char *rest;
    int n;

    if (array) {
        dropitems(v = setvar(*names, 0, 0));
        makearray(v, 0);
    }
    for (; array ? *s : *names != 0; s = rest) {
        n = namelen(*names);
        if (!n || (*names)[n])
            error(*names, "bad variable name");
        rest = cut(s, !array && !names[1]);
        unescape(s);
        if (array)
            setitem(v, itoa(nextitem(v)), s);
        else
            setvar(*names++, s, 0);
    }
}

int b_read(char **argv)
{
    int c, raw = 0, end, fd = 0, delimiter = '\n', most = -1, array = 0, seconds = 0;
    char *s = ap;
    char *reply[2];

    while ((c = *nextopt("rsep:d:n:N:t:u:a:")))
        if (c == 'r')
            raw = 1;
        else if (c == 'p') {
            tofd(2);
            outs(optargs[-1]);
            tofd(1);
        } else if (c == 'd')
            delimiter = *optargs[-1];
        else if ((c | 32) == 'n') {
            most = number(optargs[-1]);
            if (c == 'N')
                delimiter = -1;
        } else if (c == 't')
            timer(seconds = number(optargs[-1]));
        else if (c == 'u')
            fd = number(optargs[-1]);
        else if (c == 'a') {
            array = 1;
            optargs--;
        }
    reply[0] = "REPLY";
    reply[1] = 0;
    if (!*optargs)
        optargs = reply;
    end = readinput(raw, fd, delimiter, most);
    if (seconds)
        timer(0);
    if (trapped)
        return 128 + trapped;
    if (optargs == reply) {
        unescape(s);
        setvar("REPLY", s, 0);
        return end;
    }
    while (white(*s) && delimiter >= 0)
        s++;
    distribute(s, optargs, array);
    return end;
}

/* mapfile, readarray: lines into an array. */
int b_mapfile(char **argv)
{
    int c, cutting = 0, fd = 0, delimiter = '\n', most = -1, skipped = 0, first = 0, keeps = 0, end = 0;
    char *mark = ap;
    Var *v;

    while ((c = *nextopt("td:n:s:O:u:")))
        if (c == 't')
            cutting = 1;
        else if (c == 'd')
            delimiter = *optargs[-1];
        else if (c == 'n')
            most = number(optargs[-1]);
        else if (c == 's')
            skipped = number(optargs[-1]);
        else if (c == 'O') {
            first = number(optargs[-1]);
            keeps = 1;
        } else
            fd = number(optargs[-1]);
    v = setvar(*optargs ? *optargs : "MAPFILE", 0, 0);
    if (!keeps)
        dropitems(v);
    makearray(v, 0);
    for (; !end && most != 0; most--) {
        end = readinput(1, fd, delimiter, -1);
        unescape(mark);
        if (end && !*mark)
            break;
        ap = mark + strlen(mark);
        if (!cutting && !end)
            put(delimiter);
        put(0);
        if (skipped-- <= 0)
            setitem(v, itoa(first++), mark);
        ap = mark;
    }
    ap = mark;
    return 0;
}

/* ---- getopts */

int b_getopts(char **argv)
{
    char **v, *s, *name, *value = getvar("OPTIND"), letter[2];
    const char *l;
    int index = value ? number(value) : 1, c, place = optchar, st = 0, quiet;

    if (!argv[1] || !argv[2])
        error(0, "usage: getopts optstring var [arg]");
    name = argv[2];
    if (!*name || name[namelen(name)])
        error(name, "bad variable name");
    quiet = *argv[1] == ':';
    v = argv[3] ? argv + 3 : par.v;
    if (index < 1)
        index = 1;
    if (!argv[3] && index > par.n + 1)
        index = par.n + 1;
    s = v[index - 1];
    letter[0] = '?';
    letter[1] = 0;
    unsetvar("OPTARG");
    if (!place && (!s || *s != '-' || !s[1] || !strcmp(s, "--") && index++)) {
        st = 1;
    } else {
        if (!place)
            place = 1;
        c = s[place++];
        letter[0] = c;
        l = c == ':' ? 0 : strchr(argv[1], c);
        value = s + place;
        if (!*value || l && l[1] == ':') {
            place = 0;
            index++;
        }
        cmdname = 0;
        if (!l) {
            if (quiet)
                setvar("OPTARG", letter, 0);
            else
                warn("Illegal option -", letter);
            letter[0] = '?';
        } else if (l[1] == ':') {
            if (!*value && (value = v[index - 1]))
                index++;
            if (value)
                setvar("OPTARG", value, 0);
            else if (quiet) {
                setvar("OPTARG", letter, 0);
                letter[0] = ':';
            } else {
                warn("No arg for -", letter);
                letter[0] = '?';
            }
        }
    }
    setvar("OPTIND", itoa(index), 0);
    optchar = st ? 0 : place;
    setvar(name, letter, 0);
    return st;
}
