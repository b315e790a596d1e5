/* Switching on long long, char, enum, negative and computed values. */
#include <stdio.h>
enum colour { RED = -1, GREEN, BLUE = 10 };
static int ll(long long x)
{
    switch (x) {
    case 0: return 1;
    case 0x100000000LL: return 2;
    case -1: return 3;
    case 0x7FFFFFFFFFFFFFFFLL: return 4;
    case 1: return 5;
    }
    return 0;
}
static const char *colour(enum colour c)
{
    switch (c) {
    case RED: return "red";
    case GREEN: return "green";
    case BLUE: return "blue";
    }
    return "?";
}
static int neg(int x)
{
    switch (x) {
    case -3: return 30;
    case -2: return 20;
    case -1: return 10;
    case 0: return 0;
    case 1 + 1: return 2;
    case sizeof(int) + 1: return 5;
    }
    return -1;
}
int main(void)
{
    unsigned char c = 200;
    int i;
    printf("%d%d%d%d%d%d\n", ll(0), ll(4294967296LL), ll(-1), ll(0x7FFFFFFFFFFFFFFFLL), ll(1), ll(4294967297LL));
    printf("%s %s %s\n", colour(-1), colour(0), colour(10));
    for (i = -4; i < 7; i++)
        printf("%d ", neg(i));
    printf("\n");
    switch (c) {
    case 200: printf("two hundred\n"); break;
    case 'a': printf("a\n"); break;
    }
    switch (c += 100) {
    case 300: printf("no\n"); break;
    case 44: printf("wrapped\n");
    }
    return 0;
}
