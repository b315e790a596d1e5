/* 64-bit arithmetic: the compiler's own instructions and libc's helpers, against identities and a table. */
#include <stdio.h>

static unsigned long long state = 88172645463325252ull, hash;

static unsigned long long next(void) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

static void mix(unsigned long long v) {
    hash = (hash ^ v) * 1099511628211ull;
}

static void pair(unsigned long long a, unsigned long long b) {
    long long sa = a, sb = b;
    int n = b & 63;
    mix(a + b);
    mix(a - b);
    mix(a * b);
    mix(a << n);
    mix(a >> n);
    mix(sa >> n);
    mix(a & b);
    mix(a | ~b);
    mix((a < b) | (sa < sb) << 1 | (a == b) << 2 | (sa >= sb) << 3);
    if (b) {
        mix(a / b);
        mix(a % b);
        if (a / b * b + a % b != a)
            printf("division %llx %llx\n", a, b);
    }
    if (b && !(sb == -1 && a == 1ull << 63)) {
        mix(sa / sb);
        mix(sa % sb);
    }
}

int main(void) {
    static const unsigned long long edges[] = {0, 1, 2, 3, 10, 0xff, 0x7fffffff, 0x80000000u, 0xffffffffu, 0x100000000ull, 0x100000001ull, 0x7fffffffffffffffull,
                                               0x8000000000000000ull, 0xffffffffffffffffull, 0xfffffffeffffffffull, 1000000007};
    int i, j;
    for (i = 0; i < 16; i++) {
        for (j = 0; j < 16; j++)
            pair(edges[i], edges[j]);
        printf("%016llx\n", hash);
    }
    for (i = 0; i < 300; i++) {
        unsigned long long a = next() >> (next() & 63), b = next() >> (next() & 63);
        pair(a, b);
    }
    printf("%016llx\n", hash);
    return 0;
}
