/* dump: the machine from inside: registers and memory of a process, the state artifact. */
#include <ctype.h>
#include <tool.h>
#include <ucvm.h>

const char *prog = "dump", *synopsis = "registers [pid] | memory [-p pid] [start [end [pid]]] | state";

struct segment {
    const char *name;
    unsigned start, end;
    const char *permissions;
};
#define SEGMENT(name, start, end, permissions) {name, start, end, permissions},
static const struct segment segments[] = {UCVM_SEGMENTS(SEGMENT)};

static int snapshot(int kind, int pid)
{
    int fd = _snapshot(kind, pid);
    if (fd < 0 && errno == EPERM)
        diex("hardware is hidden in SIMPLIFIED mode; switch with: mode full");
    if (fd < 0)
        die("process %d", pid);
    return fd;
}

static unsigned value(const char *text, const char *what)
{
    char *end;
    unsigned long n = strtoul(text, &end, 0);
    if (!isdigit(*text) || *end)
        diex("invalid %s: '%s'", what, text);
    return n;
}

static unsigned word(const char *page, unsigned offset)
{
    const unsigned char *p = (const unsigned char *)page + offset;
    return p[0] | p[1] << 8 | p[2] << 16 | (unsigned)p[3] << 24;
}

/* The saved context: sixteen registers, four a line, then pc, sp, flags and mode. */
static void registers(int pid)
{
    char page[CTX_END];
    unsigned i, flags;
    int fd = snapshot(SNAPSHOT_CONTEXT, pid);
    if (read(fd, page, sizeof page) != sizeof page)
        die("cannot read the context of process %d", pid);
    for (i = 0; i < 16; i++)
        outf(i % 4 == 3 ? "r%u: 0x%04x\n" : "r%u: 0x%04x  ", i, word(page, CTX_GPR + 4 * i));
    flags = word(page, CTX_FLAGS);
    outf("pc: 0x%04x  sp: 0x%04x\n", word(page, CTX_PC), word(page, CTX_SP));
    outf("flags: zero=%u carry=%u sign=%u overflow=%u\n", !!(flags & FLAG_Z), !!(flags & FLAG_C), !!(flags & FLAG_S), !!(flags & FLAG_O));
    outf("mode: %s\n", word(page, CTX_MODE) == MODE_USER ? "USER" : "KERNEL");
}

static void row(unsigned address, const unsigned char *bytes, int n)
{
    int i;
    outf("%04x  ", address);
    for (i = 0; i < 16; i++) {
        if (i < n)
            outf(i == 8 ? " %02x " : "%02x ", bytes[i]);
        else
            outs(i == 8 ? "    " : "   ");
    }
    outs(" |");
    for (i = 0; i < n; i++)
        outc(bytes[i] >= 32 && bytes[i] < 127 ? bytes[i] : '.');
    outs("|\n");
}

/* Lines equal to the one before show as one star. */
static void range(int fd, unsigned start, unsigned end)
{
    unsigned char bytes[16], before[16];
    int n, starred = 0, some = 0;
    lseek(fd, start, SEEK_SET);
    for (; start < end; start += n) {
        n = read(fd, bytes, end - start < 16 ? end - start : 16);
        if (n <= 0)
            break;
        if (some && n == 16 && start + n < end && memcmp(bytes, before, 16) == 0) {
            if (!starred)
                outs("*\n");
            starred = 1;
            continue;
        }
        row(start, bytes, n);
        memcpy(before, bytes, 16);
        starred = 0;
        some = 1;
    }
}

static void memory(int pid, unsigned start, unsigned end, int all)
{
    int fd = snapshot(SNAPSHOT_MEMORY, pid);
    unsigned i;
    if (!all) {
        range(fd, start, end);
        return;
    }
    for (i = 0; i < sizeof segments / sizeof *segments; i++)
        outf("%-6s  0x%04x-0x%04x  %s\n", segments[i].name, segments[i].start, segments[i].end, segments[i].permissions);
    for (i = 0; i < sizeof segments / sizeof *segments; i++)
        if (segments[i].permissions[0] == 'r')
            range(fd, segments[i].start, segments[i].end);
}

static void state(void)
{
    int fd = snapshot(SNAPSHOT_STATE, 0);
    if (copy(fd, 1) < 0)
        die("cannot copy the state");
}

int main(int argc, char **argv)
{
    int c, pid = getppid();
    unsigned start = 0, end = ADDRESS_SPACE;
    const char *what;
    (void)argc;
    while ((c = option(argv, "p:(pid)")) >= 0)
        pid = value(argument, "process id");
    what = *operands;
    if (!what)
        show_usage(2);
    operands++;
    if (strcmp(what, "state") == 0 && !*operands)
        state();
    else if (strcmp(what, "registers") == 0 && (!operands[0] || !operands[1]))
        registers(*operands ? (int)value(*operands, "process id") : pid);
    else if (strcmp(what, "memory") == 0 && (!operands[0] || !operands[1] || !operands[2] || !operands[3])) {
        int all = !*operands;
        if (operands[0] && operands[1] && operands[2])
            pid = value(operands[2], "process id");
        if (!all) {
            start = value(operands[0], "address");
            end = operands[1] ? value(operands[1], "address") : start + 256;
            if (end > ADDRESS_SPACE)
                end = ADDRESS_SPACE;
            if (start >= end)
                diex("invalid range: '%s'", operands[1] ? operands[1] : operands[0]);
        }
        memory(pid, start, end, all);
    } else
        show_usage(2);
    return finish();
}
