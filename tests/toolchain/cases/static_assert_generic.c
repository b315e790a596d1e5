/* _Static_assert in all scopes, _Alignof-free layout facts as array sizes. */
#include <stdio.h>
_Static_assert(sizeof(int) == 4, "int has 32 bits");
struct s { int a; _Static_assert(1, "inside"); char b; };
typedef char check[sizeof(struct s) == 8 ? 1 : -1];
int main(void)
{
    _Static_assert((char)-1 > 0, "char is unsigned");
    check c = { 'k' };
    printf("%c %d\n", c[0], (int)sizeof c);
    return 0;
}
