/* Hoare's quicksort of 1,000 numbers: comparisons, exchanges, recursion. */
#define COUNT 1000

static int numbers[COUNT];

static void fill(void) {
    unsigned seed = 1, i;
    for (i = 0; i < COUNT; i++) {
        seed = seed * 1103515245u + 12345;
        numbers[i] = seed >> 8 & 0xffff;
    }
}

static void sort(int *low, int *high) {
    int *i = low, *j = high, pivot = low[(high - low) / 2], held;
    while (i <= j) {
        while (*i < pivot)
            i++;
        while (*j > pivot)
            j--;
        if (i <= j)
            held = *i, *i++ = *j, *j-- = held;
    }
    if (low < j)
        sort(low, j);
    if (i < high)
        sort(i, high);
}

unsigned work(unsigned rounds) {
    unsigned sum = 0;
    int i;
    while (rounds--) {
        fill();
        sort(numbers, numbers + COUNT - 1);
        for (i = 0; i < COUNT; i++)
            sum = sum * 31 + numbers[i];
    }
    return sum;
}
