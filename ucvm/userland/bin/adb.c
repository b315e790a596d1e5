/* adb: a debugger. It starts a program stopped before its first instruction, or stops a running one (-p), and takes commands: an address, a count
   after a comma, a command. An address is a number, a symbol, . (the last one) or <NAME (a register), with + and - between. /x /d /b /c /s show
   words in hexadecimal and decimal, bytes, characters, a string; /w VALUE writes a word, >NAME a register; = says what an address is. :b sets a
   breakpoint and :d deletes it, :s steps, :c continues, :r starts again, :k ends the program. $r shows the registers, $c the calls, $b the
   breakpoints, $q leaves. */
#include <bits/signame.h>
#include <ctype.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/trace.h>
#include <sys/wait.h>
#include <tool.h>
#include <ucvm.h>

const char *prog = "adb", *synopsis = "[-p pid] program [argument...]";

/* A breakpoint is the instruction BRK (one byte) while the program runs. */
enum { BRK = 0x85, ENTER = 0x0a, CALL_A = 0x24, CALL_R = 0x27, CALL_N = 0xc0, POINTS = 16, R_PC = 16, R_SP, R_FLAGS, DEEPEST = 40 };
static struct point {
    unsigned address;
    unsigned char saved;
} points[POINTS];
static int point_count;

static unsigned registers[TRACE_REGISTERS];
static struct trace_event event;
static int pid, attached, pending;
static unsigned dot;
static char **program;

/* The program's memory and registers. */
static int move(int request, unsigned address, void *data, unsigned size)
{
    struct trace_copy copied;
    copied.buf = data;
    copied.size = size;
    return trace(request, pid, (void *)address, &copied);
}

static int alive(void)
{
    if (!pid)
        outs("no process\n");
    return pid != 0;
}

static int peek(unsigned address, void *data, unsigned size)
{
    if (!alive())
        return 0;
    if (move(TRACE_READ, address, data, size) == (int)size)
        return 1;
    outf("%#x: nothing is there\n", address);
    return 0;
}

static void poke(unsigned address, const void *data, unsigned size)
{
    if (move(TRACE_WRITE, address, (void *)data, size) < 0)
        outf("%#x: %s\n", address, strerror(errno));
}

static void load_registers(void)
{
    if (trace(TRACE_GET, pid, 0, registers) < 0)
        die("registers");
}

static void store_registers(void)
{
    if (trace(TRACE_SET, pid, 0, registers) < 0)
        outf("%s\n", strerror(errno));
}

/* Symbols and lines stand in the program as JSON; they are read whenever one is wanted. */
static struct in symbols;

static int next_field(char *text, int size)
{
    int c, n = 0, quoted = 0;
    while ((c = in_char(&symbols)) >= 0 && (c == '[' || c == ',' || c == ':' || c == '{'))
        ;
    quoted = c == '"';
    if (!quoted && c >= 0)
        text[n++] = c;
    while ((c = in_char(&symbols)) >= 0 && (quoted ? c != '"' : !strchr(",]}[", c)))
        if (n < size - 1)
            text[n++] = c;
    text[n] = 0;
    return c;
}

/* Behind "NAME": in the symbol part; 0 if there is none. */
static int open_part(const char *name)
{
    char label[16];
    unsigned n = snprintf(label, sizeof label, "\"%s\":", name), matched = 0;
    int c, fd = open(program[0], O_RDONLY);
    if (fd < 0)
        return 0;
    close(fd);
    if (in_open(&symbols, program[0]) < 0)
        return 0;
    while ((c = in_char(&symbols)) >= 0) {
        matched = c == label[matched] ? matched + 1 : c == label[0];
        if (matched == n)
            return 1;
    }
    in_close(&symbols);
    return 0;
}

/* One row of the symbol table: name, address, size, kind; 0 at the end. */
static int next_symbol(char *name, int size, unsigned *address, unsigned *length)
{
    char text[24];
    int c = next_field(name, size);
    if (c < 0 || !*name || *name == ']')
        return 0;
    next_field(text, sizeof text);
    *address = strtoul(text, 0, 10);
    next_field(text, sizeof text);
    *length = strtoul(text, 0, 10);
    next_field(text, sizeof text);
    return in_char(&symbols) == ']';
}

static int find_symbol(const char *wanted, unsigned *value)
{
    char name[64];
    unsigned length;
    int found = 0;
    if (!open_part("symbols"))
        return 0;
    while (!found && next_symbol(name, sizeof name, value, &length))
        found = strcmp(name, wanted) == 0;
    in_close(&symbols);
    return found;
}

