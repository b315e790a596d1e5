/* # and ##, with their quirks about expansion and white space. */
#include <stdio.h>
#define STR(x) #x
#define XSTR(x) STR(x)
#define CAT(a, b) a##b
#define XCAT(a, b) CAT(a, b)
#define VALUE 42
#define MEMBER(T, n) T n; T n##_old
#define ENTRY(n) { #n, cmd_##n }
#define REST(first, ...) #__VA_ARGS__
#define COUNT(...) COUNT_(__VA_ARGS__, 5, 4, 3, 2, 1)
#define COUNT_(a, b, c, d, e, n, ...) n
#define LOG(format, ...) printf("[" format "]\n", __VA_ARGS__)
static int cmd_run(void) { return 1; }
static int cmd_stop(void) { return 2; }
static const struct { const char *name; int (*f)(void); } table[] = { ENTRY(run), ENTRY(stop) };
struct pair { MEMBER(int, x); };
int main(void)
{
    int xy = 5, CAT(v, 1) = 6, XCAT(v, VALUE) = 7;
    struct pair p = { 1, 2 };
    puts(STR(VALUE));
    puts(XSTR(VALUE));
    puts(STR(  a   +  b  ));
    puts(STR("quoted \n" 'c' '\''));
    puts(XSTR(XSTR(1)));
    puts(STR(CAT(a, b)) STR());
    puts(REST(1, 2, "three",   4));
    printf("%d %d %d\n", CAT(x, y), v1, v42);
    printf("%d %d\n", p.x, p.x_old);
    printf("%s %d %s %d\n", table[0].name, table[0].f(), table[1].name, table[1].f());
    printf("%d %d %d\n", COUNT(a), COUNT(a, b, c), XCAT(1, CAT(2, 3)));
    LOG("%d-%d", 1, 2);
    printf("%d\n", 1 CAT(<, <) 3);
    return 0;
}
