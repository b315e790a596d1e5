/* A file-scope object may be declared often and defined once. */
#include <stdio.h>
int a;
int a;
extern int b;
int b = 5;
int b;
static int c;
static int c = 7;
int arr[];
int arr[3];
extern const char *names[];
struct later *p;
struct later { int v; };
static struct later one = { 11 };
struct later *p = &one;
const char *names[] = { "x", "y" };
int main(void)
{
    extern int a;
    a++;
    arr[2] = 4;
    printf("%d %d %d %d %d\n", a, b, c, arr[2], arr[0]);
    printf("%d %s\n", p->v, names[1]);
    return 0;
}