/* The function or object an address lies in: its name, and where it begins. */
static int symbol_at(unsigned address, char *found, unsigned *start)
{
    char name[64];
    unsigned at, length;
    int some = 0;
    if (!open_part("symbols"))
        return 0;
    while (next_symbol(name, sizeof name, &at, &length))
        if (address >= at && address < at + length) {
            strcpy(found, name);
            *start = at;
            some = 1;
        }
    in_close(&symbols);
    return some;
}

static void file_name(unsigned number, char *name, int size)
{
    *name = 0;
    if (!open_part("files"))
        return;
    do
        next_field(name, size);
    while (number--);
    in_close(&symbols);
}

/* The source line of an address, as " (FILE:LINE)". */
static void put_line(unsigned address)
{
    char text[24], name[128];
    unsigned at, file = 0, line = 0, this_file, this_line;
    int c;
    if (!open_part("lines"))
        return;
    do {
        next_field(text, sizeof text);
        at = strtoul(text, 0, 10);
        next_field(text, sizeof text);
        this_file = strtoul(text, 0, 10);
        c = next_field(text, sizeof text);
        this_line = strtoul(text, 0, 10);
        if (!at || at > address)
            break;
        file = this_file, line = this_line;
    } while (c == ']');
    in_close(&symbols);
    if (!line)
        return;
    file_name(file, name, sizeof name);
    outf(" (%s:%u)", name, line);
}

static void put_address(unsigned address)
{
    char name[64];
    unsigned start;
    if (symbol_at(address, name, &start))
        outf(address > start ? "%s+%#x" : "%s", name, address - start);
    else
        outf("%#x", address);
}

/* Expressions. */
static char *text;

static int register_number(const char *name)
{
    if (*name == 'r' && isdigit(name[1]) && atoi(name + 1) < 16)
        return atoi(name + 1);
    return strcmp(name, "pc") == 0 ? R_PC : strcmp(name, "sp") == 0 ? R_SP : strcmp(name, "flags") == 0 ? R_FLAGS : -1;
}

static void get_word(char *word, unsigned size)
{
    unsigned n = 0;
    while (isalnum(*text) || *text == '_' || (*text == '.' && n)) {
        if (n < size - 1)
            word[n++] = *text;
        text++;
    }
    word[n] = 0;
}

static int get_register(void)
{
    char word[8];
    int number;
    get_word(word, sizeof word);
    number = register_number(word);
    if (number < 0)
        outf("no register %s\n", word);
    return number;
}

static int get_term(unsigned *value)
{
    char word[64];
    int number;
    if (*text == '.') {
        text++;
        *value = dot;
        return 1;
    }
    if (*text == '<') {
        text++;
        number = get_register();
        if (number < 0 || !alive())
            return 0;
        *value = registers[number];
        return 1;
    }
    if (isdigit(*text)) {
        *value = strtoul(text, &text, 0);
        return 1;
    }
    get_word(word, sizeof word);
    if (*word && find_symbol(word, value))
        return 1;
    outf(*word ? "no symbol %s\n" : "what?\n", word);
    return 0;
}

/* An expression: 1, or 0 after a complaint. */
static int get_value(unsigned *value)
{
    unsigned more;
    int minus;
    if (!get_term(value))
        return 0;
    while (*text == '+' || *text == '-') {
        minus = *text++ == '-';
        if (!get_term(&more))
            return 0;
        *value += minus ? -more : more;
    }
    return 1;
}

/* Running. */
static void insert(int in)
{
    static const unsigned char brk = BRK;
    int i;
    for (i = 0; i < point_count; i++)
        if (in) {
            if (peek(points[i].address, &points[i].saved, 1))
                poke(points[i].address, &brk, 1);
        } else
            poke(points[i].address, &points[i].saved, 1);
}

static int is_point(unsigned address)
{
    int i;
    for (i = 0; i < point_count && points[i].address != address; i++)
        ;
    return i < point_count;
}

static void put_signal(int number)
{
    static const char names[] = __SIGNAMES;
    const char *s;
    for (s = names; *s; s += strlen(s) + 1)
        if (*(unsigned char *)s == number)
            outf("SIG%s", s + 1);
}

static void put_end(int word)
{
    if (WIFSIGNALED(word)) {
        outs("process killed by ");
        put_signal(WTERMSIG(word));
        outc('\n');
    } else
        outf("process exited with %d\n", WEXITSTATUS(word));
    if (!attached)
        waitpid(pid, &word, 0);
    pid = 0;
}

static void put_place(void)
{
    dot = registers[R_PC];
    put_address(dot);
    put_line(dot);
    outc('\n');
}

