/* Fibonacci's numbers by double recursion: calls, prologues, the stack. */
static volatile int depth = 18;

static int fib(int n) {
    return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

unsigned work(unsigned rounds) {
    unsigned sum = 0;
    while (rounds--)
        sum = sum * 31 + fib(depth);
    return sum;
}
