/* logger: write a line into the system's log, /tmp/messages. */
#include <strings.h>
#include <time.h>
#include <tool.h>

const char *prog = "logger", *synopsis = "[-is] [-f file] [-p facility.level] [-t tag] [message...]";
static const char messages[] = "/tmp/messages";
static const char *tag;
static int pid, both, out;

static void put(const char *text)
{
    char line[1024], moment[24], number[16] = "";
    time_t now = time(0);
    int head, n;
    strftime(moment, sizeof moment, "%b %e %H:%M:%S", localtime(&now));
    if (pid)
        sprintf(number, "[%d]", (int)getpid());
    n = snprintf(line, sizeof line, "%s ", moment);
    gethostname(line + n, 64);
    n += strlen(line + n);
    line[n++] = ' ';
    head = n;
    n += snprintf(line + n, sizeof line - n - 1, "%s%s: %s", tag, number, text);
    if (n > (int)sizeof line - 2)
        n = sizeof line - 2;
    line[n++] = '\n';
    if (writeall(out, line, n) < 0)
        complain("%s", messages);
    if (both)
        writeall(2, line + head, n - head);
}

static int known(const char *list, const char *name, size_t n)
{
    for (; *list; list += strlen(list) + 1)
        if (strlen(list) == n && strncasecmp(list, name, n) == 0)
            return 1;
    return 0;
}

static void check_priority(const char *s)
{
    static const char facilities[] = "auth\0authpriv\0cron\0daemon\0ftp\0kern\0lpr\0mail\0news\0syslog\0user\0uucp\0local0\0local1\0"
                                     "local2\0local3\0local4\0local5\0local6\0local7\0security\0",
                      levels[] = "alert\0crit\0debug\0emerg\0err\0error\0info\0notice\0panic\0warn\0warning\0";
    const char *dot = strchr(s, '.');
    if (dot && !known(facilities, s, dot - s))
        diex("unknown facility name: %.*s", (int)(dot - s), s);
    s = dot ? dot + 1 : s;
    if (!known(levels, s, strlen(s)))
        diex("unknown priority name: %s", s);
}

static void lines(struct in *f)
{
    char *s;
    size_t n;
    while ((s = in_line(f, &n)))
        put(s);
}

int main(int argc, char **argv)
{
    char *file[2] = {0, 0};
    int c;
    (void)argc;
    while ((c = option(argv, "+f:(file)i(id)p:(priority)s(stderr)t:(tag)")) >= 0)
        switch (c) {
        case 'f': file[0] = argument; break;
        case 'i': pid = 1; break;
        case 'p': check_priority(argument); break;
        case 's': both = 1; break;
        case 't': tag = argument;
        }
    if (!tag)
        tag = user_name(getuid(), 0);
    umask(0);
    out = open(messages, O_WRONLY | O_APPEND | O_CREAT, 0666);
    if (out < 0)
        complain("%s", messages);
    if (!file[0] && *operands)
        put(words_of(operands));
    else
        each_input(file, lines);
    return finish();
}
