/* exit from a function, with handlers in reverse order and buffered output written. */
#include <stdio.h>
#include <stdlib.h>
static void first(void) { printf("first registered\n"); }
static void second(void) { printf("second registered\n"); }
static void deep(int n)
{
    if (n == 0)
        exit(7);
    deep(n - 1);
    printf("not reached\n");
}
int main(void)
{
    atexit(first);
    atexit(second);
    printf("no newline yet... ");
    deep(5);
    return 0;
}
