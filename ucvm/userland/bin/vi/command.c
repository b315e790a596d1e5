/* Visual commands. */
#include <ctype.h>
#include "vi.h"

struct command now;
static int repeats, is_again; /* the command is one that . does again; the command is done by . */
static int dot_count, dot_buffer, last_executed;

static void stop(void)
{
    fail("");
}

static void ex_string(const char *s)
{
    char line[8];
    ex(strcpy(line, s));
}

/* ---- text input */

static void to_input(void)
{
    switch (now.key) {
    case 'a':
        if (byte(dot) != '\n')
            dot = next(dot);
        break;
    case 'A': dot = eol(dot); break;
    case 'I': dot = first_nonblank(dot);
    }
    insert_text(now.count);
}

static void to_open(void)
{
    open_line(now.key == 'o', now.count);
}

static void to_overwrite(void)
{
    overwrite(now.count);
}

/* ---- short for an operator with a motion */

static void shorthand(void)
{
    static const char keys[] = "xXDCsSY", operators[] = "dddcccy", moves[] = "lh$$lcy";
    int i = strchr(keys, now.key) - keys;
    if (now.key == 's' && byte(dot) == '\n') {
        insert_text(1);
        return;
    }
    now.operator = operators[i];
    now.key = moves[i];
    operate();
}

/* r: so many characters become the one that is typed; a newline in their place breaks the line. */
static void replace_character(void)
{
    int i;
    unsigned at = dot, n;
    char typed[4];
    if (!(n = character(typed)))
        stop();
    for (i = 0; i < now.count; i++, at = next(at))
        if (byte(at) == '\n')
            stop();
    if (*typed == '\r' || *typed == '\n') {
        edit(dot, at, "\n", 1);
        dot = first_nonblank(dot + 1);
        return;
    }
    for (i = 0; i < now.count; i++, dot += n)
        edit(dot, next(dot), typed, n);
    dot -= n;
}

/* ---- putting, joining, undoing */

static void put(void)
{
    put_buffer(now.buffer, now.key == 'p', now.count);
}

static void join(void)
{
    if (line_of(dot) == last_line())
        stop();
    join_lines(line_of(dot), now.count < 2 ? 2 : now.count, 0);
}

static void undo_key(void)
{
    if (now.key == 'U')
        undo_line();
    else
        undo();
}

/* . does the last change again; a number takes the place of its count, and a numbered buffer moves on. */
static void again(void)
{
    if (!texts[DOT].bytes)
        stop();
    play(&texts[DOT]);
    is_again = 1;
    if (now.counted)
        dot_count = now.count;
    if (dot_buffer >= '1' && dot_buffer < '9')
        dot_buffer++;
}

/* ---- moving the window */

static void screen_down(void)
{
    unsigned line = window_line(1, 0);
    if (line == last_line() && line_of(dot) == line)
        stop();
    line = line > 0 ? line - 1 : 0;
    place_line(line, 0);
    dot = first_nonblank(line_start(line));
}

static void screen_up(void)
{
    unsigned line = window_line(0, 0);
    if (!line)
        stop();
    line = line < last_line() ? line + 1 : line;
    place_line(line, 2);
    dot = first_nonblank(line_start(line));
}

static void by_screens(void)
{
    int i, down = now.key == CONTROL('F');
    for (i = 0; i < now.count; i++)
        if (down)
            screen_down();
        else
            screen_up();
}

static void by_half(void)
{
    int n = is_set(SCROLL) ? is_set(SCROLL) : window() / 2, down = now.key == CONTROL('D');
    unsigned line = line_of(dot), top = line_of(marks[TOP]);
    if (now.counted)
        n = is_set(SCROLL) = now.count;
    if (down ? line == last_line() : !line)
        stop();
    if (down) {
        marks[TOP] = line_start(top + n <= last_line() ? top + n : last_line());
        line = line + n < last_line() ? line + n : last_line();
    } else {
        marks[TOP] = line_start(top > (unsigned)n ? top - n : 0);
        line = line > (unsigned)n ? line - n : 0;
    }
    dot = first_nonblank(line_start(line));
}

static void by_lines(void)
{
    scroll(now.key == CONTROL('E') ? now.count : -now.count);
}

/* z: a line to the top, the middle or the bottom of the window. */
static void place(void)
{
    int c = key();
    unsigned line = now.counted ? (unsigned)now.count - 1 : line_of(dot), digits = 0;
    while (isdigit(c)) {
        digits = digits * 10 + c - '0';
        c = key();
    }
    if (line > last_line())
        line = last_line();
    if (c == '+')
        line = now.counted ? line : window_line(1, 0) < last_line() ? window_line(1, 0) + 1 : last_line();
    else if (c == '^')
        line = now.counted ? line : window_line(0, 0) ? window_line(0, 0) - 1 : 0;
    else if (!c || !strchr("\r\n.-", c))
        stop();
    place_line(line, c == '.' ? 1 : c == '-' || c == '^' ? 2 : 0);
    if (now.counted || c == '+' || c == '^')
        dot = first_nonblank(line_start(line));
}

static void draw_again(void)
{
    redraw();
}

/* ---- others */

