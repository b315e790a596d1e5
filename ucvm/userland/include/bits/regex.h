/* The program regcomp writes and regexec runs. Jumps are 16-bit offsets from their instruction, in its last two bytes. */
#ifndef _BITS_REGEX_H
#define _BITS_REGEX_H
#include <regex.h>
enum {
    MATCH,
    CHAR,  /* byte */
    ANY,
    SET,   /* number of a 32-byte bitmap */
    BOL,
    EOL,
    WORD,  /* '<' '>' 'b' 'B' '`' '\'' */
    SAVE,  /* slot */
    BACK,  /* group */
    SPLIT, /* offset: first go on, then jump */
    JUMP,  /* offset */
    LOOP   /* number, offset: first jump back, then go on */
};
struct program {
    unsigned char *code;
    unsigned char (*sets)[32];
    int size, set_count, loops, backrefs;
    unsigned char first[32]; /* bytes a match can begin with */
    int empty;               /* it can begin at the end of the text as well */
};
#endif
