/* The sieve of Eratosthenes over 8,000 numbers, REPEAT times: loads, stores, short loops. */
#include <stdio.h>

#define SIZE 8000
#define REPEAT 4

static char composite[SIZE];

int main(void) {
    int round, i, j, primes = 0;
    for (round = 0; round < REPEAT; round++) {
        primes = 0;
        for (i = 0; i < SIZE; i++)
            composite[i] = 0;
        for (i = 2; i < SIZE; i++) {
            if (composite[i])
                continue;
            primes++;
            for (j = i + i; j < SIZE; j += i)
                composite[j] = 1;
        }
    }
    printf("%d\n", primes);
    return 0;
}