static void set_mark(void)
{
    int c = key();
    if (islower(c))
        marks[c - 'a'] = dot;
    else if (c == '\'' || c == '`')
        marks[QUOTE] = dot;
    else
        stop();
}

/* @: the text of a buffer as if it were typed. */
static void execute(void)
{
    int c = key(), i;
    if (c == '@' || c == '*')
        c = last_executed;
    if (!isalnum(c))
        stop();
    last_executed = c;
    for (i = 0; i < now.count; i++)
        play(buffer_named(c));
}

static void colon(void)
{
    char line[QUESTION], *typed = ask(':');
    if (!typed)
        return;
    ex(strcpy(line, typed));
    end_show();
}

static void save_and_quit(void)
{
    if (key() != 'Z')
        stop();
    ex_string("x");
}

static void to_ex(void)
{
    leave_terminal();
    visual = 0;
}

static void tell(void)
{
    tell_file();
}

static void stop_here(void)
{
    if (is_set(AUTOWRITE))
        write_back();
    suspend();
}

static void other(void)
{
    ex_string("e #");
}

static void nothing(void)
{
    if (now.key == CONTROL('C'))
        stop_playing();
}

static void last_substitution(void)
{
    ex_string("&");
}

/* ---- all */

static const struct {
    const char *keys;
    void (*run)(void);
    char repeats;
} commands[] = {
    {"iaIA", to_input, 1}, {"oO", to_open, 1}, {"R", to_overwrite, 1}, {"xXDCsSY", shorthand, 1}, {"r", replace_character, 1}, {"pP", put, 1},
    {"J", join, 1}, {"~", change_case, 1}, {"&", last_substitution, 1}, {"uU", undo_key, 0}, {".", again, 0}, {"\006\002", by_screens, 0},
    {"\004\025", by_half, 0}, {"\005\031", by_lines, 0}, {"z", place, 0}, {"\014\022", draw_again, 0}, {"m", set_mark, 0}, {"@", execute, 0},
    {":", colon, 0}, {"Z", save_and_quit, 0}, {"Q", to_ex, 0}, {"\007", tell, 0}, {"\032", stop_here, 0}, {"\036", other, 0}, {"\033\003", nothing, 0},
};

/* Digits before a command; a 0 alone is none. */
static int read_count(int c, int *count)
{
    int n = 0;
    while (isdigit(c) && (c != '0' || n)) {
        n = n < 100000000 ? n * 10 + c - '0' : n;
        forget_key();
        c = key();
    }
    if (n) {
        now.counted = 1;
        *count = (*count ? *count : 1) * n;
    }
    return c;
}

/* "x names a buffer; it may stand before or behind a count. */
static int read_prefix(void)
{
    int c = read_count(key(), &now.count);
    while (c == '"') {
        now.buffer = key();
        if (!isalnum(now.buffer) || now.buffer == '0')
            stop();
        forget_key();
        forget_key();
        c = read_count(key(), &now.count);
    }
    return c;
}

static int ordinary(int c)
{
    if (c == PAGE_UP || c == PAGE_DOWN)
        return c == PAGE_UP ? CONTROL('B') : CONTROL('F');
    if (c == DELETE || c == INSERT)
        return c == DELETE ? 'x' : 'i';
    return c;
}

static void run_operator(void)
{
    int count = now.count;
    now.operator = now.key;
    now.key = read_count(key(), &count);
    now.count = count ? count : 1;
    if (now.key == ESCAPE || now.key == CONTROL('C'))
        stop();
    repeats = now.operator != 'y';
    operate();
}

static void run_command(void)
{
    unsigned i, to;
    if (is_motion(now.key)) {
        now.count = now.count ? now.count : 1;
        motion(&to);
        dot = to;
        return;
    }
    if (strchr("cdy<>=!", now.key)) {
        run_operator();
        want = NONE;
        return;
    }
    now.count = now.count ? now.count : 1;
    for (i = 0; i < sizeof commands / sizeof *commands; i++)
        if (now.key < 256 && now.key && strchr(commands[i].keys, now.key)) {
            repeats = commands[i].repeats && now.key != 'Y';
            commands[i].run();
            want = NONE;
            return;
        }
    stop();
}

/* One command, with what . needs to do it again. */
static void command(void)
{
    memset(&now, 0, sizeof now);
    start_recording();
    repeats = 0;
    if (is_again) {
        is_again = 0;
        now.counted = (now.count = dot_count) != 0;
        now.buffer = dot_buffer;
        now.key = key();
    } else
        now.key = ordinary(read_prefix());
    clear_message();
    run_command();
    if (repeats) {
        keep_recording();
        dot_count = now.counted ? now.count : 0;
        dot_buffer = now.buffer;
    }
}

static void settle_cursor(void)
{
    if (dot >= size())
        dot = size() ? bol(size() - 1) : 0;
    if (byte(dot) == '\n' && dot > bol(dot))
        dot = before(dot);
}

/* Until something ends it. */
void visual_mode(void)
{
    if (setjmp(failed)) {
        inserting = asking = is_again = 0;
        stop_playing();
        ring();
    }
    while (!quitting && visual) {
        end_change();
        settle_cursor();
        watch_line();
        command();
    }
}
