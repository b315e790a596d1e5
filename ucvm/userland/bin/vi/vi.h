/* What the parts of vi share.
 *
 * All text lies in one temporary file of blocks (block.c), as trees of bytes that are copied on write (text.c). So a text costs 12 bytes
 * of memory, a copy of it costs nothing, and undo is the text of before. The edited text is BUFFER; a place in it is an offset of a byte.
 */
#ifndef VI_H
#define VI_H
#include <setjmp.h>
#include <tool.h>

enum { BLOCK = 1024, NAME = 256, NONE = -1 };

/* Errors: the message is shown, what is being done ends, and with it all that a macro or a global command still held. */
void fail(const char *format, ...);
void message(const char *format, ...), clear_message(void);
void check_interrupt(void);
extern volatile int interrupted, resized, resumed, dying;

/* ---- blocks of the temporary file (block.c) */
char *block(unsigned n);
char *block_to_change(unsigned n);
unsigned new_block(void);
void free_block(unsigned n);
int is_fresh(unsigned n);
void freeze(void);
void reserve(unsigned n);
void keep_block(unsigned n);
extern unsigned moved; /* grows when a pointer to a block may have become invalid */

/* ---- texts (text.c): a tree whose leaves (level 0) hold bytes; `lines` counts newlines */
struct text {
    unsigned bytes, lines;
    unsigned short block, level;
};
enum { BUFFER, UNDONE, LINE, DOT, RECORD, SCRATCH, CHOSEN, LAST_INPUT, SOURCES, UNNAMED = SOURCES + 12, NUMBERED, NAMED = NUMBERED + 9, TEXTS = NAMED + 26 };
extern struct text texts[TEXTS];
int text_byte(const struct text *t, unsigned at);
const char *text_from(const struct text *t, unsigned at, unsigned *n), *text_up_to(const struct text *t, unsigned at, unsigned *n);
unsigned text_read(const struct text *t, unsigned at, char *to, unsigned n);
void text_insert(struct text *t, unsigned at, const char *s, unsigned n);
void text_delete(struct text *t, unsigned from, unsigned to);
void text_copy(struct text *to, const struct text *from), text_clear(struct text *t);
void text_slice(const struct text *t, unsigned from, unsigned to, struct text *copy);
unsigned text_line_start(const struct text *t, unsigned line);
unsigned text_line_of(const struct text *t, unsigned at);
unsigned text_difference(const struct text *a, const struct text *b);
void keep_text(const struct text *t);

/* ---- the edited text (buffer.c). Lines count from 0 here; the last byte is a newline; nothing at all looks like one empty line. */
enum { QUOTE = 26, TOP, MARKS };
extern unsigned dot, marks[MARKS], edits, same_before, same_after;
extern int modified;
int byte(unsigned at);
unsigned size(void), lines(void), last_line(void);
unsigned line_of(unsigned at), line_start(unsigned line), bol(unsigned at), eol(unsigned at);
unsigned next(unsigned at), before(unsigned at), first_nonblank(unsigned at);
unsigned length_at(unsigned at, unsigned *code);
void edit(unsigned from, unsigned to, const char *s, unsigned n);
void put_text(unsigned at, const struct text *t);
void begin_change(void), end_change(void);
void undo(void), undo_line(void), watch_line(void);
char *load_line(unsigned at, unsigned *n);
int is_blank(int c);

/* ---- named buffers (register.c) */
struct text *buffer_named(int name);
int whole_lines(int name);
void yank(unsigned from, unsigned to, int by_lines, int name);
void remember_deleted(unsigned from, unsigned to, int by_lines, int name);
void put_buffer(int name, int after, int count);
void put_lines(int name, unsigned line);

/* ---- keys (key.c) */
enum { ESCAPE = 27, UP = 256, DOWN, RIGHT, LEFT, HOME, END, PAGE_UP, PAGE_DOWN, DELETE, INSERT };
#define CONTROL(c) ((c) & 31)
int key(void);
int key_waits(void);
void put_back(int c);
void play(const struct text *t);
void play_string(const char *s);
void stop_playing(void);
int playing(void);
void start_recording(void), keep_recording(void), forget_key(void);
char *ask(int prompt);
void read_map(char *s, int which), remove_map(const char *s, int which);
int literal(void);
unsigned character(char *bytes);
const char *abbreviated(const char *word, unsigned n);

