/* vi: edit text on the full screen, or as ex by lines. With -R the file is only looked at; +command or -c command runs first;
   -r recovers what was kept when vi was ended from outside, or without a file lists it; -w size is the number of lines of the window,
   -t tag is refused; -e or the name ex begins as ex, -v as vi, -s (of ex) says nothing. */
#include <stdarg.h>
#include "ex.h"

const char *prog = "vi", *synopsis = "[-eRrsv] [-c command | +command] [-w size] [file...]";
int quitting;
jmp_buf failed;
static int scripted; /* ex reads commands from no terminal: an error ends it */

/* ---- errors */

void fail(const char *format, ...)
{
    char reason[160];
    va_list ap;
    va_start(ap, format);
    vsnprintf(reason, sizeof reason, format, ap);
    va_end(ap);
    in_global = interrupted = 0;
    if (visual)
        message("%s", reason);
    else if (*reason)
        complainx("%s", reason);
    if (!visual && scripted)
        quit(1);
    longjmp(failed, 1);
}

void quit(int code)
{
    leave_terminal();
    outflush();
    exit(code);
}

/* ---- input of ex */

/* A line of standard input, byte by byte: commands that ex runs read on behind it. */
static char *read_line(void)
{
    static char *line;
    static unsigned room;
    unsigned n = 0;
    ssize_t got;
    char c;
    outflush();
    for (;;) {
        if (n + 2 > room && !(line = realloc(line, room += 128)))
            fail("Out of memory");
        got = read(0, &c, 1);
        if (got < 0 && errno == EINTR) {
            check_interrupt();
            continue;
        }
        if (got <= 0 && !n)
            return 0;
        if (got <= 0 || c == '\n')
            break;
        line[n++] = c;
    }
    line[n] = 0;
    return line;
}

/* The next line that belongs to a command: what stands behind it in a script, or what is typed; 0 at the end. */
char *input_line(int prompt)
{
    char *line = p;
    if (p && *p) {
        p += strcspn(p, "\n");
        if (*p)
            *p++ = 0;
        return line;
    }
    if (visual)
        return ask(prompt ? prompt : ' ');
    if (prompt == ':' && !silent && is_set(PROMPT))
        outc(':');
    return read_line();
}

/* A file of commands. */
void source(const char *name, int needed)
{
    struct stat st;
    char *commands;
    if (stat(name, &st) < 0 || !S_ISREG(st.st_mode)) {
        if (needed)
            fail("%s: %s", name, strerror(errno));
        return;
    }
    if (!(commands = malloc(st.st_size + 1)) || slurp(name, commands, st.st_size + 1) < 0)
        fail("%s: cannot be read", name);
    ex(commands);
    free(commands);
}

static void next_line(void)
{
    if (!lines() || line_of(dot) == last_line())
        fail("At end-of-file");
    print_lines(line_of(dot) + 2, line_of(dot) + 2, 0);
}

static void run_line(const char *line)
{
    unsigned before = edits;
    char *copy = strdup(line);
    if (!copy)
        fail("Out of memory");
    ex(copy);
    free(copy);
    if (is_set(AUTOPRINT) && !silent && !visual && edits != before && lines() && !quitting && !how)
        print_lines(line_of(dot) + 1, line_of(dot) + 1, 0);
}

static void ex_mode(void)
{
    char *line;
    setjmp(failed);
    while (!quitting && !visual) {
        end_change();
        p = 0;
        if (!(line = input_line(':'))) {
            preserve();
            quit(modified);
        }
        if (*line)
            run_line(line);
        else
            next_line();
    }
}

/* ---- beginning */

static const char *first_command;
static int recovers;

static void read_options(char **argv)
{
    int c;
    while ((c = option(argv, "c:eRrst:vw:")) >= 0)
        switch (c) {
        case 'c': first_command = argument; break;
        case 'e': visual = 0; break;
        case 'R': is_set(READONLY) = 1; break;
        case 'r': recovers = 1; break;
        case 's': silent = 1; break;
        case 't': diex("there are no tags"); break;
        case 'v': visual = 1; break;
        case 'w': is_set(WINDOW) = number(argument, "window size");
        }
    if (*operands && **operands == '+')
        first_command = (*operands++)[1] ? operands[-1] + 1 : "$";
}

/* EXINIT, or .exrc in the home folder. */
static void read_settings(void)
{
    const char *home = getenv("HOME"), *commands = getenv("EXINIT");
    char name[NAME];
    if (commands) {
        run_line(commands);
        return;
    }
    snprintf(name, sizeof name, "%s/.exrc", home ? home : "");
    source(name, 0);
    if (is_set(EXRC))
        source(".exrc", 0);
}

static void open_first(void)
{
    if (file_count)
        edit_file(*files, recovers);
    else {
        edit_file("", 0);
        message("");
    }
    if (first_command)
        run_line(first_command);
}

int main(int argc, char **argv)
{
    const char *name = base(argv[0]);
    (void)argc;
    prog = strcmp(name, "ex") == 0 ? "ex" : strcmp(name, "view") == 0 ? "view" : "vi";
    visual = *prog == 'v';
    is_set(READONLY) = strcmp(prog, "view") == 0;
    read_options(argv);
    files = operands;
    while (operands[file_count])
        file_count++;
    if (recovers && !file_count) {
        list_preserved();
        return finish();
    }
    scripted = !visual && !isatty(0);
    enter_terminal();
    if (!setjmp(failed)) {
        if (!silent)
            read_settings();
        open_first();
    }
    while (!quitting)
        if (visual)
            visual_mode();
        else
            ex_mode();
    quit(0);
    return 0;
}
