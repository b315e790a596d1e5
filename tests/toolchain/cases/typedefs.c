/* Type names: of pointers, arrays, functions, structs, used as casts and in declarations. */
#include <stdio.h>
typedef unsigned char byte;
typedef int row[4];
typedef struct list { int v; struct list *next; } list, *listp;
typedef const char *string;
typedef byte *bytes, block[2];
typedef int (*handler)(void *, string);
typedef enum { NO, YES } answer;
static int shout(void *p, string s) { printf("%s!\n", s); return *(int *)p; }
int main(void)
{
    row grid[2] = { { 1, 2, 3, 4 }, { 5, 6, 7, 8 } };
    list b = { 2, 0 }, a = { 1, &b };
    listp p = &a;
    handler h = shout;
    answer yes = YES;
    block k = { 255, 1 };
    bytes q = k;
    int n = 17;
    printf("%d %d\n", grid[1][3], (int)sizeof(row));
    printf("%d\n", p->next->v);
    printf("%d %d\n", h(&n, "hey"), yes);
    printf("%d %d\n", (byte)(q[0] + q[1]), ((list *)p)->v);
    {
        typedef short byte;
        byte wide = 1000;
        printf("%d %d\n", wide, (int)sizeof(byte));
    }
    return 0;
}
