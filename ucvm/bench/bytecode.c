/* An interpreter of a stack machine that runs Euclid's algorithm on many pairs: a switch in a loop, data that steers the flow. */
#define LIMIT 24

enum { PUSH, LOAD, STORE, ADD, MOD, LESS, JUMP, UNLESS, STOP };
enum { X, Y, A, B, T, SUM, VARIABLES };

/* for (x = 1; x < LIMIT; x++) for (y = 1; y < LIMIT; y++) { a = x; b = y; while (0 < b) { t = a % b; a = b; b = t; } sum += a; } */
static const unsigned char PROGRAM[] = {
    /*  0 */ PUSH, 1, STORE, X,
    /*  4 */ LOAD, X, PUSH, LIMIT, LESS, UNLESS, 79,
    /* 11 */ PUSH, 1, STORE, Y,
    /* 15 */ LOAD, Y, PUSH, LIMIT, LESS, UNLESS, 70,
    /* 22 */ LOAD, X, STORE, A, LOAD, Y, STORE, B,
    /* 30 */ PUSH, 0, LOAD, B, LESS, UNLESS, 54,
    /* 37 */ LOAD, A, LOAD, B, MOD, STORE, T,
    /* 44 */ LOAD, B, STORE, A, LOAD, T, STORE, B, JUMP, 30,
    /* 54 */ LOAD, SUM, LOAD, A, ADD, STORE, SUM,
    /* 61 */ LOAD, Y, PUSH, 1, ADD, STORE, Y, JUMP, 15,
    /* 70 */ LOAD, X, PUSH, 1, ADD, STORE, X, JUMP, 4,
    /* 79 */ STOP,
};

static unsigned variables[VARIABLES];

static unsigned run(const unsigned char *program) {
    unsigned stack[8], *top = stack;
    const unsigned char *next = program;
    variables[SUM] = 0;
    for (;;)
        switch (*next++) {
        case PUSH: *top++ = *next++; break;
        case LOAD: *top++ = variables[*next++]; break;
        case STORE: variables[*next++] = *--top; break;
        case ADD: top--, top[-1] += *top; break;
        case MOD: top--, top[-1] %= *top; break;
        case LESS: top--, top[-1] = top[-1] < *top; break;
        case JUMP: next = program + *next; break;
        case UNLESS: next = *--top ? next + 1 : program + *next; break;
        case STOP: return variables[SUM];
        }
}

unsigned work(unsigned rounds) {
    unsigned sum = 0;
    while (rounds--)
        sum = sum * 31 + run(PROGRAM);
    return sum;
}
