/* Comments, continued lines, __LINE__, __FILE__ by #line, __func__. */
#include <stdio.h>
#define LONG 1 + \
    2 + \
    3
static const char *where(void) { return __func__; }
int main(void)
{
    int a = 10, b = 2; // a comment \
    a = 99;
    int /* in the middle */ quotient = a / b; /* over
    several
    lines */ int next = __LINE__;
    char *s = "no /* comment */ // here";
    pri\
ntf("%d %d %d\n", LONG, quotient, next);
    printf("%s %s %s\n", s, __func__, where());
    printf("%d\n", __LINE__);
#line 1000 "other.c"
    printf("%d %s\n", __LINE__, __FILE__);
    printf("%d\n", a//**/b
        );
    return __STDC__ - 1;
}
