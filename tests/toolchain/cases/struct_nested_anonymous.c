/* Anonymous structs and unions, members of members, struct tags in inner scopes. */
#include <stdio.h>
struct token {
    int kind;
    union {
        int number;
        char name[8];
        struct { short line, column; };
    };
    struct { struct { int deep; } inner[2]; } outer;
};
struct s { int a; };
int main(void)
{
    struct token t = { 1, { 0x00020001 } };
    struct s outer = { 5 };
    printf("%d %d %d\n", t.number, t.line, t.column);
    t.column = 7;
    printf("%x\n", t.number);
    t.outer.inner[1].deep = 42;
    printf("%d %d\n", t.outer.inner[0].deep, t.outer.inner[1].deep);
    {
        struct s { char b[3]; } inner = { "xy" };
        printf("%s %d %d\n", inner.b, (int)sizeof inner, (int)sizeof(struct s));
    }
    printf("%d %d\n", outer.a, (int)sizeof(struct s));
    return 0;
}
