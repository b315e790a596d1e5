#include <stdio.h>
#include <string.h>
#include <stddef.h>
/* lexical */
int a\
b = 5;
%:define DI(x) %:x
#define CAT(a, b) a ## b
#define XCAT(a, b) CAT(a, b)
int main(void) <%
    int arr<:3:> = <%1, 2, 3%>;
    printf("%d %d %s\n", ab, arr<:1:>, DI(hello));

    printf("%d %d %d\n", (int)sizeof(L"abc"), (int)sizeof(u"abc"), (int)sizeof(U"abc"));
    printf("%s\n", u8"é\u00e9");
    printf("%d %d %d %d\n", L'\x1234', u'\u20ac' == 0x20ac, U'\U0001F600' == 0x1f600, 'ab');
    const unsigned short *us = u"a\U0001F600"; printf("%x %x %x %x\n", us[0], us[1], us[2], us[3]);
    printf("%g %g %g %g\n", 0x1.8p3, 0x.1p4, 1e-3, 0x1P-2f);
    printf("%a %a %A\n", 1.0, 0.1, -3.5);
    printf("%s %s\n", __func__, "a" "b" "\0" "c" + 3 - 3);
    printf("%d %d\n", 0777, 0b101);
    printf("%llu %d %d\n", 18446744073709551615ull, (int)sizeof(2147483648), (int)sizeof(0x80000000));
    printf("%d %d %d\n", '\'' , '\?', '\377');
    int \u00e9t\u00e9 = 3; printf("%d\n", \u00e9t\u00e9);
    int été2 = 4; printf("%d\n", été2);
    printf("%d %d\n", XCAT(1, 2), (int)sizeof "\x41" "1");
    printf("%s\n", "");
    return 0;
%>
