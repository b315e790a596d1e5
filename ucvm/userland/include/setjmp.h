#ifndef _SETJMP_H
#define _SETJMP_H
/* r4-r12, sp, return address; a sigjmp_buf has a flag and a mask behind them. */
typedef int jmp_buf[11];
typedef int sigjmp_buf[13];
int setjmp(jmp_buf buf);
void longjmp(jmp_buf buf, int value);
int sigsetjmp(sigjmp_buf buf, int save);
void siglongjmp(sigjmp_buf buf, int value);
#define _setjmp setjmp
#define _longjmp longjmp
#endif
