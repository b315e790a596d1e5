/* Fibonacci by double recursion: calls, prologues, the stack. */
#include <stdio.h>

static int fib(int n) {
    return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

int main(void) {
    printf("%d\n", fib(19));
    return 0;
}
