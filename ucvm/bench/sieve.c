/* The sieve of Eratosthenes: byte loads and stores in short loops. */
#define SIZE 8000

static char composite[SIZE];

static void strike(int step) {
    int i;
    for (i = step * step; i < SIZE; i += step)
        composite[i] = 1;
}

static unsigned sieve(void) {
    unsigned sum = 0;
    int i;
    for (i = 0; i < SIZE; i++)
        composite[i] = 0;
    for (i = 2; i < SIZE; i++)
        if (!composite[i]) {
            sum += i;
            if (i * i < SIZE)
                strike(i);
        }
    return sum;
}

unsigned work(unsigned rounds) {
    unsigned sum = 0;
    while (rounds--)
        sum = sum * 31 + sieve();
    return sum;
}
