/* less: show text a screen at a time, forwards and backwards. As more it stays among what else is on the screen. Not at a terminal it
   copies its input. The keys are in its manual page. */
#include <ctype.h>
#include "less.h"

const char *prog = "less", *synopsis = "[-EeFIiMmNnRSsX] [-p pattern] [-x tab] [+command] [file...]";
static char **files;
static int file_at, file_count, quits, ends_quit, count, counted, long_prompt, quits_if_short, half;
static unsigned marks[27]; /* the last one is where one was before a long way */
static const char *error, *name;
static char first_command[64];

/* ---- files */

static void remember(void)
{
    marks[26] = top.at;
}

static int open_file(int i)
{
    static char message[128];
    if (i < 0 || i >= file_count) {
        error = i < 0 ? "No previous file" : "No next file";
        return 0;
    }
    if (open_text(files[i]) < 0) {
        snprintf(message, sizeof message, "%s: %s", files[i], strerror(errno));
        error = message;
        return 0;
    }
    file_at = i;
    name = files[i];
    memset(marks, 0, sizeof marks);
    top.at = 0;
    top.column = top.start = 0;
    return 1;
}

static void other_file(int by)
{
    int i, was = file_at;
    for (i = file_at + by; !open_file(i); i += by)
        if (i < 0 || i >= file_count) {
            file_at = was;
            return;
        }
    show_page();
}

static void add_file(const char *wanted)
{
    char **list = need((file_count + 2) * sizeof *list);
    int i;
    for (i = 0; i < file_count; i++)
        list[i + (i > file_at)] = files[i];
    list[file_at + 1] = strdup(wanted);
    files = list;
    file_count++;
    other_file(1);
}

/* ---- the prompt */

static unsigned percent(void)
{
    unsigned size = whole_size(), shown = at_end() ? size : below.at;
    return size ? (unsigned)((unsigned long long)shown * 100 / size) : 100;
}

static void prompt(void)
{
    char text[200];
    const char *shown = error ? error : text;
    int last = file_at + 1 == file_count;
    *text = 0;
    if (is_more && !at_end())
        sprintf(text, "--More--(%u%%)", percent());
    else if (long_prompt)
        snprintf(text, sizeof text, "%.80s line %u %u%%%s", name, number_of(line_start(top.at)), percent(), at_end() ? " (END)" : "");
    else if (at_end())
        snprintf(text, sizeof text, "(END)%s%.80s", last ? "" : " - Next: ", last ? "" : files[file_at + 1]);
    else if (top.at == 0 && strcmp(name, "-") != 0)
        snprintf(text, sizeof text, "%.80s", name);
    say(*shown ? shown : ":", *shown != 0);
    error = 0;
}

static void tell(void)
{
    static char text[160];
    unsigned line = number_of(line_start(top.at)), size = whole_size();
    snprintf(text, sizeof text, "%.80s line %u, byte %u of %u (%u%%) file %d of %d", name, line, top.at, size, percent(), file_at + 1, file_count);
    error = text;
}

/* ---- moving */

static void down(int n)
{
    if (at_end()) {
        if (ends_quit || is_more) {
            quits = file_at + 1 >= file_count;
            if (!quits)
                other_file(1);
        }
        return;
    }
    forward(n);
}

static void to_line(unsigned n)
{
    remember();
    show_from(start_of_number(n ? n : 1));
}

static void to_percent(unsigned n)
{
    unsigned at = (unsigned)((unsigned long long)whole_size() * (n > 100 ? 100 : n) / 100);
    remember();
    if (n >= 100)
        to_end();
    else
        show_from(line_start(at));
}

static void find(int direction)
{
    unsigned at = search(line_start(top.at), direction, count);
    if (at == (unsigned)NONE) {
        error = interrupted ? "Interrupted" : "Pattern not found";
        return;
    }
    remember();
    show_from(at);
}

static int search_direction = 1;

/* / and ?. A line on the page that matches and is not its first one is gone to as well. */
static void ask_pattern(int c)
{
    char text[2] = {c, 0};
    char *pattern = ask(text);
    if (!pattern)
        return;
    search_direction = c == '/' ? 1 : -1;
    if (!compile(pattern)) {
        error = *pattern ? "Invalid pattern" : "No previous regular expression";
        return;
    }
    find(search_direction);
    if (error)
        show_page();
}

static void search_again(int direction)
{
    if (!have_pattern())
        error = "No previous regular expression";
    else
        find(direction);
}

