/* Including a header of one's own, twice, and one chosen by a macro. */
#include <stdio.h>
#include "include/guarded.h"
#include "include/guarded.h"
#define HEADER "include/values.inc"
#define ROW(name, value) name = value,
enum {
#include HEADER
};
#undef ROW
#define ROW(name, value) #name,
static const char *const names[] = {
#include "include/values.inc"
};
int main(void)
{
    unsigned i;
    for (i = 0; i < sizeof names / sizeof *names; i++)
        printf("%s ", names[i]);
    printf("%d %d %d %d\n", FIRST, SECOND, THIRD, guarded(4));
    return 0;
}
