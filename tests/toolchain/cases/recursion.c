/* Direct and mutual recursion. */
#include <stdio.h>
static int fact(int n) { return n < 2 ? 1 : n * fact(n - 1); }
static int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
static int ack(int m, int n) { return m == 0 ? n + 1 : n == 0 ? ack(m - 1, 1) : ack(m - 1, ack(m, n - 1)); }
static int odd(int n);
static int even(int n) { return n == 0 ? 1 : odd(n - 1); }
static int odd(int n) { return n == 0 ? 0 : even(n - 1); }
static int gcd(int a, int b) { return b ? gcd(b, a % b) : a; }
static int moves;
static void hanoi(int n, char from, char to, char via)
{
    if (n == 0)
        return;
    hanoi(n - 1, from, via, to);
    if (++moves <= 3)
        printf("%c->%c ", from, to);
    hanoi(n - 1, via, to, from);
}
static void reverse(const char *s) { if (*s) { reverse(s + 1); putchar(*s); } }
int main(void)
{
    printf("%d %d %d\n", fact(10), fib(15), ack(2, 3));
    printf("%d %d %d\n", even(50), odd(7), gcd(1071, 462));
    hanoi(8, 'A', 'C', 'B');
    printf("%d\n", moves);
    reverse("recursion");
    printf("\n");
    return 0;
}
