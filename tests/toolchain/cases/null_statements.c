/* Empty statements and blocks, labels before them, expressions without effect. */
#include <stdio.h>
static void nop(void) {}
int main(void)
{
    int i = 0;
    ;
    {}
    {{;}}
    if (i) ; else ;
    for (; i < 3; i++) ;
    while (i-- > 1) {}
    do ; while (0);
    i;
    i + 1;
    (void)i;
    nop(), nop();
    if (i == 0)
        if (i > 0)
            puts("wrong");
        else
            puts("dangling else");
    goto end;
end: ;
    return 0;
}