static void ask_filter(void)
{
    char *pattern = ask("&/");
    if (!pattern)
        return;
    filter(pattern);
    top.at = line_start(top.at);
    if (byte(top.at) >= 0 && !is_shown(top.at))
        top.at = next_line(top.at);
    show_from(top.at);
}

static void mark(int sets)
{
    int c = key();
    if (sets && islower(c))
        marks[c - 'a'] = top.at + 1;
    else if (!sets && (c == '^' || c == '$')) {
        remember();
        if (c == '^')
            show_from(0);
        else
            to_end();
    } else if (!sets && (islower(c) || c == '\'')) {
        unsigned at = c == '\'' ? marks[26] + 1 : marks[c - 'a'];
        if (!at) {
            error = "Mark not set";
            return;
        }
        remember();
        show_from(at - 1);
    }
}

/* F: shows what is appended, until ^C. */
static void follow(void)
{
    to_end();
    while (!interrupted) {
        say("Waiting for data... (^C ends it)", 0);
        outflush();
        while (!interrupted && !has_grown())
            sleep(1);
        to_end();
    }
}

/* ---- other programs */

/* Runs a command with the terminal as it was; what it wrote can be read until return, if it waits. */
static void run_and_return(char **words, int waits)
{
    char c;
    leave_terminal();
    run(words);
    if (waits)
        outs("[Hit return to continue]");
    outflush();
    while (waits && read(terminal, &c, 1) == 1 && c != '\n')
        ;
    enter_terminal();
    show_page();
}

static void edit(void)
{
    char line[16], *words[4], *editor = getenv("VISUAL");
    unsigned at = top.at;
    if (!editor)
        editor = getenv("EDITOR");
    if (strcmp(name, "-") == 0) {
        error = "Cannot edit standard input";
        return;
    }
    sprintf(line, "+%u", number_of(line_start(top.at)));
    words[0] = editor && *editor ? editor : (char *)"vi";
    words[1] = line;
    words[2] = (char *)name;
    words[3] = 0;
    run_and_return(words, 0);
    open_file(file_at);
    top.at = at < whole_size() ? line_start(at) : 0;
    show_page();
}

static void help(void)
{
    char *words[] = {(char *)"man", (char *)"less", 0};
    run_and_return(words, 0);
}

static void shell(void)
{
    char *line = ask("!"), *words[4];
    if (!line)
        return;
    words[0] = (char *)"sh";
    words[1] = (char *)"-c";
    words[2] = line;
    words[3] = 0;
    run_and_return(words, 1);
}

/* ---- commands */

static void switch_option(int c)
{
    switch (c) {
    case 'N': numbers = !numbers; break;
    case 'S': chops = !chops; break;
    case 's': squeezes = !squeezes; break;
    case 'i':
    case 'I': case_option = case_option == c ? 0 : c; break;
    case 'R': raw_colours = !raw_colours; break;
    case 'M':
    case 'm': long_prompt = !long_prompt; break;
    case 'E':
    case 'e': ends_quit = !ends_quit; break;
    default: error = "There is no such option"; return;
    }
    top.at = line_start(top.at);
    show_from(top.at);
}

static void colon(void)
{
    char *wanted;
    outs(" :");
    switch (key()) {
    case 'n': other_file(1); break;
    case 'p': other_file(-1); break;
    case 'x': other_file(-file_at - (file_at == 0)); break;
    case 'f': tell(); break;
    case 'q': quits = 1; break;
    case 'e':
        if ((wanted = ask("Examine: ")) && *wanted)
            add_file(wanted);
    }
}

static void sideways(int by)
{
    shift = shift + by < 0 ? 0 : shift + by;
    if (chops)
        show_page();
}

static int read_count(int c)
{
    counted = count = 0;
    while (c >= 0 && c < 256 && isdigit(c)) {
        counted = 1;
        count = count < 100000000 ? count * 10 + c - '0' : count;
        c = key();
    }
    if (!count)
        count = 1;
    return c;
}

static int half_page(void)
{
    if (counted)
        half = count;
    return half ? half : (rows - 1) / 2;
}

