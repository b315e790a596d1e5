/* strace: print the system calls and signals of a program. With -p of processes that run already; -f follows those that it forks; -o writes to a
   file; -e trace=CALL,... shows only these calls (trace=!CALL,... all others); -c counts calls instead; -s is how much of strings is shown. */
#include <bits/calls.h>
#include <bits/errname.h>
#include <bits/signame.h>
#include <ctype.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/trace.h>
#include <sys/wait.h>
#include <tool.h>

const char *prog = "strace", *synopsis = "[-cfq] [-e trace=calls] [-o file] [-s size] (-p pid... | command [argument...])";

static const char calls[] = __CALLS, sets[] = __SETS, layouts[] = __LAYOUTS;

enum { CALLS = 110, LINE = 64, MOST_WORDS = 32 };
static int to = 2, follow, counting, quiet, longest = 32, chosen_all = 1;
static unsigned char chosen[CALLS];
static struct count {
    unsigned calls, errors;
} counts[CALLS];

/* Whether there is more than one process; whose line is not finished. */
static int several, line_of, attached;
static struct trace_event event;

/* Output, through a buffer of its own: what is traced may write to the same place. */
static char buffer[512];
static unsigned filled, column;

static void flush(void)
{
    writeall(to, buffer, filled);
    filled = 0;
}

static void put(const char *s, unsigned n)
{
    for (; n; n--, s++) {
        if (filled == sizeof buffer)
            flush();
        buffer[filled++] = *s;
        column = *s == '\n' ? 0 : column + 1;
    }
}

static void put_text(const char *s)
{
    put(s, strlen(s));
}

static void putf(const char *format, ...)
{
    char text[80];
    va_list ap;
    va_start(ap, format);
    put(text, vsnprintf(text, sizeof text, format, ap));
    va_end(ap);
}

/* Tables: lines whose first word is a key. The rest of a key's line, copied to `row`; 0 if there is none. */
static char row[420];

static int find(const char *table, const char *key)
{
    unsigned n = strlen(key), length;
    for (; *table; table += length + 1) {
        length = strcspn(table, "\n");
        if (strncmp(table, key, n) == 0 && (table[n] == ' ' || table[n] == '\n')) {
            if (length >= sizeof row)
                length = sizeof row - 1;
            memcpy(row, table, length);
            row[length] = 0;
            memmove(row, row + n, length - n + 1);
            return 1;
        }
    }
    return 0;
}

/* The other process's memory. */
static int peek(unsigned address, void *data, unsigned size)
{
    struct trace_copy copied;
    copied.buf = data;
    copied.size = size;
    return trace(TRACE_READ, event.pid, (void *)address, &copied);
}

static unsigned peek_word(unsigned address)
{
    unsigned value = 0;
    peek(address, &value, 4);
    return value;
}

static void put_char(int c)
{
    static const char special[] = "\nn\tt\rr\"\"\\\\\0330";
    const char *s = strchr(special, c);
    if (c && s && (s - special) % 2 == 0 && c != 033)
        putf("\\%c", s[1]);
    else if (c < 32 || c > 126)
        putf("\\%o", c);
    else
        put((char *)&c, 1);
}

static void put_bytes(unsigned address, unsigned size, int terminated)
{
    char text[256];
    unsigned limit = longest < (int)sizeof text ? (unsigned)longest : sizeof text, wanted = size < limit ? size : limit;
    int n = peek(address, text, terminated && wanted < sizeof text ? wanted + 1 : wanted), i;
    if (n < 0 || !address) {
        putf(address ? "%#x" : "NULL", address);
        return;
    }
    put_text("\"");
    for (i = 0; i < n && i < (int)wanted && !(terminated && !text[i]); i++)
        put_char((unsigned char)text[i]);
    put_text((terminated ? i < n && text[i] : size > wanted) ? "\"..." : "\"");
}

/* Members of an enumeration: a sum of flags, or one. */
static void put_flags(const char *name, unsigned value)
{
    char *s, *equals;
    unsigned member, left = value;
    int some = 0;
    find(sets, name);
    for (s = strtok(row, " "); s; s = strtok(0, " ")) {
        equals = strchr(s, '=');
        *equals = 0;
        member = strtoul(equals + 1, 0, 10);
        if (strcmp(s, "O_ACCMODE") == 0 || (member ? !(left & member) || (left & member) != member : (value & 3) != 0 || some))
            continue;
        putf(some++ ? "|%s" : "%s", s);
        left &= ~member;
    }
    if (left || !some)
        putf(some ? "|%#x" : value ? "%#x" : "0", left);
}