/* Wait until it stops; what it stopped for is pending, but not what the debugger made itself. */
static int stops(void)
{
    outflush();
    while (trace(TRACE_WAIT, -1, 0, &event) < 0)
        if (errno != EINTR)
            die("wait");
    if (event.event == EVENT_EXIT) {
        put_end(event.number);
        return 0;
    }
    load_registers();
    pending = event.event == EVENT_SIGNAL ? event.number : 0;
    if (pending == SIGTRAP && is_point(registers[R_PC] - 1)) {
        registers[R_PC]--;
        store_registers();
    }
    return 1;
}

static int step(void)
{
    int passing = pending;
    pending = 0;
    trace(TRACE_STEP, pid, 0, (void *)passing);
    return stops();
}

static void put_stop(void)
{
    if (pending == SIGTRAP && is_point(registers[R_PC])) {
        outs("breakpoint at ");
        pending = 0;
    } else if (pending) {
        put_signal(pending);
        outs(" at ");
        if (pending == SIGTRAP || pending == SIGSTOP)
            pending = 0;
    }
    put_place();
}

static void go_on(void)
{
    int passing;
    if (is_point(registers[R_PC]) && !step())
        return;
    passing = pending;
    insert(1);
    trace(TRACE_RUN, pid, 0, (void *)passing);
    if (stops()) {
        insert(0);
        put_stop();
    }
}

static void steps(unsigned count)
{
    for (; count; count--)
        if (!step())
            return;
    put_stop();
}

/* The program, stopped before its first instruction. */
static void start(void)
{
    outflush();
    pid = fork();
    if (pid < 0)
        die("cannot fork");
    if (pid == 0) {
        trace(TRACE_ME, 0, 0, 0);
        execv(program[0], program);
        complain("%s", program[0]);
        _exit(127);
    }
    while (stops() && !(event.event == EVENT_ANSWER && event.number == SYS_exec && !event.error))
        trace(TRACE_CALLS, pid, 0, (void *)pending);
    pending = 0;
}

static void end(void)
{
    if (!pid)
        return;
    if (attached) {
        trace(TRACE_RUN, pid, 0, (void *)pending);
        trace(TRACE_DETACH, pid, 0, 0);
        pid = 0;
        return;
    }
    kill(pid, SIGKILL);
    while (trace(TRACE_WAIT, -1, 0, &event) >= 0 && event.event != EVENT_EXIT)
        ;
    waitpid(pid, 0, 0);
    pid = 0;
}

/* The calls that led here. A function begins with ENTER, which says how much it keeps on the stack; where that does not lead to an address
 * behind a call, the next such address on the stack is taken. */
static int follows_call(unsigned address)
{
    unsigned char before[3];
    if (address < TEXT_BASE + 3 || move(TRACE_READ, address - 3, before, 3) != 3)
        return 0;
    return before[0] == CALL_A || before[1] == CALL_R || (before[1] & 0xf0) == CALL_N;
}

static unsigned frame_size(unsigned start, unsigned pc)
{
    unsigned char head[2];
    if (pc == start || move(TRACE_READ, start, head, 2) != 2 || head[0] != ENTER)
        return 0;
    return 4 * (head[1] >> 4) + 4 * (head[1] & 15);
}

static void backtrace(void)
{
    unsigned pc = registers[R_PC], sp = registers[R_SP], start, word = 0, depth;
    char name[64];
    for (depth = 0; depth < DEEPEST; depth++) {
        put_address(pc);
        put_line(pc);
        outc('\n');
        if (!symbol_at(pc, name, &start) || strcmp(name, "_start") == 0)
            return;
        for (sp += frame_size(start, pc); sp < STACK_TOP; sp += 4)
            if (move(TRACE_READ, sp, &word, 4) == 4 && follows_call(word))
                break;
        if (sp >= STACK_TOP)
            return;
        pc = word;
        sp += 4;
    }
}

static void put_registers(void)
{
    int i;
    for (i = 0; i < 16; i++)
        outf(i % 4 == 3 ? "r%-2d %#010x\n" : "r%-2d %#010x  ", i, registers[i]);
    outf("pc  %#010x  sp  %#010x  flags %c%c%c%c\n", registers[R_PC], registers[R_SP], registers[R_FLAGS] & FLAG_Z ? 'Z' : '-',
         registers[R_FLAGS] & FLAG_C ? 'C' : '-', registers[R_FLAGS] & FLAG_S ? 'S' : '-', registers[R_FLAGS] & FLAG_O ? 'O' : '-');
    put_place();
}

/* Memory. */
static void show_words(const char *format, int per_line, unsigned count)
{
    unsigned value, i;
    for (i = 0; i < count; i++, dot += 4) {
        if (!peek(dot, &value, 4))
            return;
        if (i % per_line == 0) {
            put_address(dot);
            outs(":");
        }
        outf(format, value);
        if (i % per_line == (unsigned)per_line - 1 || i + 1 == count)
            outc('\n');
    }
}

