#ifndef _TOOL_H
#define _TOOL_H
/* What the programs of /bin share: messages, options, buffered output and input, trees. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

/* Every program defines these two: its name, and what --help shows after it. */
extern const char *prog, *synopsis;

/* Messages: "prog: TEXT: strerror(errno)"; the x forms say only TEXT. complain sets status to trouble, die exits with it.
 * misuse adds where help is, usage is only that, show_usage(2) the help itself. */
extern int status, trouble;
void complain(const char *format, ...);
void complainx(const char *format, ...);
void die(const char *format, ...);
void diex(const char *format, ...);
void usage(void);
void show_usage(int fd);
void misuse(const char *format, ...);
void no_child(int error, const char *name);

/* Options: "ab:c(count)" with long names in brackets after the letter, ':' for an argument, '?' for an attached
 * one that may be missing (NULL), a leading '+' to stop at the first operand, then '#' if numbers below 0 are operands. option() gives letters, then -1; afterwards
 * operands points at a NULL-terminated vector. */
extern char *argument, **operands;
int option(char **argv, const char *spec);
unsigned number(const char *text, const char *what);
int unescape(const char **text);

/* Output to descriptor 1. A failed write ends the program. */
void outc(int c);
void outs(const char *s);
void outm(const void *p, size_t n);
void outf(const char *format, ...);
void outn(unsigned n, int width);
void outpad(int n);
void outflush(void);
int finish(void);
const char *human(char *buf, unsigned n, int kilo);
int writeall(int fd, const void *p, size_t n);

/* Input: lines and bytes of a descriptor. nl tells whether the last line ended with a newline. */
struct in {
    int fd, nl, eol;
    const char *name;
    size_t cap;
    char *buf, *p, *e;
};
int in_open(struct in *f, const char *name);
int in_fill(struct in *f);
int in_char(struct in *f);
char *in_line(struct in *f, size_t *n);
void in_close(struct in *f);
void each_input(char **names, void (*use)(struct in *f));
int temporary(void);
int seekable(int fd);
int copy(int from, int to);
int slurp(const char *name, char *buf, size_t size);

/* Memory that is there or the program ends. */
void *need(size_t n);
void *resize(void *p, size_t n);

/* Lists whose first member is the next pointer. */
void *sort_list(void *list, int (*order)(const void *a, const void *b));

/* Texts up to their ends, digits in them as numbers: 9.txt before 10.txt. */
int order_versions(const char *a, const char *a_end, const char *b, const char *b_end);

/* Paths. walk() calls visit(path, stat, depth, PRE|POST|0) for a tree; a PRE visit that gives 0 is not entered;
 * a start that is not there is complained about by the format unreachable. */
enum { LEAF, PRE, POST };
#define WALK_FOLLOW 1
#define WALK_FOLLOW_ALL 2
extern char path[PATH_MAX];
extern const char *unreachable;
size_t push(char *at, const char *name);
int walk(const char *start, int flags, int (*visit)(const struct stat *st, int depth, int when));
const char *base(const char *name);
char *strip(char *name);
int canonical(const char *name, char *to, int existing);
int is_directory(const char *name);
int confirmed(const char *question, const char *name);

/* Other programs: the status a shell would show. One that cannot be executed is complained about by the format cannot_run. */
extern const char *cannot_run;
int run(char **words);
char *words_of(char **words);

/* A signal by number or name; -1 for what is none. */
int parse_signal(const char *text);

/* What the host does for a program: the status. */
int delegated(const char *operation, char **argv);

/* A time as a person writes it. */
struct timespec;
int parse_time(const char *text, struct timespec *t);

/* Tab stops, by columns from 0: -t's lists. tab_after is 0 when there is none. */
void set_tabs(const char *list);
unsigned tab_after(unsigned column);

/* Modes, owners. */
int parse_mode(const char *text, mode_t old, mode_t mask);
void mode_string(mode_t mode, char *buf);
const char *user_name(unsigned id, int numeric);
const char *group_name(unsigned id, int numeric);
int find_user(const char *name);
int find_group(const char *name);
#endif
