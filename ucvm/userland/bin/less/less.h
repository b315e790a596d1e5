/* What the parts of less share. Places in the text are offsets of bytes. */
#ifndef LESS_H
#define LESS_H
#include <tool.h>

enum { NONE = -1 };

/* ---- the text (text.c): a file, or what came through a pipe so far */
int open_text(const char *name);
void close_text(void);
int byte(unsigned at);
unsigned whole_size(void);
int has_grown(void);
unsigned line_start(unsigned at), line_end(unsigned at);
unsigned next_line(unsigned at), previous_line(unsigned at);
unsigned number_of(unsigned at), start_of_number(unsigned n);
char *load_line(unsigned at, unsigned *n);
extern volatile int interrupted;

/* ---- the page (page.c): a row begins with a byte in a column of its line */
struct place {
    unsigned at;
    int column, start;
};
extern int rows, columns, shift, chops, squeezes, numbers, raw_colours, tab;
extern struct place top, below;
int row_down(struct place *p), row_up(struct place *p);
void show_page(void), show_from(unsigned at), forward(int n), backward(int n);
int at_end(void);
void to_end(void);
void say(const char *s, int bright);

/* ---- patterns (match.c) */
extern int case_option; /* 'i': small letters match all; 'I': all do */
extern int highlights;
int compile(const char *pattern);
int have_pattern(void);
int line_matches(unsigned at);
unsigned search(unsigned at, int direction, int count);
void filter(const char *pattern);
int is_shown(unsigned at);
unsigned mark_matches(unsigned at);
int is_marked(unsigned at);

/* ---- the terminal (terminal.c) */
extern int is_more, terminal, keeps_screen; /* keeps_screen: no screen of its own */
void enter_terminal(void), leave_terminal(void);
int key(void);
char *ask(const char *prompt);
extern volatile int resized;
void measure(void);
#endif
