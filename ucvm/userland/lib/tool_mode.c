/* Permission bits and owners as text (tool.h). */
#include <grp.h>
#include <pwd.h>
#include <tool.h>

static const mode_t WHO_BITS[] = {04700, 02070, 01007};

static mode_t permissions(const char **s, mode_t old, mode_t who)
{
    static const char letters[] = "rwx";
    mode_t bits = 0;
    const char *at;
    if (**s == 'u' || **s == 'g' || **s == 'o') {
        int shift = **s == 'u' ? 6 : **s == 'g' ? 3 : 0;
        ++*s;
        return (old >> shift & 7) * 0111;
    }
    for (;; ++*s)
        if (**s && (at = strchr(letters, **s)))
            bits |= 0444 >> (at - letters);
        else if (**s == 'X')
            bits |= S_ISDIR(old) || (old & 0111) ? 0111 : 0;
        else if (**s == 's')
            bits |= who & 06000;
        else if (**s == 't')
            bits |= 01000;
        else
            return bits;
}

static mode_t people(const char **s)
{
    mode_t who = 0;
    for (;; ++*s)
        if (**s == 'u')
            who |= WHO_BITS[0];
        else if (**s == 'g')
            who |= WHO_BITS[1];
        else if (**s == 'o')
            who |= WHO_BITS[2];
        else if (**s == 'a')
            who |= 07777;
        else
            return who;
}

/* Octal or symbolic (chmod(1p)); old has the type bits too; mask is the umask, applied where nobody is named. -1 if it is no mode. */
int parse_mode(const char *s, mode_t old, mode_t mask)
{
    mode_t mode = old & 07777, who, change, clear;
    if (*s >= '0' && *s <= '7') {
        for (mode = 0; *s >= '0' && *s <= '7' && mode < 010000; s++)
            mode = mode * 8 + *s - '0';
        return *s || mode > 07777 ? -1 : (int)mode;
    }
    do {
        who = people(&s);
        clear = who ? who : 07777;
        if (!*s || !strchr("+-=", *s))
            return -1;
        while (*s && strchr("+-=", *s)) {
            int op = *s++;
            change = permissions(&s, (old & S_IFMT) | mode, clear) & (who ? who | 01000 : 07777 & ~mask);
            if (op == '+')
                mode |= change;
            else if (op == '-')
                mode &= ~change;
            else
                mode = (mode & ~(S_ISDIR(old) ? clear & 01777 : clear)) | change;
        }
    } while (*s == ',' && *++s);
    return *s ? -1 : (int)mode;
}

/* "drwxr-xr-x" of 10 letters and a NUL. */
void mode_string(mode_t mode, char *buf)
{
    static const char types[] = "?pc?d?b?-?l?s???";
    int i;
    *buf++ = types[mode >> 12 & 15];
    for (i = 0; i < 9; i++)
        buf[i] = mode & 0400 >> i ? "rwx"[i % 3] : '-';
    for (i = 0; i < 3; i++)
        if (mode & 04000 >> i)
            buf[i * 3 + 2] = "sst"[i] - (mode & 0100 >> i * 3 ? 0 : 32);
    buf[9] = 0;
}

const char *user_name(unsigned id, int numeric)
{
    static char text[33];
    static unsigned known = -1;
    struct passwd *pw;
    if (known != id || !*text) {
        pw = numeric ? 0 : getpwuid(id);
        snprintf(text, sizeof text, pw ? "%s" : "%.0s%u", pw ? pw->pw_name : "", id);
        known = id;
    }
    return text;
}

const char *group_name(unsigned id, int numeric)
{
    static char text[33];
    static unsigned known = -1;
    struct group *gr;
    if (known != id || !*text) {
        gr = numeric ? 0 : getgrgid(id);
        snprintf(text, sizeof text, gr ? "%s" : "%.0s%u", gr ? gr->gr_name : "", id);
        known = id;
    }
    return text;
}

static int plain_number(const char *s)
{
    char *end;
    long n = strtol(s, &end, 10);
    return *s >= '0' && *s <= '9' && !*end ? n : -1;
}

/* An id by name or number; -1 if there is none. */
int find_user(const char *name)
{
    struct passwd *pw = getpwnam(name);
    return pw ? (int)pw->pw_uid : plain_number(name);
}

int find_group(const char *name)
{
    struct group *gr = getgrnam(name);
    return gr ? (int)gr->gr_gid : plain_number(name);
}
