/* What the parts of bc share.
 *
 * Input is compiled item by item (lex.c, parse.c) to byte code, which a stack machine runs (run.c): a line at once, a function when it is called.
 * Constants are text in the code, because ibase counts at the time they are reached. */
#ifndef BC_H
#define BC_H
#include <decimal.h>
#include <tool.h>

/* ---- input (lex.c). A character beyond 255 is a token of several. */
enum {
    END = -1, NUMBER = 256, STRING, NAME, EQUAL, NOT_EQUAL, AT_MOST, AT_LEAST, AND, OR, INCREMENT, DECREMENT, ASSIGNMENT,
    AUTO, BREAK, CONTINUE, DEFINE, ELSE, FOR, HALT, IBASE, IF, LAST, LENGTH, LIMITS, OBASE, PRINT, QUIT, READ, RETURN, SCALE, SQRT, VOID, WHILE
};
extern int token;             /* the next token, already read */
extern char *token_text;      /* of a NUMBER, STRING or NAME */
extern int token_operator;    /* of an ASSIGNMENT: the operator before =, or = */
void open_files(char **names); /* the files, then standard input */
void open_text(const char *text);
void advance(void);
void skip_line(void);
struct decimal *read_number(void);

/* Messages. syntax() gives up the item at hand; extension() is about what POSIX does not have. */
void syntax(const char *format, ...);
void extension(const char *what);
void give_up(void);
extern int strictness; /* 0, 's' or 'w' */

/* ---- names (bc.c): variables, arrays and functions have one table of them, whose first entries have a meaning. */
enum { OF_SCALE, OF_IBASE, OF_OBASE, OF_LAST, SPECIAL };
struct element {
    unsigned index;
    struct decimal *value;
};
struct array {
    unsigned short refs;
    unsigned count;
    struct element *elements; /* by index */
};
struct code {
    unsigned char *bytes;
    unsigned n, room;
};
/* Locals are names, parameters first; the bits above say what of the name is local. */
enum { LOCAL_NAME = 0xff, LOCAL_ARRAY = 0x100, LOCAL_REFERENCE = 0x200 };
struct function {
    struct code code;
    unsigned char parameters, count, is_void;
    unsigned short *locals;
};
struct name {
    char *text;
    struct decimal *value;
    struct array *array;
    struct function *function;
};
extern struct name *names;
extern unsigned scale, ibase, obase;
extern struct decimal *last;
unsigned find_name(const char *text);

/* ---- code. Operands: N a name, L a label of two bytes, T text up to a NUL. */
enum {
    DO_NUMBER = 1,     /* T */
    DO_ZERO, DO_ONE,
    DO_TEXT,           /* T: write it */
    DO_LOAD,           /* N */
    DO_LOAD_ELEMENT,   /* N */
    DO_ASSIGN,         /* N operator */
    DO_ASSIGN_ELEMENT,
    DO_STEP,           /* N, 1 or 255 (-1), whether the value before it is the result */
    DO_STEP_ELEMENT,
    DO_COMPARE,        /* token */
    DO_NEGATE, DO_NOT,
    DO_JUMP, DO_IF_FALSE, DO_IF_TRUE, /* L */
    DO_CALL,           /* N, number of arguments, for each the name of an array + 1 or 0 */
    DO_RETURN, DO_LENGTH, DO_SCALE, DO_SQRT, DO_READ,
    DO_SHOW,           /* as a line */
    DO_PRINT, DO_DROP, DO_HALT, DO_LIMITS, DO_END
    /* from ' ' on: the operator of that sign */
};

/* ---- the program (parse.c, run.c, library.c) */
struct code *compile_item(void);
void run_code(struct code *code);
void put_char(int c);
extern const char library[];
#endif
