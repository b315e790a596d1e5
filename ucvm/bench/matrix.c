/* The product of two square matrices of integers: nested loops, products, two-dimensional arrays. */
#define SIZE 24

static int a[SIZE][SIZE], b[SIZE][SIZE], product[SIZE][SIZE];

static void fill(int seed) {
    int i, j;
    for (i = 0; i < SIZE; i++)
        for (j = 0; j < SIZE; j++) {
            a[i][j] = i * 3 - j + seed;
            b[i][j] = i - j * 5;
        }
}

static void multiply(void) {
    int i, j, k, sum;
    for (i = 0; i < SIZE; i++)
        for (j = 0; j < SIZE; j++) {
            sum = 0;
            for (k = 0; k < SIZE; k++)
                sum += a[i][k] * b[k][j];
            product[i][j] = sum;
        }
}

static unsigned trace(void) {
    unsigned sum = 0;
    int i;
    for (i = 0; i < SIZE; i++)
        sum = sum * 7 + product[i][i];
    return sum;
}

unsigned work(unsigned rounds) {
    unsigned sum = 0;
    while (rounds--) {
        fill(sum & 0xff);
        multiply();
        sum = sum * 31 + trace();
    }
    return sum;
}
