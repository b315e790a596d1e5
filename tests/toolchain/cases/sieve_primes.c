/* The sieve of Eratosthenes in bits, prime factors, Euler's function. */
#include <stdio.h>
#define MAX 2000
static unsigned sieve[MAX / 32 + 1];
#define SET(n) (sieve[(n) >> 5] |= 1u << ((n) & 31))
#define GET(n) (sieve[(n) >> 5] >> ((n) & 31) & 1)
static int phi(int n)
{
    int r = n, p;
    for (p = 2; p * p <= n; p++)
        if (n % p == 0) {
            while (n % p == 0)
                n /= p;
            r -= r / p;
        }
    return n > 1 ? r - r / n : r;
}
static void factor(int n)
{
    int p;
    printf("%d =", n);
    for (p = 2; n > 1; p++)
        while (n % p == 0) {
            printf(" %d", p);
            n /= p;
        }
    printf("\n");
}
int main(void)
{
    int i, j, count = 0, last = 0, sum = 0;
    for (i = 2; i < MAX; i++) {
        if (GET(i))
            continue;
        count++;
        last = i;
        sum += i;
        for (j = i * i; j < MAX; j += i)
            SET(j);
    }
    printf("%d %d %d\n", count, last, sum);
    factor(360);
    factor(9999);
    factor(65521);
    printf("%d %d %d\n", phi(36), phi(97), phi(1000));
    return 0;
}
