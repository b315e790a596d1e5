/* Tokens, for lex.c and parse.c. Operators stand in the order of their spellings in lex.c, words in the order of theirs. */
#include "awk.h"

enum {
    END_OF_PROGRAM, NEWLINE, SEMICOLON, LEFT_BRACE, RIGHT_BRACE, RIGHT_PAREN, RIGHT_BRACKET, LEFT_BRACKET, COMMA, COLON,
    QUESTION, OR, AND, TILDE, NO_MATCH, LESS, LESS_EQUAL, NOT_EQUAL, EQUAL, GREATER, GREATER_EQUAL, BAR,
    PLUS, MINUS, TIMES, DIVIDE, MODULO, POWER, APPEND,
    IS, ADD_IS, SUB_IS, MUL_IS, DIV_IS, MOD_IS, POWER_IS,
    NOT, INCREMENT, DECREMENT, DOLLAR, LEFT_PAREN, POWER2, POWER2_IS, AMPERSAND,
    NUMBER, STRING, NAME, FUNCTION_NAME, BUILTIN,
    IN, GETLINE, BEGIN, END, FUNCTION, FUNC, IF, ELSE, WHILE, FOR, DO, BREAK, CONTINUE, NEXT, NEXTFILE, EXIT_WITH, RETURN_WITH, DELETE, PRINT, PRINTF
};

extern int token, builtin, line;
extern double numeral;
void syntax_error(void);
void start(char **files, const char *text);
void next(void);
void read_regex(void);
