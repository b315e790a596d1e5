/* Products with a loop's counter, in every place where a running sum in their stead could go wrong. */
#include <stdio.h>

struct three {
    int a, b, c;
};

static struct three table[12];
static int square[7][7];

static int before_and_after(int n, int k) {
    int i = k, sum = 0, product, last = 0;
    do {
        product = i * 12;
        sum += product;
        i += 3;
        sum ^= i * 20;
        last = product + k;
    } while (i < n);
    return sum + last * 1000 + product;
}

static int added_late(int n, int base) {
    int i, sum = 0;
    for (i = 0; i < n;) {
        int product = i * 24;
        i++;
        sum += (product + base) ^ i;
    }
    return sum;
}

static unsigned down(unsigned n) {
    unsigned sum = 0;
    while (n--)
        sum = sum * 3 + (n * 28 ^ n << 3);
    return sum;
}

static int sometimes(int n) {
    int i, sum = 0;
    for (i = 5; i < n; i++) {
        if (i & 2)
            continue;
        sum += i * 60;
        if (sum > 3000)
            i += 4;
    }
    return sum;
}

static int wide(int n) {
    int i, sum = 0;
    for (i = -3; i < n; i++)
        sum += i * 100000 + i * -9000;
    return sum;
}

static int changing(int n, int base) {
    int i, sum = 0;
    for (i = 1; i < n; i++) {
        sum += base + i * 12;
        base ^= sum;
    }
    return sum;
}

static unsigned bits(unsigned x, unsigned n) {
    unsigned sum = 0;
    while (n--) {
        x = x & 1 ? x >> 1 ^ 0xb400u : x >> 1;
        if (x & 1)
            sum += x;
        if (!(x & 1))
            sum -= 3;
        if (x >> 31)
            sum |= 1;
        sum = x & 2 ? sum + n : sum;
    }
    return sum;
}

int main(void) {
    int i, j, sum = 0;
    for (i = 0; i < 12; i++) {
        table[i].a = i;
        table[i].b = i * 12;
        table[i].c = -i;
    }
    for (i = 0; i < 7; i++)
        for (j = 6; j >= 0; j--)
            square[j][i] = j * 28 - i;
    for (i = 0; i < 7; i++)
        for (j = 0; j < 7; j++)
            sum = sum * 5 + square[j][i] + square[i][j];
    for (i = 11; i > 0; i -= 2)
        sum += table[i].b * table[i - 1].c;
    printf("%d %d %d\n", sum, before_and_after(20, 2), before_and_after(1, 5));
    printf("%d %u %d\n", added_late(9, 77), down(13), sometimes(40));
    printf("%d %d %u %u\n", wide(9), changing(10, 3), bits(0xace1u, 50), bits(0x80000001u, 9));
    return 0;
}