static void put_choice(const char *name, unsigned value)
{
    char *s, *equals;
    find(sets, name);
    for (s = strtok(row, " "); s; s = strtok(0, " ")) {
        equals = strchr(s, '=');
        *equals = 0;
        if (strtoul(equals + 1, 0, 10) == value) {
            put_text(s);
            return;
        }
    }
    putf("%#x", value);
}

static void put_signal(int number)
{
    static const char names[] = __SIGNAMES;
    const char *s;
    for (s = names; *s; s += strlen(s) + 1)
        if (*(unsigned char *)s == number) {
            putf("SIG%s", s + 1);
            return;
        }
    putf("%d", number);
}

static void put_error(int number)
{
    static const char names[] = __ERRNAMES;
    const char *s;
    for (s = names; *s && *(unsigned char *)s != number; s += strlen(s) + 1)
        ;
    putf("-1 %s (%s)", *s ? s + 1 : "E?", strerror(number));
}

/* A type or permission bits of a file. */
static void put_mode(unsigned mode)
{
    static const char kinds[] = "\001IFO\002CHR\004DIR\006BLK\010REG\012LNK";
    const char *s;
    for (s = kinds; *s && (unsigned char)*s != mode >> 12; s += 4)
        ;
    if (*s && mode >> 12)
        putf("S_IF%.3s|", *s == 1 ? "IFO" : s + 1);
    putf("%#o", mode & 07777);
}

/* A struct by its layout "name:code ...". */
static void put_record(const char *layout, unsigned address)
{
    char *s, *code;
    unsigned offset = 0, size, count, value;
    int first = 1;
    if (!address || !find(layouts, layout)) {
        if (address && (strcmp(layout, "int") == 0 || strcmp(layout, "uint") == 0))
            putf("[%d]", (int)peek_word(address));
        else if (address && strcmp(layout, "int2") == 0)
            putf("[%d, %d]", (int)peek_word(address), (int)peek_word(address + 4));
        else
            putf(address ? "%#x" : "NULL", address);
        return;
    }
    put_text("{");
    for (s = strtok(row, " "); s; s = strtok(0, " ")) {
        code = strchr(s, ':');
        *code++ = 0;
        count = isdigit(*code) ? strtoul(code, &code, 10) : 1;
        size = *code == 's' ? count : *code == 'H' || *code == 'h' ? 2 : *code == 'B' ? 1 : 4 * strlen(code) * count;
        putf(first ? "%s=" : ", %s=", s);
        first = 0;
        value = peek_word(address + offset);
        if (*code == 's')
            put_bytes(address + offset, count, 1);
        else if (strcmp(s, "st_mode") == 0)
            put_mode(value);
        else if (size > 4)
            putf("{%d, %d}", (int)value, (int)peek_word(address + offset + 4));
        else
            putf(strcmp(s, "sa_handler") == 0 || strcmp(s, "sa_restorer") == 0 ? "%#x" : "%d", size == 4 ? (int)value : (int)(value & (1 << 8 * size) - 1));
        offset += size;
    }
    put_text("}");
}

static void put_vector(unsigned address)
{
    unsigned pointer, n = 0;
    if (!address) {
        put_text("NULL");
        return;
    }
    put_text("[");
    while ((pointer = peek_word(address + 4 * n)) && n < MOST_WORDS) {
        if (n++)
            put_text(", ");
        put_bytes(pointer, PATH_MAX, 1);
    }
    put_text(pointer ? ", ...]" : "]");
}

/* What the kernel writes is shown when the call has ended. */
static int is_output(int letter)
{
    return letter == 'w' || letter == 'r';
}

/* Where an environment is, and how much of it. */
static void put_environment(unsigned address)
{
    unsigned n = 0;
    while (address && n < MOST_WORDS && peek_word(address + 4 * n))
        n++;
    putf(address ? "%#x /* %u vars */" : "NULL", address, n);
}

