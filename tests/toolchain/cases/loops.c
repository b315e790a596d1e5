/* What does not change in a loop, and calls that are expanded in place: nested, left early, entered by goto, recursive. */
#include <setjmp.h>
#include <stdio.h>

#define SIZE 7

static int table[SIZE][SIZE], calls;
static jmp_buf back;

static int twice(int x) {
    return x * 2;
}

static unsigned rotate(unsigned x, int n) {
    return x >> n | x << (32 - n);
}

static void fill(int seed) {
    int i, j;
    for (i = 0; i < SIZE; i++)
        for (j = 0; j < SIZE; j++)
            table[i][j] = seed * 1000003 + i * 300 - j;
}

static int product(int a, int b) {
    int k, sum = 0;
    for (k = 0; k < SIZE; k++)
        sum += table[a][k] * table[k][b];
    return sum;
}

static int search(int wanted) {
    int i, j;
    for (i = 0; i < SIZE; i++)
        for (j = 0; j < SIZE; j++)
            if (table[i][j] == wanted)
                return i * 100 + j;
    return -1;
}

static int never(int n, int d) {
    int i, sum = 0;
    for (i = 0; i < n; i++)
        sum += 1000 / d;
    return sum;
}

static int into(int n) {
    int sum = 0;
    if (n & 1)
        goto middle;
    while (n > 0) {
        sum += 70000;
middle:
        sum += n * 70000;
        n--;
    }
    return sum;
}

static int depth(int n) {
    char held[20];
    held[n % 20] = n;
    return n ? depth(n - 1) + held[n % 20] : 0;
}

static int even(int n);

static int odd(int n) {
    return n ? even(n - 1) : 0;
}

static int even(int n) {
    return n ? odd(n - 1) : 1;
}

static void leave(void) {
    calls++;
    longjmp(back, calls);
}

static int returns_twice(void) {
    int got = setjmp(back);
    if (got < 3)
        leave();
    return got;
}

static signed char narrow(signed char c) {
    return c + 100;
}

static long long wide(long long a, int b) {
    return a * b + 4000000000LL;
}

static int (*const chosen[])(int) = {twice, depth};

int main(void) {
    int i, sum = 0;
    unsigned x = 0x12345678;
    for (i = 0; i < 5; i++) {
        fill(i);
        sum = sum * 31 + product(i, 6 - i) + search(i * 1000003 + 900 - 2);
        x = rotate(x, 7) + rotate(x, 13);
    }
    printf("%d %x\n", sum, x);
    printf("%d %d\n", never(0, 0), never(3, 7));
    printf("%d %d\n", into(4), into(5));
    printf("%d %d %d\n", depth(50), even(10), odd(10));
    printf("%d\n", returns_twice());
    printf("%d %d\n", narrow(100), narrow(-3));
    printf("%lld\n", wide(123456789012LL, 77));
    printf("%d %d\n", chosen[0](21), chosen[1](4));
    return 0;
}
