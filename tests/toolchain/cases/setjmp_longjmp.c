/* Non-local jumps out of nested calls, with values, in loops; volatile locals survive. */
#include <stdio.h>
#include <setjmp.h>
static jmp_buf top, again;
static void fail(int code) { longjmp(top, code); }
static int parse(int depth)
{
    int a = depth * 2, b = a + 1, c = b * b;
    if (depth == 4)
        fail(depth + 100);
    parse(depth + 1);
    return a + b + c;
}
int main(void)
{
    volatile int tries = 0;
    int code;
    int keep1 = 11, keep2 = 22, keep3 = 33;
    code = setjmp(top);
    if (code == 0) {
        printf("start\n");
        parse(0);
        printf("not reached\n");
    } else
        printf("caught %d\n", code);
    switch (setjmp(again)) {
    case 0:
        printf("zero\n");
        tries = 1;
        longjmp(again, 0);
    case 1:
        printf("one %d\n", tries);
        tries++;
        longjmp(again, 2);
    case 2:
        printf("two %d\n", tries);
    }
    printf("%d %d %d\n", keep1, keep2, keep3);
    return 0;
}
