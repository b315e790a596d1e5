/* A stack machine in a dense switch, and one with a table of functions. */
#include <stdio.h>
enum { PUSH, ADD, MUL, SUB, DUP, SWAP, JNZ, LOAD, STORE, PRINT, HALT };
static const signed char factorial[] = { PUSH, 1, STORE, 0, PUSH, 10, STORE, 1, LOAD, 0, LOAD, 1, MUL, STORE, 0, LOAD, 1, PUSH, -1, ADD, DUP, STORE, 1, JNZ, -16, LOAD, 0, PRINT, HALT };
static int run(const signed char *pc)
{
    int stack[16], *sp = stack, mem[4] = { 0 }, steps = 0, t;
    for (;; steps++)
        switch (*pc++) {
        case PUSH: *sp++ = *pc++; break;
        case ADD: sp--; sp[-1] += *sp; break;
        case MUL: sp--; sp[-1] *= *sp; break;
        case SUB: sp--; sp[-1] -= *sp; break;
        case DUP: *sp = sp[-1]; sp++; break;
        case SWAP: t = sp[-1]; sp[-1] = sp[-2]; sp[-2] = t; break;
        case JNZ: if (*--sp) pc += *pc; else pc++; break;
        case LOAD: *sp++ = mem[*pc++]; break;
        case STORE: mem[*pc++] = *--sp; break;
        case PRINT: printf("%d\n", *--sp); break;
        case HALT: return steps;
        default: return -1;
        }
}
static unsigned char tape[64];
static void brain(const char *p)
{
    unsigned char *t = tape;
    int depth;
    for (; *p; p++)
        switch (*p) {
        case '>': t++; break;
        case '<': t--; break;
        case '+': ++*t; break;
        case '-': --*t; break;
        case '.': putchar(*t); break;
        case '[':
            if (!*t)
                for (depth = 1; depth; ) {
                    p++;
                    depth += (*p == '[') - (*p == ']');
                }
            break;
        case ']':
            if (*t)
                for (depth = 1; depth; ) {
                    p--;
                    depth += (*p == ']') - (*p == '[');
                }
        }
}
int main(void)
{
    printf("%d steps\n", run(factorial));
    brain("++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.>++.");
    return 0;
}