static void command(int c)
{
    int screen = counted ? count : rows - 1;
    switch (c) {
    case 'q': case 'Q': quits = 1; break;
    case 'Z': quits = key() == 'Z'; break;
    case ' ': case 'f': case 6: case 22: down(screen); break;
    case 'b': case 2: backward(screen); break;
    case 'd': case 4: down(half_page()); break;
    case 'u': case 21: backward(half_page()); break;
    case 'j': case 'e': case '\r': case '\n': case 5: case 14: down(count); break;
    case 'k': case 'y': case 25: case 16: backward(count); break;
    case 'g': case '<': to_line(count); break;
    case 'G': case '>':
        if (counted)
            to_line(count);
        else {
            remember();
            to_end();
        }
        break;
    case 'p': case '%': to_percent(counted ? count : 0); break;
    case '/': case '?': ask_pattern(c); break;
    case 'n': search_again(search_direction); break;
    case 'N': search_again(-search_direction); break;
    case '&': ask_filter(); break;
    case 'm': case '\'': mark(c == 'm'); break;
    case '=': case 7: tell(); break;
    case 'h': case 'H': help(); break;
    case 'v': edit(); break;
    case 'F': follow(); break;
    case ':': colon(); break;
    case '-': outs(" -"); switch_option(key()); break;
    case '!': shell(); break;
    case '(': sideways(-columns / 2); break;
    case ')': sideways(columns / 2); break;
    case 'u' | 0x100: highlights = !highlights; show_page(); break;
    case 'r': case 'R': case 12: show_page();
    }
}

static void loop(void)
{
    int c;
    while (!quits) {
        interrupted = 0;
        prompt();
        c = read_count(key());
        if (c >= 0)
            command(c);
        else if (resized) {
            measure();
            show_page();
        }
    }
}

/* ---- beginning */

static void plain(struct in *f)
{
    do {
        outm(f->p, f->e - f->p);
        f->p = f->e;
    } while (in_fill(f));
}

static void read_options(char **argv)
{
    int c;
    while ((c = option(argv, "EeFIiMmNnp:RrSsuXx:")) >= 0)
        switch (c) {
        case 'E': case 'e': ends_quit = 1; break;
        case 'F': quits_if_short = 1; break;
        case 'I': case 'i': case_option = c; break;
        case 'M': case 'm': long_prompt = 1; break;
        case 'N': numbers = 1; break;
        case 'p': snprintf(first_command, sizeof first_command, "/%s", argument); break;
        case 'R': case 'r': raw_colours = 1; break;
        case 'S': chops = 1; break;
        case 's': squeezes = 1; break;
        case 'X': keeps_screen = 1; break;
        case 'x': tab = number(argument, "tab size"); tab = tab < 1 ? 1 : tab > 20 ? 20 : tab;
        }
    while (*operands && **operands == '+')
        snprintf(first_command, sizeof first_command, "%s", *operands++ + 1);
}

/* +command or -p: a number, G, F or a pattern. */
static void run_first(void)
{
    const char *s = first_command;
    if (*s == '/') {
        if (compile(s + 1)) {
            unsigned at = byte(0) >= 0 && line_matches(0) ? 0 : search(0, 1, 1);
            if (at == (unsigned)NONE)
                error = "Pattern not found";
            else
                show_from(at);
        } else
            error = "Invalid pattern";
        return;
    }
    count = 1;
    counted = isdigit(*s);
    if (counted)
        count = strtoul(s, (char **)&s, 10);
    command(*s ? *s : 'g');
}

/* Shows what fits on the screen as it is; 0 if it does not fit. */
static int is_short(void)
{
    struct place p = {0, 0, 0};
    int i, c;
    for (i = 0; byte(p.at) >= 0 && i < rows; i++)
        row_down(&p);
    if (i == rows)
        return 0;
    for (p.at = 0; (c = byte(p.at)) >= 0; p.at++)
        outc(c);
    return 1;
}

int main(int argc, char **argv)
{
    static char *standard[] = {(char *)"-", 0};
    (void)argc;
    is_more = strcmp(base(argv[0]), "more") == 0;
    if (is_more)
        prog = "more";
    keeps_screen = is_more;
    read_options(argv);
    files = *operands ? operands : standard;
    while (files[file_count])
        file_count++;
    if (!*operands && isatty(0))
        misuse("missing operand");
    if (!isatty(1) || (terminal = open("/dev/tty", O_RDWR)) < 0) {
        each_input(operands, plain);
        return finish();
    }
    measure();
    while (file_at < file_count && !open_file(file_at)) {
        complainx("%s", error);
        file_at++;
    }
    if (file_at == file_count)
        return finish();
    if (quits_if_short && file_count == 1 && is_short())
        return finish();
    enter_terminal();
    show_page();
    if (*first_command)
        run_first();
    loop();
    leave_terminal();
    return finish();
}