static void show_bytes(int characters, unsigned count)
{
    unsigned char c;
    unsigned i;
    for (i = 0; i < count; i++, dot++) {
        if (!peek(dot, &c, 1))
            return;
        if (i % 16 == 0) {
            put_address(dot);
            outs(":");
        }
        if (!characters)
            outf(" %02x", c);
        else if (isprint(c))
            outf("  %c", c);
        else
            outf("%3o", c);
        if (i % 16 == 15 || i + 1 == count)
            outc('\n');
    }
}

static void show_string(void)
{
    char c;
    put_address(dot);
    outs(": ");
    while (peek(dot++, &c, 1) && c)
        outc(c);
    outc('\n');
}

static void memory(unsigned count)
{
    unsigned value;
    switch (*text++) {
    case 'x': show_words(" %#010x", 4, count); break;
    case 'd': show_words(" %11d", 4, count); break;
    case 'b': show_bytes(0, count); break;
    case 'c': show_bytes(1, count); break;
    case 's': show_string(); break;
    case 'w':
        while (*text == ' ')
            text++;
        if (alive() && get_value(&value))
            poke(dot, &value, 4);
        break;
    default: outs("/x /d /b /c /s /w\n");
    }
}

static void set_point(void)
{
    if (point_count == POINTS)
        outs("too many breakpoints\n");
    else if (!is_point(dot))
        points[point_count++].address = dot;
}

static void delete_point(void)
{
    int i;
    for (i = 0; i < point_count && points[i].address != dot; i++)
        ;
    if (i == point_count)
        outs("no breakpoint there\n");
    else
        points[i] = points[--point_count];
}

static void control(unsigned count)
{
    switch (*text++) {
    case 'b': set_point(); break;
    case 'd': delete_point(); break;
    case 'c':
        if (alive())
            go_on();
        break;
    case 's':
        if (alive())
            steps(count);
        break;
    case 'r':
        end();
        attached = 0;
        start();
        if (pid)
            go_on();
        break;
    case 'k': end(); break;
    default: outs(":b :d :c :s :r :k\n");
    }
}

static void tell(void)
{
    int i;
    switch (*text++) {
    case 'r':
        if (alive())
            put_registers();
        break;
    case 'c':
        if (alive())
            backtrace();
        break;
    case 'b':
        for (i = 0; i < point_count; i++) {
            put_address(points[i].address);
            outc('\n');
        }
        break;
    case 'q':
        end();
        exit(finish());
    default: outs("$r $c $b $q\n");
    }
}

static void set_register(unsigned value)
{
    int number = get_register();
    if (number < 0 || !alive())
        return;
    registers[number] = value;
    store_registers();
}

static void obey(char *line)
{
    unsigned count = 1;
    text = line + strspn(line, " \t");
    if (!*text)
        return;
    if (!strchr(",/:$=>?", *text) && !get_value(&dot))
        return;
    if (*text == ',') {
        text++;
        if (!get_value(&count))
            return;
    }
    switch (*text++) {
    case '/':
    case '?': memory(count); break;
    case ':': control(count); break;
    case '$': tell(); break;
    case '>': set_register(dot); break;
    case 0: text--; /* an address alone */
    case '=':
        outf("%#x ", dot);
        put_address(dot);
        put_line(dot);
        outc('\n');
        break;
    default: outs("an address, a count after a comma, then / : $ = or >\n");
    }
}

/* Ends with the debugger, not with what it controls: that is interrupted. */
static void interrupted(int number)
{
    if (attached && pid)
        kill(pid, number);
}

static void attach(const char *word)
{
    pid = number(word, "process id");
    if (trace(TRACE_ATTACH, pid, 0, (void *)TRACE_RUN) < 0)
        die("attach: %d", pid);
    attached = 1;
    kill(pid, SIGSTOP);
    if (stops())
        put_stop();
}

int main(int argc, char **argv)
{
    static struct in commands;
    struct sigaction action;
    char *line, *target = 0;
    size_t n;
    int c, prompts = isatty(0);
    (void)argc;
    while ((c = option(argv, "+p:")) >= 0)
        target = argument;
    if (!*operands)
        misuse("missing operand");
    program = operands;
    memset(&action, 0, sizeof action);
    action.sa_handler = interrupted;
    sigaction(SIGINT, &action, 0);
    if (target)
        attach(target);
    else
        start();
    if (in_open(&commands, "-") < 0)
        return finish();
    for (;;) {
        if (prompts)
            outs("adb> ");
        line = in_line(&commands, &n);
        if (!line)
            break;
        obey(line);
    }
    end();
    return finish();
}