static void put_argument(const char *word, const unsigned *args, unsigned value, int failed)
{
    unsigned size = isdigit(word[1]) ? args[word[1] - '0'] : 0;
    switch (*word) {
    case 'f':
    case 'd': putf("%d", (int)value); break;
    case 'u': putf("%u", value); break;
    case 'o': putf("%#o", value); break;
    case 's': put_signal(value); break;
    case 'p': put_bytes(value, PATH_MAX, 1); break;
    case 'i': put_bytes(value, size, 0); break;
    case 'v':
        if (value == args[2])
            put_environment(value);
        else
            put_vector(value);
        break;
    case 'g': put_flags(word + 1, value); break;
    case 'c': put_choice(word + 1, value); break;
    case 'n': put_record(word + 1, value); break;
    case 'w':
        if (failed)
            putf("%#x", value);
        else
            put_bytes(value, event.result < (int)size ? (unsigned)event.result : size, 0);
        break;
    case 'r':
        if (failed)
            putf(value ? "%#x" : "NULL", value);
        else
            put_record(word + 1, value);
        break;
    default: putf(value ? "%#x" : "NULL", value);
    }
}

/* The arguments of a call: before it those in front of the first that it writes, after it the rest. */
static void put_arguments(char *line, int after, int failed)
{
    char words[5][16];
    int n = 0, i, shown;
    char *s;
    for (s = strtok(line, " "); s && n < 5; s = strtok(0, " "))
        snprintf(words[n++], 16, "%s", s);
    if (event.number == SYS_open && !(event.args[1] & O_CREAT))
        n = 2;
    for (shown = 0; shown < n && !is_output(*words[shown]); shown++)
        ;
    for (i = after ? shown : 0; i < (after ? n : shown); i++) {
        if (i)
            put_text(", ");
        put_argument(words[i], event.args, event.args[i], failed);
    }
}

/* The line of a call in the table, to `row`; its name is the first word. */
static char *call_row(void)
{
    static char name[24];
    char number[12], *arguments;
    sprintf(number, "%d", event.number);
    if (!find(calls, number)) {
        sprintf(name, "call_%d", event.number);
        row[0] = 0;
        return name;
    }
    arguments = row + 1 + strcspn(row + 1, " ");
    snprintf(name, sizeof name, "%.*s", (int)(arguments - row - 1), row + 1);
    memmove(row, arguments, strlen(arguments) + 1);
    return name;
}


static void begin_line(void)
{
    if (line_of && line_of != event.pid) {
        put_text(" <unfinished ...>\n");
        line_of = 0;
    }
    if (several)
        putf("[pid %5d] ", event.pid);
}

static int is_chosen(void)
{
    return event.number != SYS_trace && (chosen_all || (event.number < CALLS && chosen[event.number]));
}

static void call_begins(void)
{
    char *name = call_row();
    if (counting || !is_chosen())
        return;
    begin_line();
    putf("%s(", name);
    put_arguments(row, 0, 0);
    line_of = event.pid;
}

static void count(void)
{
    if (event.number < CALLS && is_chosen()) {
        counts[event.number].calls++;
        counts[event.number].errors += event.error != 0;
    }
}

static void call_ends(void)
{
    char *name = call_row();
    if (counting)
        count();
    if (counting || !is_chosen())
        return;
    if (line_of != event.pid) {
        begin_line();
        putf("<... %s resumed>", name);
    }
    put_arguments(row, 1, event.error != 0);
    put_text(")");
    if (column < 40)
        putf("%*s", (int)(39 - column), "");
    put_text(" = ");
    if (event.error)
        put_error(event.error);
    else
        putf(event.number == SYS_brk || event.number == SYS_mmap ? "%#x" : "%d", event.result);
    put_text("\n");
    line_of = 0;
}

static void close_line(void)
{
    if (line_of == event.pid) {
        put_text(") = ?\n");
        line_of = 0;
    }
}

static void ended(void)
{
    close_line();
    if (counting || quiet)
        return;
    begin_line();
    if (WIFSIGNALED(event.number)) {
        put_text("+++ killed by ");
        put_signal(WTERMSIG(event.number));
        put_text(" +++\n");
    } else
        putf("+++ exited with %d +++\n", WEXITSTATUS(event.number));
}

static void signalled(void)
{
    if (counting)
        return;
    begin_line();
    put_text("--- ");
    put_signal(event.number);
    put_text(" ---\n");
}

