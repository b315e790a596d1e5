/* renice: change the priority of processes that run. */
#include <process.h>
#include <sys/resource.h>
#include <tool.h>

const char *prog = "renice", *synopsis = "-n increment [-g | -p | -u] id...";
static int which = PRIO_PROCESS, increment, who, found, refused;
static long before;

static void bad_priority(const char *text)
{
    misuse("invalid priority '%s'", text);
}

static void bad_id(const char *text)
{
    diex("bad process%s ID value: %s", which == PRIO_PGRP ? " group" : "", text);
}

static int whole_number(const char *text, void (*wrong)(const char *text))
{
    char *end;
    long n = strtol(text, &end, 10);
    if (!*text || *end)
        wrong(text);
    return n;
}

/* Every process has the increment added to its own value; what is told is of the one that was most favoured. */
static void look(void)
{
    long id = which == PRIO_PROCESS ? process.field[PID] : which == PRIO_PGRP ? process.field[PGRP] : (long)process.owner;
    if (id != who)
        return;
    if (!found++ || process.field[NICE] < before)
        before = process.field[NICE];
    if (setpriority(PRIO_PROCESS, process.field[PID], process.field[NICE] + increment) < 0 && errno != ESRCH)
        refused = errno;
}

static void change(const char *kind)
{
    long after;
    found = refused = 0;
    if (each_process(look) < 0)
        die("/proc");
    if (!found || refused) {
        errno = found ? refused : ESRCH;
        complain(found ? "failed to set priority for %d (%s)" : "failed to get priority for %d (%s)", who, kind);
        return;
    }
    after = before + increment;
    outf("%d (%s) old priority %ld, new priority %ld\n", who, kind, before, after > 19 ? 19 : after < -20 ? -20 : after);
}

static int id_of(const char *text)
{
    int id;
    if (which != PRIO_USER)
        return whole_number(text, bad_id);
    id = find_user(text);
    if (id < 0)
        diex("unknown user %s", text);
    return id;
}

int main(int argc, char **argv)
{
    static const char *const kinds[] = {"process ID", "process group ID", "user ID"};
    int c, given = 0;
    (void)argc;
    while ((c = option(argv, "gn:(priority)pu(user)")) >= 0)
        if (c == 'n') {
            increment = whole_number(argument, bad_priority);
            given = 1;
        } else
            which = c == 'g' ? PRIO_PGRP : c == 'u' ? PRIO_USER : PRIO_PROCESS;
    if (!given && *operands) {
        increment = whole_number(*operands++, bad_priority);
        given = 1;
    }
    if (!given || !*operands)
        misuse("not enough arguments");
    for (; *operands; operands++) {
        who = id_of(*operands);
        change(kinds[which]);
    }
    return finish();
}
