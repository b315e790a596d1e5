/* The value of main is the exit status, cut to eight bits. */
#include <stdio.h>
int main(void)
{
    printf("leaving\n");
    return 256 + 42;
}
