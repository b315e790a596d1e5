/* C89: functions without a prototype or a type return an int. */
twice(x) {
    return x * 2;
}

sum(a, b, c)
char a;
short c;
{
    return a + b + c;
}

nothing() {
    return;
}

half(x)
double x;
{
    return x / 2;
}

main() {
    nothing();
    printf("%d %d %d %d\n", twice(21), sum(1, 2, 3), half(9.0), later(4));
    exit(7);
}

int later(int x) {
    return x + 1;
}
