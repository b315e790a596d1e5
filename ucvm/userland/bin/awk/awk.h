/* What the parts of awk share.
 *
 * The program text is compiled in one pass (lex.c, parse.c) to byte code, which a stack machine runs (run.c). A variable is named by its
 * kind and an index behind the instruction; everything that assigns ends with such a name, so that all kinds of targets are one case.
 */
#ifndef AWK_H
#define AWK_H
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- values (value.c) */

/* A string. Strings are shared and never changed once they are seen twice. */
struct str {
    unsigned short refs, n;
    char s[];
};

/* A value is a number, or one of the tags below in the high half of what would be a NaN. */
struct value {
    union {
        double number;
        struct {
            union {
                struct str *str;
                struct array *array;
                struct list *list;
                struct value *cell;
                unsigned bits;
            };
            unsigned tag;
        };
    };
};

/* UNSET: no value yet. REF: an argument that was UNSET, by the variable it came from, in case it becomes an array. SLICE: a field not yet cut
 * out (start << 16 | length). FRAME: where a function returns to. TEXT: a string. INPUT: a string that may look like a number. From TEXT on
 * values are counted: `refs` comes first in all of them. */
enum { UNSET = 0xfffc0000u, REF, SLICE, FRAME, TEXT, INPUT, ARRAY, LIST };

/* Messages (main.c). The status becomes 2. */
void complain(const char *format, ...);
void fatal(const char *format, ...);

void *resize(void *p, size_t n);
struct str *str(const char *s, size_t n);
void drop_str(struct str *s);
struct value *keep(struct value *v);
void drop(struct value *v);
void set_number(struct value *v, double d);
void set_str(struct value *v, unsigned tag, struct str *s);
double scan(const char *s, const char **end);
double number(const struct value *v);
int integer(const struct value *v);
int numeric(const struct value *v, double *d);
int truth(const struct value *v);
int compare(struct value *a, struct value *b);
struct str *text(struct value *v);
struct str *text_by(struct value *v, int variable);
struct str *special(int variable);

/* The one string under construction. */
void begin(void);
void add(const char *s, size_t n);
void add_char(int c);
void addf(const char *format, ...);
void unescape(void);
struct str *built(void);
struct str *end(void);

/* ---- arrays (array.c). A subscript that is a small integer n is kept as 2n+1, another one as its string. */
typedef struct str *key;

struct array {
    unsigned short refs;
    unsigned n, size;
    struct element **buckets;
};

struct list {
    unsigned short refs;
    unsigned n, at;
    key keys[];
};

struct array *array_of(struct value *v);
struct value *element(struct array *a, struct value *subscript);
int member(struct array *a, struct value *subscript, int remove);
void put(struct array *a, struct value *subscript, struct str *s);
void clear(struct array *a);
struct list *keys(struct array *a);
void key_value(key k, struct value *v);
void drop_key(key k);

/* ---- names and global variables (names.c). The first variables have a meaning. */
enum { NF, NR, FNR, FS, OFS, ORS, RS, FILENAME, SUBSEP, RSTART, RLENGTH, CONVFMT, OFMT, ARGC, ARGV };

struct names {
    char *s;
    int n, count;
};

extern struct names variables;
extern struct value *globals;
int position(const char *list, const char *name);
int name_in(const struct names *names, const char *name);
int append_name(struct names *names, const char *name, size_t n);
int new_variable(const char *name);
int global(const char *name);
void make_variables(void);
int assignment(const char *s);

/* ---- records and fields (field.c) */
struct cutter {
    struct str *s, *separator;
    int at, start;
};

int cut(struct cutter *c);
void set_record(struct str *s);
void count_fields(void);
struct value *field(int i);
struct value *field_place(int i);
void assigned(struct value *cell);

/* ---- regular expressions (match.c) */
int spare_memory(void);
int match(struct str *pattern, struct str *s, int from, int *start);
int substitute(struct value *args, struct value *target, int all);

/* ---- input and output (io.c) */
enum { STANDARD, WRITE, APPEND_TO, PIPE_TO, READ, PIPE_FROM };

FILE *output(struct str *name, int mode);
int read_stream(struct str *name, int mode, struct str **record);
int read_input(struct str **record);
void skip_file(void);
int close_stream(const struct str *name);
int flush_stream(const struct str *name);
void close_all(void);
int exit_status(int status);

/* ---- functions (function.c) */
struct builtin {
    unsigned char least, most;
};
enum { LENGTH, INDEX, MATCH_AT, SPLIT, ATAN2, COS, SIN, EXP, LOG, SQRT, INT, RAND, SRAND, SYSTEM, CLOSE, FFLUSH, SUBSTR, TOLOWER, TOUPPER, SPRINTF, SUB, GSUB };
extern const struct builtin builtins[];
void call_builtin(int which, struct value *args, int n, struct value *result);
void format(struct value *args, int n);

/* ---- the program (lex.c, parse.c, run.c) */
enum {
    GLOBAL, LOCAL, FIELD, GLOBAL_ELEMENT, LOCAL_ELEMENT, KINDS,
    /* From here on instructions; smaller ones load from that kind of place. */
    CONSTANT = KINDS, SMALL, NOTHING, ARGUMENT, DROP, ASSIGN, UPDATE, BEFORE, AFTER, ARITHMETIC, NEGATE, PLUS_SIGN, INVERT, TRUTH, COMPARE,
    CONCAT, JOIN, MEMBER, DELETE_ELEMENT, DELETE_ALL, KEYS, EACH, MATCHES, MATCHES_RECORD, JUMP, IF_FALSE, IF_TRUE, AND_ALSO, OR_ELSE,
    CALL_BUILTIN, SUBSTITUTE, CALL, RETURN, GET_LINE, PRINT_ALL, PRINT_FORMAT, NEXT_RECORD, NEXT_FILE, EXIT, STOP
};
struct function {
    unsigned short entry;
    unsigned char parameters, defined;
};
extern unsigned char *code;
extern struct value *constants;
extern struct function *functions;
extern struct names function_names;
extern int entries[]; /* where BEGIN, the rules and END start; 0: there is none */
enum { AT_BEGIN, RULES, AT_END, FUNCTIONS };
void compile(char **files, const char *text);
void run_program(void);
extern int status;
#endif