/* ---- the terminal and the screen (terminal.c, screen.c) */
extern int rows, columns, visual, inserting, asking, question_at;
enum { QUESTION = 512 };
extern char question[QUESTION];
void enter_terminal(void), leave_terminal(void), suspend(void), measure(void), wait_for_return(void);
void refresh(void), redraw(void), change_layout(void), ring(void);
void show(const char *s, unsigned n), end_show(void);
int shape(unsigned at, int column, char *cells, unsigned *n);
int column_of(unsigned at);
unsigned at_column(unsigned line, int column);
void scroll(int lines);
unsigned window_line(int from_bottom, int count);
void place_line(unsigned line, int where);
int window(void);

/* ---- options (option.c) */
enum { AUTOINDENT, AUTOPRINT, AUTOWRITE, BEAUTIFY, EDCOMPATIBLE, ERRORBELLS, EXRC, IGNORECASE, LIST, MAGIC, MESG, NUMBER, PARAGRAPHS, PROMPT, READONLY, REMAP,
       REPORT, RULER, SCROLL, SECTIONS, SHELL, SHIFTWIDTH, SHOWMATCH, SHOWMODE, TABSTOP, TERSE, WARN, WINDOW, WRAPMARGIN, WRAPSCAN, WRITEANY, OPTIONS };
struct option {
    const char *name, *brief;
    int value; /* of strings the length of their room */
    char *text;
};
extern struct option options[OPTIONS];
#define is_set(o) (options[o].value)
void set_options(char *s);

/* ---- regular expressions (search.c) */
struct found {
    unsigned from, to;
};
char *pattern_until(char **s, int delimiter);
void use_pattern(char *pattern);
int search_line(unsigned at, unsigned column, struct found *f);
unsigned search(int direction, unsigned at, int count);
int match_groups(const char *s, unsigned n, unsigned from, int at_start);
void expand_replacement(unsigned at, const char *text, unsigned *length);
extern char *replacement, *line_text;
extern int regroup[20];

/* ---- visual mode (motion.c, operator.c, insert.c, command.c) */
enum { FAILED, EXCLUSIVE, INCLUSIVE, LINES };
struct command {
    int key, count, counted, buffer, operator;
};
extern struct command now;
extern int want; /* the column that j and k keep, or NONE */
enum { DEEPEST_COLUMN = 0x7fffffff };
int motion(unsigned *to);
int is_motion(int c);
void operate(void);
void change_case(void);
void insert_text(int count);
void open_line(int below, int count);
void overwrite(int count);
void indent_line(unsigned line, int by);
unsigned indent_of(unsigned line, int *column);
void set_indent(unsigned line, int column);
void join_lines(unsigned line, unsigned count, int keep_blanks);
void visual_mode(void);

/* ---- ex (ex.c, ex_edit.c, ex_file.c, global.c, substitute.c, shell.c, file.c) */
extern char *p;
extern unsigned first, second;
extern int given, force;
void ex(char *line);
void source(const char *name, int needed);
extern int silent;
extern jmp_buf failed;
char *input_line(int prompt);
void skip_blanks(void);
int address(unsigned *n);
char *rest_of_line(void);
void end_of_command(void);
void print_lines(unsigned from, unsigned to, int how);
extern int how;
void global_command(void), substitute(void), repeat_substitution(void);
void shift_chosen(unsigned from, unsigned to, unsigned n);
extern int in_global;
char *expand_bang(void);
void filter(unsigned from, unsigned to, const char *command);
void shell_command(const char *command), write_to_command(const char *command);
unsigned read_command(const char *command, unsigned at);

extern char file[NAME], other_file[NAME];
extern char **files;
extern int file_at, file_count, quitting;
void edit_file(const char *name, int recover);
unsigned read_file(const char *name, unsigned at, int *trouble);
int copy_out(int fd, unsigned from, unsigned to);
void write_file(const char *name, unsigned from, unsigned to, int append, int over);
void write_back(void);
void preserve(void);
void remove_preserved(void);
void list_preserved(void);
void next_file(int n);
void tell_file(void);
void quit(int code);
#endif