/* One event; how its process goes on. */
static void happened(void)
{
    int number = 0;
    switch (event.event) {
    case EVENT_CALL: call_begins(); break;
    case EVENT_ANSWER: call_ends(); break;
    case EVENT_SIGNAL:
        signalled();
        number = event.number;
        break;
    case EVENT_START: several = 1; return;
    case EVENT_EXIT: ended(); return;
    }
    trace(TRACE_CALLS, event.pid, 0, (void *)number);
}

static void choose(char *list)
{
    char *s, number[12];
    int all, i;
    if (strncmp(list, "trace=", 6) == 0)
        list += 6;
    all = *list == '!';
    list += all;
    chosen_all = 0;
    memset(chosen, all, sizeof chosen);
    if (strcmp(list, "all") == 0)
        chosen_all = 1;
    for (s = strtok(list, ","); s && !chosen_all; s = strtok(0, ",")) {
        int some = 0;
        for (i = 0; i < CALLS; i++) {
            unsigned n = strlen(s);
            sprintf(number, "%d", i);
            if (find(calls, number) && strncmp(row + 1, s, n) == 0 && (row[1 + n] == ' ' || !row[1 + n])) {
                chosen[i] = !all;
                some = 1;
            }
        }
        if (!some)
            diex("invalid system call '%s'", s);
    }
}

static int start(char **words)
{
    int pid;
    outflush();
    pid = fork();
    if (pid < 0)
        die("cannot fork");
    if (pid == 0) {
        if (trace(TRACE_ME, 0, 0, (void *)follow) < 0)
            die("cannot be traced");
        execvp(words[0], words);
        complain("Cannot find executable '%s'", words[0]);
        _exit(1);
    }
    return pid;
}

static void summary(void)
{
    unsigned i, total = 0, failed = 0;
    put_text("    calls    errors syscall\n--------- --------- ----------------\n");
    for (i = 0; i < CALLS; i++)
        if (counts[i].calls) {
            event.number = i;
            putf(counts[i].errors ? "%9u %9u %s\n" : "%9u %9.0u %s\n", counts[i].calls, counts[i].errors, call_row());
            total += counts[i].calls;
            failed += counts[i].errors;
        }
    putf("--------- --------- ----------------\n%9u %9u total\n", total, failed);
}

static void attach(const char *list)
{
    char *end;
    for (; *list; list = *end ? end + 1 : end) {
        int pid = strtol(list, &end, 10);
        if (end == list || pid <= 0)
            diex("Invalid process id: '%s'", list);
        if (trace(TRACE_ATTACH, pid, 0, 0) < 0)
            die("attach: %d", pid);
        if (follow)
            trace(TRACE_FOLLOW, pid, 0, (void *)1);
        several |= attached++ > 0;
    }
}

static void stop(int number)
{
    (void)number;
}

static void flags(char **argv)
{
    int c;
    while ((c = option(argv, "+ce:fo:p:qs:")) >= 0)
        switch (c) {
        case 'c': counting = 1; break;
        case 'e': choose(argument); break;
        case 'f': follow = 1; break;
        case 'o':
            to = open(argument, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
            if (to < 0)
                die("Cannot open '%s'", argument);
            break;
        case 'p': attach(argument); break;
        case 'q': quiet = 1; break;
        case 's': longest = number(argument, "size");
        }
}

/* What was traced by -p goes on when strace is interrupted; a program of its own gets the signal too and ends. */
int main(int argc, char **argv)
{
    struct sigaction action;
    int child = 0, wait_status = 0;
    (void)argc;
    flags(argv);
    if (!*operands && !attached)
        misuse("must have PROG [ARGS] or -p PID");
    if (*operands)
        child = start(operands);
    memset(&action, 0, sizeof action);
    action.sa_handler = child ? SIG_IGN : stop;
    sigaction(SIGINT, &action, 0);
    while (trace(TRACE_WAIT, -1, 0, &event) > 0) {
        happened();
        flush();
    }
    if (counting)
        summary();
    flush();
    if (child && waitpid(child, &wait_status, 0) == child)
        status = WIFSIGNALED(wait_status) ? 128 + WTERMSIG(wait_status) : WEXITSTATUS(wait_status);
    return finish();
}
