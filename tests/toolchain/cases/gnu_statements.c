/* Ranges of cases and elements, labels as values, local labels, an empty asm. */
#include <stdio.h>

static int classify(int c) {
    switch (c) {
    case '0' ... '9': return 1;
    case 'a' ... 'f':
    case 'A' ... 'F': return 2;
    case -5 ... -1: return 3;
    case 1000: return 4;
    default: return 0;
    }
}

static int run(const unsigned char *code) {
    static void *const labels[] = {&&stop, &&push, &&add, &&twice};
    int stack[10], top = 0;
    goto *labels[*code];
push:
    stack[top++] = code[1];
    code += 2;
    goto *labels[*code];
add:
    top--;
    stack[top - 1] += stack[top];
    code++;
    goto *labels[*code];
twice:
    stack[top - 1] *= 2;
    code++;
    goto *labels[*code];
stop:
    return stack[top - 1];
}

static int once(int x) {
    __label__ done;
    void *goal = x ? &&done : &&next;
    goto *goal;
next:
    x = 5;
done:
    return x;
}

static const int table[10] = {[0 ... 3] = 7, [5 ... 6] = 9, 4};

int main(void) {
    static const unsigned char code[] = {1, 20, 1, 1, 2, 3, 0};
    int i;
    for (i = -7; i < 200; i++)
        if (classify(i))
            printf("%d:%d ", i, classify(i));
    printf("%d\n", classify(1000));
    for (i = 0; i < 10; i++)
        printf("%d ", table[i]);
    printf("\n%d %d %d\n", run(code), once(0), once(1));
    asm volatile("" : : "r"(i) : "memory");
    __asm__("");
    return 0;
}
