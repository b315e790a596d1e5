/* who: who is logged in. Logged in is whoever owns the leader of a session that has a terminal. */
#include <process.h>
#include <sys/sysmacros.h>
#include <time.h>
#include <tool.h>

const char *prog = "who", *synopsis = "[-bHmqsTu] [am i]";
static int own, count, titles, long_form, marks, boot;
static long terminal;
static unsigned users;

static const char *moment(time_t t)
{
    static char text[20];
    strftime(text, sizeof text, "%Y-%m-%d %H:%M", localtime(&t));
    return text;
}

static void put_user(void)
{
    if (!is_login() || (own && process.field[TTY] != terminal))
        return;
    users++;
    if (count) {
        outf(users > 1 ? " %s" : "%s", user_name(process.owner, 0));
        return;
    }
    outf(marks ? "%-8s + " : "%-8s ", user_name(process.owner, 0));
    outf("%-12s %s", terminal_name(), moment(boot_time() + process.field[START] / 100));
    if (long_form)
        outf("   .  %11ld", process.field[PID]);
    outc('\n');
}

int main(int argc, char **argv)
{
    struct stat st;
    int c;
    (void)argc;
    while ((c = option(argv, "b(boot)H(heading)mq(count)sT(mesg)(message)(writable)w(users)u")) >= 0)
        switch (c) {
        case 'b': boot = 1; break;
        case 'H': titles = 1; break;
        case 'm': own = 1; break;
        case 'q': count = 1; break;
        case 'T':
        case 'w': marks = 1; break;
        case 'u': long_form = 1;
        }
    own |= operands[0] && operands[1];
    if (operands[0] && operands[1] && operands[2])
        misuse("extra operand '%s'", operands[2]);
    if (own && isatty(0) && fstat(0, &st) == 0)
        terminal = st.st_rdev;
    if (titles) {
        outf(marks ? "NAME       %-12s %s" : "NAME     %-12s %s", "LINE", "TIME");
        outs(long_form ? "             IDLE          PID COMMENT\n" : "             COMMENT\n");
    }
    if (boot)
        outf(marks ? "           system boot  %s\n" : "         system boot  %s\n", moment(boot_time()));
    else if (each_process(put_user) < 0)
        die("/proc");
    if (count)
        outf(users ? "\n# users=%u\n" : "# users=%u\n", users);
    return finish();
}
